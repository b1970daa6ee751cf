/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences and their dependency trees. Words come batch by batch; a sentence is parsed as soon
   as its end is known, so that only one is ever waiting. */
#ifndef HS_LANGUAGE_SENTENCE_H
#define HS_LANGUAGE_SENTENCE_H

#include "language/head.h"
#include "language/language.h"
#include "language/tree.h"

/* Words not parsed yet: those of a batch, and the start of a sentence from the batch before. */
enum { HS_WAITING_WORDS = HS_BATCH_PIECES + HS_TREE_WORDS_MAX };

struct hs_waiting {
    uint32_t first, count;     /* words of the document */
    bool *start;               /* begins a sentence */
    float *arc_dep, *arc_head; /* as in struct hs_reading */
    float *rel_dep, *rel_head;
    float *turned; /* [HS_ARC, HS_TREE_WORDS_MAX]: heads of one sentence */
    float *score;  /* [HS_TREE_WORDS_MAX, HS_TREE_WORDS_MAX]: dependents, heads */
    struct hs_tree_room *room;
};

void hs_waiting_init(struct hs_waiting *waiting, struct hs_arena *arena);

/* Adds words [begin, end) of the document, which are rows of the reading from `row` on. */
void hs_waiting_add(struct hs_waiting *waiting, const struct hs_reading *reading, uint32_t row,
                    const struct hs_word *word, uint32_t begin, uint32_t end);

/* Parses what is whole, or, with `last`, all: sets heads and relations, and adds to the list of
   sentences. */
void hs_waiting_parse(struct hs_waiting *waiting, const struct hs_parser *parser,
                      struct hs_activations *activations, struct hs_arena *arena,
                      struct hs_language *language, bool last);

#endif
