/* SPDX-License-Identifier: Apache-2.0 */
/* Matrix work. oneDNN multiplies whole numbers; what comes before and after is written so that the
   compiler finds the vectors, and rounds alike on every machine: sums in a fixed number of lanes,
   no fused multiply-add, nothing of the C library for each number.

   Why rows have 7 bits: on x86 without VNNI, 8-bit products are added in pairs that saturate at 16
   bits. 255 * 127 * 2 is too much, 127 * 127 * 2 is not. With 7 bits every machine gives the exact
   sums; with 8 bits oneDNN 2.6 on AVX2 got 6135 of 6144 sums of random bytes wrong.

   What that costs is got back by cutting the few largest numbers of a row off and carrying the rest
   along unrounded. Against the same network in 32-bit floats, on news of 9,000 words and 310 cues:
       peaks cut   error of vectors, share of their spread   same xpos   same heads   same cues
           0                      0.072                        99.5         96.0         93.9
           1                      0.045                        99.7         96.7         96.8
           2                      0.040                        99.6         96.9         97.1
           4                      0.036                        99.6         97.0         98.1
           8                      0.033                        99.8         97.2         97.7
   (tools/compare.py. Heads differ also where the greedy choice is no tree. In a simulation on the
   network before training, 8 bits without peaks came out as 7 bits with four: 0.053 and 0.052.)

   Multiply-adds a second on one core of AVX2 at 2.4 GHz: 75 to 85 G for whole numbers, 41 G for
   32-bit floats, both oneDNN. The vector units could do about 95 G, so there is no product of our
   own for these. dnnl_gemm_u8s8s32 takes weights as they lie in the file, needs nothing made or
   kept beforehand, and is the same call in oneDNN 2 and 3. The small products of floats in
   attention are ours, as oneDNN's add in another order on every processor: 30 to 40 G. */
#include "language/kernel.h"

#include <math.h>
#include <string.h>

#include <oneapi/dnnl/dnnl.h>

enum {
    LANES = 16, /* sums are kept in so many lanes on every machine: the order of adding is fixed */
    CODE_LANES = 32, /* of the search for peaks */
    CODE_MAX = 127,  /* see above */
    PEAKS = 4,       /* lanes of a row whose largest numbers are cut */
    PEAK_GROUP = 4,  /* peaks added in one pass over a row */
    PART = 512,      /* columns finished at once: they stay in the nearest cache */
};

/* The same function for several processors, chosen when the program is loaded. GCC alone: clang
   14 names what it makes of a function that is not static in its own way. */
#if defined __x86_64__ && defined __gnu_linux__ && !defined __clang__ && !defined HS_PLAIN
#define VECTOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define VECTOR
#endif

static inline float smaller(float a, float b)
{
    return a < b ? a : b;
}

static inline float larger(float a, float b)
{
    return a > b ? a : b;
}

/* ---- coded rows */

void hs_codes_init(struct hs_codes *codes, struct hs_arena *arena, uint32_t count, uint32_t width)
{
    codes->value = hs_arena_array(arena, count, width);
    codes->code = hs_arena_array(arena, count, sizeof *codes->code);
    codes->peak = hs_arena_array(arena, (size_t)count * width / 8, sizeof *codes->peak);
}

/* How far each lane reaches below and above 0; lane k % CODE_LANES for x[k]. */
VECTOR static void find_reaches(const float *x, size_t width, float *restrict below,
                                float *restrict above)
{
    for (size_t l = 0; l < CODE_LANES; l++)
        below[l] = above[l] = 0;
    for (size_t k = 0; k < width; k += CODE_LANES)
        for (size_t l = 0; l < CODE_LANES; l++) {
            below[l] = larger(-x[k + l], below[l]);
            above[l] = larger(x[k + l], above[l]);
        }
}

static inline void fold_largest(float *lane, size_t half)
{
    for (size_t l = 0; l < half; l++)
        lane[l] = larger(lane[l], lane[l + half]);
}

static inline float largest_of(const float *lane)
{
    float most[CODE_LANES];
    memcpy(most, lane, sizeof most);
    fold_largest(most, 16);
    fold_largest(most, 8);
    fold_largest(most, 4);
    fold_largest(most, 2);
    fold_largest(most, 1);
    return most[0];
}

/* How far the lanes reach from 0 on either side when the PEAKS farthest are left out: at most so
   many reach farther. One round for every length among them, equal ones going together; the
   branch is the same for nearly all rows. */
VECTOR static float common_reach(const float *below, const float *above, float *restrict reach)
{
    float rest[CODE_LANES];
    for (size_t l = 0; l < CODE_LANES; l++)
        rest[l] = reach[l] = larger(below[l], above[l]);
    for (int32_t count = 0;;) {
        float most = largest_of(rest);
        for (size_t l = 0; l < CODE_LANES; l++)
            count += rest[l] == most;
        if (count > PEAKS)
            return most;
        for (size_t l = 0; l < CODE_LANES; l++)
            rest[l] = rest[l] < most ? rest[l] : -1;
    }
}

/* In steps: compilers make a branch of a number held between two constants. */
VECTOR static void set_values(const float *x, size_t width, float low, float factor,
                              uint8_t *restrict value)
{
    static const float MOST = CODE_MAX + 0.5F;
    for (size_t k = 0; k < width; k += CODE_LANES) {
        float v[CODE_LANES];
        for (size_t l = 0; l < CODE_LANES; l++)
            v[l] = larger((x[k + l] - low) * factor + 0.5F, 0);
        for (size_t l = 0; l < CODE_LANES; l++)
            v[l] = smaller(v[l], MOST);
        for (size_t l = 0; l < CODE_LANES; l++)
            value[k + l] = (uint8_t)(int)v[l];
    }
}

/* What numbers of one lane reach beyond [low, high], in steps. */
static uint32_t lane_peaks(const float *x, size_t width, size_t lane, float low, float high,
                           float factor, struct hs_peak *peak)
{
    uint32_t count = 0;
    for (size_t k = lane; k < width; k += CODE_LANES) {
        float rest = x[k] - smaller(larger(x[k], low), high);
        peak[count] = (struct hs_peak){(uint32_t)k, rest * factor};
        count += rest != 0;
    }
    return count;
}

static uint32_t fill_group(struct hs_peak *peak, uint32_t count)
{
    while (count % PEAK_GROUP)
        peak[count++] = (struct hs_peak){0, 0};
    return count;
}

static void code_row(const float *x, size_t width, uint8_t *value, struct hs_code *code,
                     struct hs_peak *peak)
{
    float below[CODE_LANES], above[CODE_LANES], reach[CODE_LANES];
    find_reaches(x, width, below, above);
    float common = common_reach(below, above, reach);
    float low = -smaller(largest_of(below), common), high = smaller(largest_of(above), common);

    float step = (high - low) / CODE_MAX;
    if (!(step > 0) || !isfinite(step))
        step = 1;
    float factor = 1 / step;
    set_values(x, width, low, factor, value);
    uint32_t count = 0;
    for (size_t l = 0; l < CODE_LANES; l++)
        if (reach[l] > common)
            count += lane_peaks(x, width, l, low, high, factor, peak + count);
    *code = (struct hs_code){low * factor, step, fill_group(peak, count)};
}

void hs_codes_set(struct hs_codes *codes, const float *x, uint32_t count, uint32_t width)
{
    codes->count = count;
    codes->width = width;
    for (size_t n = 0; n < count; n++)
        code_row(x + n * width, width, codes->value + n * width, &codes->code[n],
                 codes->peak + n * (width / 8));
}

/* ---- linear layers */

#ifdef HS_OPENMP /* declared here, as not every compiler that can link it has its header */
extern int omp_get_max_threads(void);
extern void omp_set_num_threads(int count);
#endif

/* How many threads oneDNN may start from here on, as OpenMP keeps it for each thread; gives back
   how many it was. */
static int use_threads(int count)
{
#ifdef HS_OPENMP
    int before = omp_get_max_threads();
    omp_set_num_threads(count);
    return before;
#else
    return count;
#endif
}

/* The sums of products, as int32 in the memory of y. In one thread: threads are the caller's
   business. */
static void multiply(const struct hs_linear *linear, const struct hs_codes *codes, float *y)
{
    const int32_t offset = 0;
    int threads = use_threads(1);
    dnnl_gemm_u8s8s32('N', 'N', 'F', codes->count, linear->out, linear->in, 1, codes->value,
                      linear->in, 0, linear->weight, linear->out, 0, 0, (int32_t *)(void *)y,
                      linear->out, &offset);
    use_threads(threads);
}

VECTOR static void add_low(const int32_t *sum, const float *total, float low, uint32_t count,
                           float *restrict y)
{
    for (size_t o = 0; o < count; o++)
        y[o] = low * total[o] + (float)sum[o];
}

/* y += the rests of PEAK_GROUP peaks times their rows of the weights. */
VECTOR static void add_rests(const struct hs_peak *peak, const int8_t *weight, size_t out,
                             uint32_t count, float *restrict y)
{
    const int8_t *w0 = weight + peak[0].place * out, *w1 = weight + peak[1].place * out;
    const int8_t *w2 = weight + peak[2].place * out, *w3 = weight + peak[3].place * out;
    float r0 = peak[0].rest, r1 = peak[1].rest, r2 = peak[2].rest, r3 = peak[3].rest;
    for (size_t o = 0; o < count; o++) {
        y[o] += (r0 * w0[o] + r1 * w1[o]) + (r2 * w2[o] + r3 * w3[o]);
    }
}

VECTOR static void scale_sums(const float *scale, const float *bias, float step, uint32_t count,
                              float *restrict y)
{
    for (size_t o = 0; o < count; o++)
        y[o] = y[o] * scale[o] * step + bias[o];
}

/* Columns [begin, begin + count) of one row, from sums to numbers. */
static void finish_part(const struct hs_linear *linear, const struct hs_code *code,
                        const struct hs_peak *peak, uint32_t begin, uint32_t count, float *y)
{
    int32_t sum[PART];
    memcpy(sum, y, count * sizeof *sum);
    add_low(sum, linear->total + begin, code->low, count, y);
    for (uint32_t i = 0; i < code->peak_count; i += PEAK_GROUP)
        add_rests(peak + i, linear->weight + begin, linear->out, count, y);
    scale_sums(linear->scale + begin, linear->bias + begin, code->step, count, y);
}

void hs_linear_run(const struct hs_linear *linear, const struct hs_codes *codes, float *y)
{
    if (codes->count == 0)
        return;
    multiply(linear, codes, y);
    for (size_t n = 0; n < codes->count; n++)
        for (uint32_t o = 0; o < linear->out; o += PART) {
            uint32_t count = linear->out - o < PART ? linear->out - o : PART;
            finish_part(linear, &codes->code[n], codes->peak + n * (codes->width / 8), o, count,
                        y + n * linear->out + o);
        }
}

/* ---- products of floats */

/* multiply4, multiply8, multiply16: by registers of so many floats, `height` rows of c and LANES
   columns in them at once. Each number of c is the sum from k = 0 upwards, whatever the width. A
   macro, as a function cannot take a type, and as compilers spill vectors wider than the
   processor's registers. */
#define MULTIPLY(width, height, attribute)                                                         \
    typedef float vector##width __attribute__((vector_size(4 * (width)), aligned(4), may_alias));  \
                                                                                                   \
    static inline __attribute__((always_inline)) void tile##width(const struct hs_product *p,      \
                                                                  size_t n, size_t m, size_t rows) \
    {                                                                                              \
        vector##width sum[height][LANES / (width)] = {0};                                          \
        for (size_t k = 0; k < p->depth; k++) {                                                    \
            const vector##width *b = (const void *)(p->b + k * p->b_step + m);                     \
            for (size_t r = 0; r < rows; r++)                                                      \
                for (size_t v = 0; v < LANES / (width); v++)                                       \
                    sum[r][v] += p->a[(n + r) * p->a_step + k] * b[v];                             \
        }                                                                                          \
        for (size_t r = 0; r < rows; r++)                                                          \
            memcpy(p->c + (n + r) * p->c_step + m, sum[r], sizeof sum[r]);                         \
    }                                                                                              \
                                                                                                   \
    attribute static void multiply##width(const struct hs_product *p)                              \
    {                                                                                              \
        for (size_t m = 0; m < p->columns; m += LANES) {                                           \
            size_t n = 0;                                                                          \
            for (; n + (height) <= p->rows; n += (height))                                         \
                tile##width(p, n, m, height);                                                      \
            for (; n < p->rows; n++)                                                               \
                tile##width(p, n, m, 1);                                                           \
        }                                                                                          \
    }

MULTIPLY(4, 2, )

#if defined __x86_64__ && !defined HS_PLAIN

MULTIPLY(8, 6, __attribute__((target("avx2"))))
MULTIPLY(16, 12, __attribute__((target("avx512f"))))

void hs_product_run(const struct hs_product *product)
{
    if (__builtin_cpu_supports("avx512f"))
        multiply16(product);
    else if (__builtin_cpu_supports("avx2"))
        multiply8(product);
    else
        multiply4(product);
}

#else

void hs_product_run(const struct hs_product *product)
{
    multiply4(product);
}

#endif

/* ---- numbers one by one */

VECTOR void hs_add_row(float *restrict x, const int8_t *row, float scale, uint32_t width)
{
    for (size_t k = 0; k < width; k++)
        x[k] += row[k] * scale;
}

/* x Phi(x), with Phi(x) = 1/2 + x P(x^2), P fitted to make the largest error least on |x| < 4.2;
   from there on Phi stays as it is. The error is below 1.4e-5 for |x| < 2, 7e-5 for |x| < 8,
   9e-6 |x| beyond. */
VECTOR void hs_gelu(float *restrict x, size_t count)
{
    static const float END = 4.2F;
    for (size_t i = 0; i < count; i += HS_WIDTH_UNIT) {
        float v[HS_WIDTH_UNIT];
        for (size_t l = 0; l < HS_WIDTH_UNIT; l++)
            v[l] = larger(x[i + l], -END);
        for (size_t l = 0; l < HS_WIDTH_UNIT; l++)
            v[l] = smaller(v[l], END);
        for (size_t l = 0; l < HS_WIDTH_UNIT; l++) {
            float square = v[l] * v[l];
            float p = 4.9373648e-11F * square - 4.8066093e-09F;
            p = p * square + 2.0761735e-07F;
            p = p * square - 5.296322e-06F;
            p = p * square + 8.990824e-05F;
            p = p * square - 0.0010869156F;
            p = p * square + 0.009742567F;
            p = p * square - 0.06622497F;
            p = p * square + 0.39883643F;
            x[i + l] *= v[l] * p + 0.5F;
        }
    }
}

/* 2^x for x from -126 to 0, by its whole part in the exponent and a polynomial on [-1/2, 1/2]:
   off by 2.4e-7 of it. */
static inline float power_of_two(float x)
{
    static const float ROUND =
        12582912.0F; /* 1.5 * 2^23: a sum with it has no room for a fraction */
    float whole = x + ROUND, rest = x - (whole - ROUND);
    float p = 0.00132765F * rest + 0.00967554F;
    p = p * rest + 0.05550713F;
    p = p * rest + 0.2402212F;
    p = p * rest + 0.69314697F;
    p = p * rest + 1.00000007F;
    int32_t bits;
    memcpy(&bits, &whole, sizeof bits);
    bits = (int32_t)((uint32_t)(bits + 127) << 23);
    float scale;
    memcpy(&scale, &bits, sizeof scale);
    return p * scale;
}

static float lane_sum(const float *lane)
{
    float sum[LANES];
    memcpy(sum, lane, sizeof sum);
    for (size_t half = LANES / 2; half > 0; half /= 2)
        for (size_t l = 0; l < half; l++)
            sum[l] += sum[l + half];
    return sum[0];
}

VECTOR static void soften_row(float *restrict x, size_t width, size_t step, float factor)
{
    static const float LEAST = -126;
    float lane[LANES], most = x[0];
    for (size_t l = 0; l < LANES; l++)
        lane[l] = x[0];
    for (size_t k = width; k < step; k++)
        x[k] = x[0];
    for (size_t k = 0; k < step; k += LANES)
        for (size_t l = 0; l < LANES; l++)
            lane[l] = larger(x[k + l], lane[l]);
    for (size_t l = 0; l < LANES; l++)
        most = larger(lane[l], most);

    for (size_t k = 0; k < step; k++)
        x[k] = larger((x[k] - most) * factor, LEAST);
    for (size_t k = 0; k < step; k++)
        x[k] = power_of_two(x[k]);
    for (size_t k = width; k < step; k++)
        x[k] = 0;
    for (size_t l = 0; l < LANES; l++)
        lane[l] = 0;
    for (size_t k = 0; k < step; k += LANES)
        for (size_t l = 0; l < LANES; l++)
            lane[l] += x[k + l];
    float share = 1 / lane_sum(lane);
    for (size_t k = 0; k < step; k++)
        x[k] *= share;
}

void hs_softmax(float *x, uint32_t count, uint32_t width, uint32_t step, float factor)
{
    static const float LOG2_E = 1.44269504F;
    for (size_t n = 0; n < count; n++)
        soften_row(x + n * step, width, step, factor * LOG2_E);
}

VECTOR static void add_norm_row(float *restrict x, const float *y, const float *gain,
                                const float *bias, size_t width)
{
    static const float LEAST = 1e-12F; /* variance: as in training */
    float lane[LANES] = {0}, square[LANES] = {0};
    for (size_t k = 0; k < width; k += LANES)
        for (size_t l = 0; l < LANES; l++) {
            x[k + l] += y[k + l];
            lane[l] += x[k + l];
        }
    float mean = lane_sum(lane) / (float)width;
    for (size_t k = 0; k < width; k += LANES)
        for (size_t l = 0; l < LANES; l++) {
            x[k + l] -= mean;
            square[l] += x[k + l] * x[k + l];
        }
    float factor = 1 / sqrtf(lane_sum(square) / (float)width + LEAST);
    for (size_t k = 0; k < width; k++)
        x[k] = x[k] * factor * gain[k] + bias[k];
}

void hs_add_norm(float *x, const float *y, const float *gain, const float *bias, uint32_t count,
                 uint32_t width)
{
    for (size_t n = 0; n < count; n++)
        add_norm_row(x + n * width, y + n * width, gain, bias, width);
}
