/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include <math.h>

#include "language/kernel.h"

#ifdef HS_OPENMP
extern int omp_get_max_threads(void);
extern void omp_set_num_threads(int count);
#endif

enum { ROWS = 37, IN_MAX = 1536, OUT_MAX = 130 };

static uint32_t draw(void)
{
    static uint32_t state = 1;
    state = state * 1664525 + 1013904223;
    return state >> 8;
}

static float random_float(void)
{
    return (float)(draw() % 20001) / 10000 - 1;
}

static float *random_floats(size_t count)
{
    float *x = hs_arena_array(&memory, count, sizeof *x);
    for (size_t i = 0; i < count; i++)
        x[i] = random_float();
    return x;
}

/* A layer with weights that `next` gives. */
static struct hs_linear linear_of(uint32_t in, uint32_t out, int (*next)(size_t number))
{
    int8_t *weight = hs_arena_array(&memory, in, out);
    float *total = hs_arena_array(&memory, out, sizeof *total),
          *scale = hs_arena_array(&memory, out, sizeof *scale);
    float *bias = hs_arena_array(&memory, out, sizeof *bias);
    for (size_t i = 0; i < (size_t)in * out; i++) {
        weight[i] = (int8_t)next(i);
        total[i % out] += weight[i];
    }
    for (uint32_t o = 0; o < out; o++)
        scale[o] = 1;
    return (struct hs_linear){weight, scale, bias, total, in, out};
}

static int random_weight(size_t number)
{
    (void)number;
    return (int)(draw() % 255) - 127;
}

static int least_weight(size_t number)
{
    (void)number;
    return -127;
}

static int most_weight(size_t number)
{
    (void)number;
    return 127;
}

/* In pairs that would saturate 16 bits, one way and the other. */
static int paired_weight(size_t number)
{
    return number / 2 % 2 ? 127 : -127;
}

/* Values as they are, without low ends, scales or peaks: the layer must give the very sums. */
static void sums_are_exact(uint32_t in, uint32_t out, int (*next)(size_t), uint32_t most)
{
    struct hs_linear linear = linear_of(in, out, next);
    struct hs_codes codes;
    hs_codes_init(&codes, &memory, ROWS, in);
    codes.count = ROWS;
    codes.width = in;
    for (size_t i = 0; i < (size_t)ROWS * in; i++)
        codes.value[i] = (uint8_t)(most ? most : draw() % 128);
    for (size_t n = 0; n < ROWS; n++)
        codes.code[n] = (struct hs_code){0, 1, 0};
    float *y = hs_arena_array(&memory, (size_t)ROWS * out, sizeof *y);
    hs_linear_run(&linear, &codes, y);
    for (size_t n = 0; n < ROWS; n++)
        for (size_t o = 0; o < out; o++) {
            int32_t sum = 0;
            for (size_t k = 0; k < in; k++)
                sum += codes.value[n * in + k] * linear.weight[k * out + o];
            ck_assert_msg(y[n * out + o] == (float)sum, "%u -> %u: %f, should be %d", in, out,
                          (double)y[n * out + o], sum);
        }
}

START_TEST(sums_of_products_are_exact)
{
    static const uint32_t IN[] = {32, 64, 96, 192, 288, 384, 1536},
                          OUT[] = {1, 3, 5, 17, 49, 96, OUT_MAX};
    for (size_t i = 0; i < sizeof IN / sizeof *IN; i++)
        for (size_t k = 0; k < sizeof OUT / sizeof *OUT; k++)
            sums_are_exact(IN[i], OUT[k], random_weight, 0);
}
END_TEST

START_TEST(sums_of_extreme_products_are_exact)
{
    int (*const weight[])(size_t) = {least_weight, most_weight, paired_weight, random_weight};
    for (size_t i = 0; i < sizeof weight / sizeof *weight; i++) {
        sums_are_exact(384, OUT_MAX, weight[i], 127);
        sums_are_exact(1536, OUT_MAX, weight[i], 127);
    }
}
END_TEST

/* What a coded row stands for. */
static void decode(const struct hs_codes *codes, size_t n, float *x)
{
    const struct hs_code *code = &codes->code[n];
    for (size_t k = 0; k < codes->width; k++)
        x[k] = code->step * (code->low + codes->value[n * codes->width + k]);
    for (size_t i = 0; i < code->peak_count; i++) {
        const struct hs_peak *peak = &codes->peak[n * (codes->width / 8) + i];
        x[peak->place] += code->step * peak->rest;
    }
}

/* Codes one row; gives back the step, having tested that no number is off by more than half of
   it. */
static float coded_step(const float *x, uint32_t width)
{
    static float back[IN_MAX];
    struct hs_codes codes;
    hs_codes_init(&codes, &memory, 1, width);
    hs_codes_set(&codes, x, 1, width);
    decode(&codes, 0, back);
    for (size_t k = 0; k < width; k++) {
        ck_assert_uint_le(codes.value[k], 127);
        ck_assert_float_le(fabsf(back[k] - x[k]),
                           0.5001F * codes.code[0].step + 1e-5F * fabsf(x[k]));
    }
    ck_assert_uint_eq(codes.code[0].peak_count % 4, 0);
    return codes.code[0].step;
}

START_TEST(coded_numbers_are_off_by_half_a_step)
{
    for (int i = 0; i < 100; i++) {
        coded_step(random_floats(384), 384);
        coded_step(random_floats(96), 96);
    }
}
END_TEST

START_TEST(a_few_peaks_do_not_widen_the_step)
{
    float *x = random_floats(384);
    float before = coded_step(x, 384);
    x[5] = 30;
    x[100] = -25;
    x[101] = 1000;
    float after = coded_step(x, 384);
    ck_assert_float_le(after, 1.01F * before);
}
END_TEST

START_TEST(many_peaks_in_one_lane_fit)
{
    float *x = random_floats(IN_MAX);
    for (size_t k = 0; k < IN_MAX; k += 32)
        for (size_t l = 0; l < 4; l++)
            x[k + l] = 50 + (float)k / 10;
    coded_step(x, IN_MAX);
}
END_TEST

START_TEST(rows_of_one_number_and_of_zeros)
{
    float *x = hs_arena_array(&memory, 384, sizeof *x);
    coded_step(x, 384);
    for (size_t k = 0; k < 384; k++)
        x[k] = 3;
    coded_step(x, 384);
    for (size_t k = 0; k < 384; k++)
        x[k] = -2;
    coded_step(x, 384);
}
END_TEST

START_TEST(what_is_no_number_stays_in_its_row)
{
    struct hs_linear linear = linear_of(384, 64, random_weight);
    struct hs_codes codes;
    float *x = random_floats((size_t)3 * 384), *y = random_floats((size_t)3 * 64),
          *alone = random_floats(64);
    x[3] = NAN;
    x[7] = INFINITY;
    x[2 * 384 + 9] = -INFINITY;
    hs_codes_init(&codes, &memory, 3, 384);
    hs_codes_set(&codes, x, 3, 384);
    for (size_t i = 0; i < (size_t)3 * 384; i++)
        ck_assert_uint_le(codes.value[i], 127);
    hs_linear_run(&linear, &codes, y);
    hs_codes_set(&codes, x + 384, 1, 384);
    hs_linear_run(&linear, &codes, alone);
    ck_assert_mem_eq(alone, y + 64, 64 * sizeof *y);
}
END_TEST

START_TEST(rows_are_the_same_in_any_batch)
{
    struct hs_linear linear = linear_of(384, OUT_MAX, random_weight);
    struct hs_codes codes;
    float *x = random_floats((size_t)ROWS * 384);
    float *y = random_floats((size_t)ROWS * OUT_MAX), *alone = random_floats(OUT_MAX);
    hs_codes_init(&codes, &memory, ROWS, 384);
    hs_codes_set(&codes, x, ROWS, 384);
    hs_linear_run(&linear, &codes, y);
    for (size_t n = 0; n < ROWS; n++) {
        hs_codes_set(&codes, x + n * 384, 1, 384);
        hs_linear_run(&linear, &codes, alone);
        ck_assert_mem_eq(alone, y + n * OUT_MAX, OUT_MAX * sizeof *y);
    }
}
END_TEST

START_TEST(a_layer_is_near_its_real_numbers)
{
    struct hs_linear linear = linear_of(384, 700, random_weight);
    struct hs_codes codes;
    float *x = random_floats((size_t)ROWS * 384), *y = random_floats((size_t)ROWS * 700);
    x[17] = 40; /* peaks go into every column */
    linear.scale = random_floats(700);
    linear.bias = random_floats(700);
    hs_codes_init(&codes, &memory, ROWS, 384);
    hs_codes_set(&codes, x, ROWS, 384);
    hs_linear_run(&linear, &codes, y);
    double error = 0, all = 0;
    for (size_t n = 0; n < ROWS; n++)
        for (size_t o = 0; o < 700; o++) {
            double sum = 0;
            for (size_t k = 0; k < 384; k++)
                sum += (double)x[n * 384 + k] * linear.weight[k * 700 + o];
            sum = sum * (double)linear.scale[o] + (double)linear.bias[o];
            error += pow(sum - (double)y[n * 700 + o], 2);
            all += sum * sum;
        }
    ck_assert_double_le(sqrt(error / all), 0.01);
}
END_TEST

START_TEST(no_rows_are_no_work)
{
    struct hs_linear linear = linear_of(64, 5, random_weight);
    struct hs_codes codes;
    float y[5] = {1, 2, 3, 4, 5};
    hs_codes_init(&codes, &memory, 1, 64);
    hs_codes_set(&codes, y, 0, 64);
    hs_linear_run(&linear, &codes, y);
    ck_assert_float_eq(y[4], 5);
}
END_TEST

START_TEST(the_callers_threads_are_left_as_they_were)
{
#ifdef HS_OPENMP
    omp_set_num_threads(3);
    sums_are_exact(64, 5, random_weight, 0);
    ck_assert_int_eq(omp_get_max_threads(), 3);
#endif
}
END_TEST

START_TEST(products_of_floats)
{
    static const uint32_t SHAPE[][3] = {
        {1, 1, 16}, {5, 32, 16}, {6, 32, 48}, {13, 7, 32}, {208, 208, 32}};
    for (size_t i = 0; i < sizeof SHAPE / sizeof *SHAPE; i++) {
        uint32_t rows = SHAPE[i][0], depth = SHAPE[i][1], columns = SHAPE[i][2];
        float *a = random_floats((size_t)rows * (depth + 3)),
              *b = random_floats((size_t)depth * (columns + 5));
        float *c = random_floats((size_t)rows * (columns + 1));
        hs_product_run(&(struct hs_product){a, b, c, rows, depth, columns, depth + 3, columns + 5,
                                            columns + 1});
        for (size_t n = 0; n < rows; n++)
            for (size_t m = 0; m < columns; m++) {
                double sum = 0;
                for (size_t k = 0; k < depth; k++)
                    sum += (double)a[n * (depth + 3) + k] * (double)b[k * (columns + 5) + m];
                ck_assert_double_eq_tol((double)c[n * (columns + 1) + m], sum, 1e-4);
            }
    }
}
END_TEST

START_TEST(gelu_is_near_the_real_one)
{
    enum { COUNT = 16000 };
    float *x = hs_arena_array(&memory, COUNT, sizeof *x);
    for (size_t i = 0; i < COUNT; i++)
        x[i] = (float)i / 1000 - 8;
    hs_gelu(x, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        double v = (double)((float)i / 1000 - 8);
        ck_assert_double_eq_tol((double)x[i], v * 0.5 * erfc(-v / sqrt(2)), 1e-4);
    }
}
END_TEST

START_TEST(softmax_is_near_the_real_one)
{
    enum { WIDTH = 27, STEP = 32 };
    float *x = random_floats((size_t)2 * STEP), before[2 * STEP];
    x[5] = 300;
    memcpy(before, x, sizeof before);
    hs_softmax(x, 2, WIDTH, STEP, 0.5F);
    for (size_t n = 0; n < 2; n++) {
        double sum = 0;
        for (size_t k = 0; k < WIDTH; k++)
            sum += exp((double)(before[n * STEP + k] - before[n * STEP + 5]) / 2);
        for (size_t k = 0; k < WIDTH; k++)
            ck_assert_double_eq_tol(
                (double)x[n * STEP + k],
                exp((double)(before[n * STEP + k] - before[n * STEP + 5]) / 2) / sum, 1e-6);
        for (size_t k = WIDTH; k < STEP; k++)
            ck_assert_float_eq(x[n * STEP + k], 0);
    }
}
END_TEST

START_TEST(a_norm_has_mean_and_variance_of_gain_and_bias)
{
    float *x = random_floats(384), *y = random_floats(384), *gain = random_floats(384),
          *bias = random_floats(384);
    for (size_t k = 0; k < 384; k++) {
        gain[k] = 2;
        bias[k] = 3;
    }
    hs_add_norm(x, y, gain, bias, 1, 384);
    double sum = 0, square = 0;
    for (size_t k = 0; k < 384; k++) {
        sum += (double)x[k];
        square += (double)(x[k] - 3) * (double)(x[k] - 3);
    }
    ck_assert_double_eq_tol(sum / 384, 3, 1e-5);
    ck_assert_double_eq_tol(square / 384, 4, 1e-4);
}
END_TEST

int main(void)
{
    const TTest *const test[] = {
        sums_of_products_are_exact,
        sums_of_extreme_products_are_exact,
        coded_numbers_are_off_by_half_a_step,
        a_few_peaks_do_not_widen_the_step,
        many_peaks_in_one_lane_fit,
        rows_of_one_number_and_of_zeros,
        what_is_no_number_stays_in_its_row,
        rows_are_the_same_in_any_batch,
        a_layer_is_near_its_real_numbers,
        no_rows_are_no_work,
        the_callers_threads_are_left_as_they_were,
        products_of_floats,
        gelu_is_near_the_real_one,
        softmax_is_near_the_real_one,
        a_norm_has_mean_and_variance_of_gain_and_bias,
    };
    return run("kernel", test, sizeof test / sizeof *test);
}
