/* SPDX-License-Identifier: Apache-2.0 */
/* What stands around a report on its page: pointers to other reports, and calls to the reader. */
#ifndef HS_STORY_MARKER_H
#define HS_STORY_MARKER_H

#include "hearsay.h"
#include "lexicon/lexicon.h"

enum hs_marker_kind {
    HS_MARKER_NOT,
    HS_MARKER_TEASER,      /* "Check Also", "Related:" */
    HS_MARKER_BOILERPLATE, /* "Follow us on …", "Copyright © …" */
};

/* What a block is. `rest`: what a teaser's marker points to in the same block, "Read more: Talks
   fail"; else empty. */
struct hs_marker {
    enum hs_marker_kind kind;
    hearsay_span rest;
};

/* By the phrases of lexicon/teasers.tsv and lexicon/notices.tsv. */
struct hs_marker hs_marker_read(const struct hs_lexicon *lexicon, hearsay_text text,
                                hearsay_span block);

#endif
