/* SPDX-License-Identifier: Apache-2.0 */
/* Bylines: who wrote, reported and edited, above or below a report. */
#ifndef HS_STORY_BYLINE_H
#define HS_STORY_BYLINE_H

#include "hearsay.h"
#include "lexicon/lexicon.h"

enum hs_byline_kind {
    HS_BYLINE_NOT,
    HS_BYLINE_HEAD,   /* "By John Smith and Jane Doe", above a report or below it */
    HS_BYLINE_CREDIT, /* "(Reporting by …; Editing by …)", below it */
    HS_BYLINE_FOOT,   /* "A. Nasser/ H. Omar", "— John Smith", "Smith reported from Cairo.": these
                         stand within reports too, so they are bylines only where one ends */
};

/* What a block is as a byline. `agency` is the name to print of the one it names ("By John Smith |
   Reuters"), if any. */
struct hs_byline {
    enum hs_byline_kind kind;
    hearsay_text agency;
};

struct hs_byline hs_byline_read(const struct hs_lexicon *lexicon, hearsay_text text,
                                hearsay_span block);

#endif
