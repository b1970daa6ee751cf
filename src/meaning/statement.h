/* SPDX-License-Identifier: Apache-2.0 */
/* Statement rows: from the cues that the network found to who said what. */
#ifndef HS_MEANING_STATEMENT_H
#define HS_MEANING_STATEMENT_H

#include "language/language.h"
#include "language/quote.h"
#include "lexicon/lexicon.h"
#include "report/report.h"

/* Adds the statements of a text to the report, in the order of their first bytes, a parent before what stands in it. Wants
   the stories before; nothing is read in boilerplate. */
void hs_statements_find(hearsay_report *report, const struct hs_lexicon *lexicon,
                        const struct hs_language *language, const struct hs_quotes *quotes);

#endif
