/* SPDX-License-Identifier: Apache-2.0 */
/* Words after the conventions of UD English (EWT, GUM): clitics and hyphenated parts are words of their own.
   A word is always a span of the text. Words that stand in one multi-word token (do + n't, Clinton + 's) are marked `joined`. */
#ifndef HS_LANGUAGE_TOKEN_H
#define HS_LANGUAGE_TOKEN_H

#include "base/arena.h"
#include "lexicon/lexicon.h"

/* How a word is written; the encoder has an embedding for each. */
enum hs_case { HS_CASE_LOWER, HS_CASE_TITLE, HS_CASE_UPPER, HS_CASE_MIXED, HS_CASE_OTHER, HS_CASE_COUNT };

struct hs_word {
    hearsay_span span;
    bool joined;    /* belongs to the token of the word before it */
    bool paragraph; /* first word of a block */
    bool quoted;    /* inside quotation marks, or one of them */
    uint8_t shape;  /* enum hs_case */
};

struct hs_words {
    struct hs_word *word;
    uint32_t count;
};

/* How a word is written. Characters without case count for nothing; one capital alone is a title. */
enum hs_case hs_word_case(hearsay_text word);

/* No word is longer, in bytes: what is gets cut. */
enum { HS_WORD_SIZE_MAX = 4096 };

/* Cuts the blocks of a text into words; a block is a paragraph or headline, none overlaps another, in order.
   Linear in the size of the text. */
struct hs_words hs_words_cut(struct hs_arena *arena, const struct hs_lexicon *lexicon, hearsay_text text,
                             const hearsay_span *block, uint32_t block_count);

#endif
