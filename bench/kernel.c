/* SPDX-License-Identifier: Apache-2.0 */
/* How fast the matrix work is on one core, in CPU time of the thread, the median of ten:
       bench-kernel         multiply-adds a second of each layer's shape, and of attention
       bench-kernel MODEL   pieces a second of the encoder on random words, not of layers */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "language/encoder.h"

enum { TIMES = 10, ROWS_MAX = 2048, WORDS = 4000 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* The same on every run. */
static uint32_t draw(void)
{
    static uint32_t state = 1;
    state = state * 1664525 + 1013904223;
    return state >> 8;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median_time(void (*run)(void *), void *context)
{
    double time[TIMES];
    for (int i = 0; i < TIMES; i++) {
        double start = now();
        run(context);
        time[i] = now() - start;
    }
    qsort(time, TIMES, sizeof *time, ascending);
    return (time[TIMES / 2 - 1] + time[TIMES / 2]) / 2;
}

static float *random_floats(struct hs_arena *arena, size_t count)
{
    float *x = hs_arena_array(arena, count, sizeof *x);
    for (size_t i = 0; i < count; i++)
        x[i] = (float)(draw() % 2001) / 1000 - 1;
    return x;
}

struct layer_run {
    struct hs_linear linear;
    struct hs_codes codes;
    float *y;
};

static void run_linear(void *context)
{
    struct layer_run *layer = context;
    hs_linear_run(&layer->linear, &layer->codes, layer->y);
}

static void bench_linear(struct hs_arena *arena, uint32_t in, uint32_t out, uint32_t rows)
{
    struct layer_run layer = {.linear = {.in = in, .out = out}};
    int8_t *weight = hs_arena_array(arena, in, out);
    for (size_t i = 0; i < (size_t)in * out; i++)
        weight[i] = (int8_t)((int)(draw() % 255) - 127);
    layer.linear.weight = weight;
    layer.linear.scale = random_floats(arena, out);
    layer.linear.bias = random_floats(arena, out);
    layer.linear.total = random_floats(arena, out);
    layer.y = hs_arena_array(arena, (size_t)rows * out, sizeof *layer.y);
    hs_codes_init(&layer.codes, arena, rows, in);
    hs_codes_set(&layer.codes, random_floats(arena, (size_t)rows * in), rows, in);
    double time = median_time(run_linear, &layer);
    printf("layer    %4u -> %4u  %4u rows  %6.1f G a second\n", in, out, rows,
           (double)rows * in * out / time / 1e9);
}

static void run_product(void *context)
{
    hs_product_run(context);
}

static void bench_product(struct hs_arena *arena, uint32_t rows, uint32_t depth, uint32_t columns)
{
    struct hs_product product = {
        .a = random_floats(arena, (size_t)rows * depth),
        .a_step = depth,
        .rows = rows,
        .b = random_floats(arena, (size_t)depth * columns),
        .b_step = columns,
        .depth = depth,
        .c = random_floats(arena, (size_t)rows * columns),
        .c_step = columns,
        .columns = columns,
    };
    double time = median_time(run_product, &product);
    printf("floats   %4u -> %4u  %4u rows  %6.1f G a second\n", depth, columns, rows,
           (double)rows * depth * columns / time / 1e9);
}

struct encoder_run {
    const struct hs_encoder *encoder;
    struct hs_activations activations;
    struct hs_batch batch;
    struct hs_words words;
    struct hs_pieces pieces;
    uint32_t piece_count;
};

static void run_encoder(void *context)
{
    struct encoder_run *run = context;
    run->piece_count = 0;
    for (uint32_t begin = 0; begin < run->words.count;) {
        begin = hs_batch_fill(&run->batch, run->words, &run->pieces, begin);
        hs_encode(run->encoder, &run->activations, &run->batch, run->words, &run->pieces);
        run->piece_count += run->batch.piece_count;
    }
}

/* Words of one piece or two, in paragraphs of 60. */
static void random_words(struct encoder_run *run, struct hs_arena *arena, uint32_t vocabulary)
{
    run->words.word = hs_arena_array(arena, WORDS, sizeof *run->words.word);
    run->words.count = WORDS;
    run->pieces.begin = hs_arena_array(arena, WORDS + 1, sizeof *run->pieces.begin);
    run->pieces.piece = hs_arena_array(arena, (size_t)2 * WORDS, sizeof *run->pieces.piece);
    for (uint32_t n = 0, at = 0; n < WORDS; n++) {
        run->words.word[n].paragraph = n % 60 == 0;
        for (uint32_t i = 0; i < 1 + (n % 10 == 0); i++)
            run->pieces.piece[at++] =
                (uint16_t)(HS_PIECE_SPECIAL_COUNT + draw() % (vocabulary - HS_PIECE_SPECIAL_COUNT));
        run->pieces.begin[n + 1] = at;
    }
}

static bool bench_encoder(struct hs_arena *arena, const char *path)
{
    hearsay_error error;
    double start = now();
    const struct hs_model *model = hs_model_new(arena, path, &error);
    if (!model) {
        fprintf(stderr, "bench-kernel: %s\n", error.message);
        return false;
    }
    printf("open     %.1f ms\n", 1e3 * (now() - start));
    struct encoder_run run = {.encoder = &model->encoder};
    hs_activations_init(&run.activations, arena);
    hs_batch_init(&run.batch, arena);
    random_words(&run, arena, hs_vocabulary_count(model->vocabulary));
    double time = median_time(run_encoder, &run);
    printf("encoder  %.0f pieces a second, %.0f words a second\n", run.piece_count / time,
           run.words.count / time);
    return true;
}

int main(int count, char **argument)
{
    static const uint32_t SHAPE[][2] = {{384, 1152}, {384, 384}, {384, 1536}, {1536, 384}};
    jmp_buf recovery;
    struct hs_arena arena;
    hs_arena_init(&arena, (size_t)4 << 30, &recovery);
    bool good = setjmp(recovery) == 0;
    if (good) {
        for (uint32_t rows = 256; count < 2 && rows <= ROWS_MAX; rows *= 2)
            for (size_t i = 0; i < sizeof SHAPE / sizeof *SHAPE; i++)
                bench_linear(&arena, SHAPE[i][0], SHAPE[i][1], rows);
        bench_product(&arena, HS_WINDOW_PIECES, HS_WIDTH / HS_HEADS, HS_WINDOW_PIECES);
        bench_product(&arena, HS_WINDOW_PIECES, HS_WINDOW_PIECES, HS_WIDTH / HS_HEADS);
        if (count > 1)
            good = bench_encoder(&arena, argument[1]);
    }
    hs_arena_release(&arena);
    return good ? 0 : 1;
}
