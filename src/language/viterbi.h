/* SPDX-License-Identifier: Apache-2.0 */
/* The best path of labels through scores, with BIO tags opened before they go on. */
#ifndef HS_LANGUAGE_VITERBI_H
#define HS_LANGUAGE_VITERBI_H

#include <stdint.h>

/* Labels are 0 for O and then B, I, B, I, …: one pair a kind of span. */
enum { HS_LABELS_MAX = 5 };

/* path [count] = the best labels under score [count, labels], summed; `back` has room for count * labels bytes. I of a kind
   follows only B or I of that kind. Of equal paths the one with the lower labels wins. */
void hs_viterbi_run(const float *score, uint32_t count, uint32_t labels, uint8_t *path,
                    uint8_t *back);

/* score [count, labels] = logarithms of the softmax of each row. */
void hs_viterbi_normalise(float *score, uint32_t count, uint32_t labels);

#endif
