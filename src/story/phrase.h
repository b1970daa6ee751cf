/* SPDX-License-Identifier: Apache-2.0 */
/* Set phrases in running text: the keys of a word table that have several words. */
#ifndef HS_STORY_PHRASE_H
#define HS_STORY_PHRASE_H

#include "hearsay.h"
#include "lexicon/lexicon.h"

/* One found: its rows, and where it ends. */
struct hs_phrase {
    struct hs_rows rows;
    uint32_t end;
};

/* The longest key of at most HS_PHRASE_WORDS words at the start of `span`. It ends at the end of a
   word, or before the punctuation there. False if there is none. */
enum { HS_PHRASE_WORDS = 6 };
bool hs_phrase_find(const struct hs_lexicon *lexicon, uint32_t table, hearsay_text text,
                    hearsay_span span, struct hs_phrase *phrase);

/* The first word in `span`: what is between white space. Empty if there is none. */
hearsay_span hs_phrase_word(hearsay_text text, hearsay_span span);

#endif
