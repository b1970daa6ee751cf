/* SPDX-License-Identifier: Apache-2.0 */
/* What the heads read from the vectors of a batch's words, before anything is decided. */
#ifndef HS_LANGUAGE_HEAD_H
#define HS_LANGUAGE_HEAD_H

#include "language/encoder.h"

/* Rows are the batch's words. */
struct hs_reading {
    uint16_t *upos, *xpos; /* best label */
    float *sentence;               /* above 0: a sentence begins */
    float *cue, *inner; /* [rows, HS_BIO] scores of cue tags; `inner` for cues at any depth */
    float *role;        /* [rows, HS_ROLE] what the role tagger sees of a word */
    float *arc_dep, *arc_head; /* [rows, HS_ARC] the score of an arc is their product */
    float *rel_dep, *rel_head; /* [rows, HS_LABEL] as dependent and as head of a relation */
};

void hs_reading_init(struct hs_reading *reading, struct hs_arena *arena);

/* Reads the words of an encoded batch. Uses the activations. */
void hs_heads_run(const struct hs_model *model, struct hs_activations *activations,
                  const struct hs_batch *batch, struct hs_reading *reading);

/* The number of the highest score; the first of equals. */
uint32_t hs_best_label(const float *score, uint32_t count);

#endif
