/* SPDX-License-Identifier: Apache-2.0 */
/* Matrix work of one thread. A matrix [n, m] is n rows of m numbers, row after row. Linear
   layers multiply whole numbers: weights of 8 bits, a scale a column, and rows of 7 bits, a
   range a row. Their sums are exact in any order, so they are the same on every machine and
   however rows are batched. */
#ifndef HS_LANGUAGE_KERNEL_H
#define HS_LANGUAGE_KERNEL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* Widths of what is coded, and of what is added up in lanes, are multiples of this. */
enum { HS_WIDTH_UNIT = 32 };

/* y = x W + b, with W[k][o] ~ weight[k][o] * scale[o]. Borrowed from the model. */
struct hs_linear {
    const int8_t *weight; /* [in, out] */
    const float *scale;   /* [out] */
    const float *bias;    /* [out] */
    const float *total;   /* [out], the sum of each column of `weight` */
    uint32_t in, out;
};

/* One of the few numbers of a row that would stretch its range, were it not cut. */
struct hs_peak {
    uint32_t place; /* in its row */
    float rest;     /* what was cut off, in steps; may be below 0 */
};

/* How a row is coded: x[k] ~ step * (low + value[k]), and step * rest more where a peak was cut. */
struct hs_code {
    float low, step;
    uint32_t peak_count; /* a multiple of 4, filled up with rests of 0 */
};

/* Rows of 7-bit numbers. */
struct hs_codes {
    uint32_t count, width;
    uint8_t *value;       /* [count, width], each 0 to 127 */
    struct hs_code *code; /* [count] */
    struct hs_peak *peak; /* [count, width / 8] */
};

/* Room for `count` rows of at most `width`, in `arena`. */
void hs_codes_init(struct hs_codes *codes, struct hs_arena *arena, uint32_t count, uint32_t width);

/* Codes x [count, width]; both must fit the room. */
void hs_codes_set(struct hs_codes *codes, const float *x, uint32_t count, uint32_t width);

/* y [codes->count, linear->out] = the layer of the coded rows, whose width must be linear->in. */
void hs_linear_run(const struct hs_linear *linear, const struct hs_codes *codes, float *y);

/* c [rows, columns] = a [rows, depth] b [depth, columns]; the steps are from row to row,
   `columns` a multiple of 16. */
struct hs_product {
    const float *a, *b;
    float *c;
    uint32_t rows, depth, columns;
    uint32_t a_step, b_step, c_step;
};
void hs_product_run(const struct hs_product *product);

/* x += row * scale. */
void hs_add_row(float *x, const int8_t *row, float scale, uint32_t width);

/* x = GELU(x) for `count` numbers, a multiple of HS_WIDTH_UNIT; off by at most 1e-4 for |x| < 8. */
void hs_gelu(float *x, size_t count);

/* x [count, width] = norm(x + y) * gain + bias, row by row: mean 0, variance 1. */
void hs_add_norm(float *x, const float *y, const float *gain, const float *bias, uint32_t count,
                 uint32_t width);

/* x [count, step] = softmax(x * factor) over the first `width` of each row; the rest becomes 0.
   `step` is a multiple of 16. */
void hs_softmax(float *x, uint32_t count, uint32_t width, uint32_t step, float factor);

#endif
