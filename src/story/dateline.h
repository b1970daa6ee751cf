/* SPDX-License-Identifier: Apache-2.0 */
/* Datelines: where, when and by which agency a report was filed, before the dash at its start. */
#ifndef HS_STORY_DATELINE_H
#define HS_STORY_DATELINE_H

#include "base/arena.h"
#include "hearsay.h"
#include "lexicon/lexicon.h"

/* place: as written, with what is added to it ("TEHRAN, Iran"; the first of several:
   "DAMASCUS/BEIRUT" is one). agency: the name of lexicon/agencies.tsv, as written where that does
   not know it; the first of several. */
struct hs_dateline {
    hearsay_dateline row;
    uint32_t end; /* of the dash after it and the white space after that: where the report begins */
    bool sure;    /* it has an agency, or place and date; else only the start of a report has it */
};

/* Reads the dateline at the start of a block; false if there is none. */
bool hs_dateline_read(struct hs_arena *arena, const struct hs_lexicon *lexicon, hearsay_text text,
                      hearsay_span block, struct hs_dateline *dateline);

/* The name to print for the agency that `span` names and nothing else; data == NULL if the lexicon
   has none. */
hearsay_text hs_dateline_agency(const struct hs_lexicon *lexicon, hearsay_text text,
                                hearsay_span span);

#endif
