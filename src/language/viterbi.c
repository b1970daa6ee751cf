/* SPDX-License-Identifier: Apache-2.0 */
/* Viterbi decoding over a handful of labels. */
#include "language/viterbi.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

static bool opens(uint32_t label)
{
    return label == 0 || label % 2 == 1;
}

static bool follows(uint32_t from, uint32_t to)
{
    return opens(to) || from == to || from + 1 == to;
}

/* One word: the best way into each label, and whence. */
static void step(const float *before, const float *score, uint32_t labels, float *after,
                 uint8_t *back)
{
    for (uint32_t to = 0; to < labels; to++) {
        float best = -INFINITY;
        back[to] = 0; /* what is no number is above nothing */
        for (uint32_t from = 0; from < labels; from++)
            if (follows(from, to) && before[from] > best) {
                best = before[from];
                back[to] = (uint8_t)from;
            }
        after[to] = best + score[to];
    }
}

static uint8_t best_of(const float *value, uint32_t labels)
{
    uint32_t best = 0;
    for (uint32_t label = 1; label < labels; label++)
        if (value[label] > value[best])
            best = label;
    return (uint8_t)best;
}

void hs_viterbi_run(const float *score, uint32_t count, uint32_t labels, uint8_t *path,
                    uint8_t *back)
{
    float value[2][HS_LABELS_MAX];
    if (count == 0)
        return;
    for (uint32_t label = 0; label < labels; label++)
        value[0][label] = opens(label) ? score[label] : -INFINITY;
    for (uint32_t n = 1; n < count; n++)
        step(value[(n - 1) % 2], score + (size_t)n * labels, labels, value[n % 2],
             back + (size_t)n * labels);
    path[count - 1] = best_of(value[(count - 1) % 2], labels);
    for (uint32_t n = count - 1; n > 0; n--)
        path[n - 1] = back[(size_t)n * labels + path[n]];
}

void hs_viterbi_normalise(float *score, uint32_t count, uint32_t labels)
{
    for (uint32_t n = 0; n < count; n++) {
        float *row = score + (size_t)n * labels, sum = 0, most = row[best_of(row, labels)];
        for (uint32_t label = 0; label < labels; label++)
            sum += expf(row[label] - most);
        float total = most + logf(sum);
        for (uint32_t label = 0; label < labels; label++)
            row[label] -= total;
    }
}
