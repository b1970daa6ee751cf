/* SPDX-License-Identifier: Apache-2.0 */
/* Cues of statements, and the source and content of each. */
#ifndef HS_LANGUAGE_ROLE_H
#define HS_LANGUAGE_ROLE_H

#include "language/head.h"
#include "language/language.h"

/* Added to the score of every word's O tag: above 0 there are fewer cues. */
extern const float HS_CUE_BIAS, HS_INNER_BIAS;

/* The cues of one window, and room to tag their roles in. Words count from the start of the
   window. */
struct hs_cues {
    struct hs_range *range; /* [HS_WINDOW_PIECES] in order, those of both heads that count */
    bool *inner;            /* [count] found by the head for cues at any depth alone */
    float *score;           /* [count] geometric mean of the probabilities of its tags */
    uint32_t count;
    bool *outer_tag; /* [HS_WINDOW_PIECES] word belongs to a cue that the one head found */
    bool *inner_tag; /* likewise the head for cues at any depth */
    float *film;     /* [HS_WINDOW_PIECES, 2 * HS_ROLE] scale and shift that a cue puts on words */
    uint8_t *path, *back; /* for a search for tags */
};

void hs_cues_init(struct hs_cues *cues, struct hs_arena *arena);

/* Finds the cues of a window that do not begin in its context. */
void hs_cues_find(struct hs_cues *cues, const struct hs_reading *reading,
                  const struct hs_window *window);

/* Tags the roles of the cues and adds them to the language. Uses the activations. */
void hs_cues_read(struct hs_cues *cues, const struct hs_tagger *tagger,
                  struct hs_activations *activations, const struct hs_batch *batch,
                  const struct hs_reading *reading, const struct hs_window *window,
                  struct hs_arena *arena, struct hs_language *language);

#endif
