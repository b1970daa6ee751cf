/* SPDX-License-Identifier: Apache-2.0 */
/* The encoder: BERT with the norms behind the sums (Devlin et al. 2019), as the class Encoder in
   train/network.py. */
#include "language/encoder.h"

#include <string.h>

#include "base/text.h"

enum {
    HEAD = HS_WIDTH / HS_HEADS,
    LANES = 16, /* columns of a product come in multiples of it */
};

_Static_assert((int)HS_WINDOW_PIECES <= HS_POSITIONS && HS_WINDOW_PIECES <= (int)HS_BATCH_PIECES,
               "a window fits");
_Static_assert(HS_WINDOW_PIECES % LANES == 0 && HEAD % LANES == 0, "rows of products fit");
_Static_assert(2 + HS_CONTEXT_PIECES + HS_WORD_PIECES_MAX + 1 <= HS_WINDOW_PIECES,
               "any word fits behind context");

void hs_batch_init(struct hs_batch *batch, struct hs_arena *arena)
{
    batch->first = hs_arena_array(arena, HS_BATCH_PIECES, sizeof *batch->first);
    batch->last = hs_arena_array(arena, HS_BATCH_PIECES, sizeof *batch->last);
    batch->vector = hs_arena_array(arena, (size_t)HS_BATCH_PIECES * HS_WIDTH, sizeof(float));
}

static float *floats(struct hs_arena *arena, size_t rows, size_t width)
{
    return hs_arena_array(arena, rows * width, sizeof(float));
}

void hs_activations_init(struct hs_activations *activations, struct hs_arena *arena)
{
    hs_codes_init(&activations->codes, arena, HS_BATCH_PIECES, HS_INNER);
    activations->x = floats(arena, HS_BATCH_PIECES, HS_WIDTH);
    activations->other = floats(arena, HS_BATCH_PIECES, HS_WIDTH);
    activations->wide = floats(arena, HS_BATCH_PIECES, HS_INNER);
    activations->key = floats(arena, HEAD, HS_WINDOW_PIECES);
    activations->value = floats(arena, HS_WINDOW_PIECES, HEAD);
    activations->weight = floats(arena, HS_WINDOW_PIECES, HS_WINDOW_PIECES);
}

/* ---- windows */

struct hs_pieces hs_pieces_cut(struct hs_arena *arena, const struct hs_vocabulary *vocabulary,
                               hearsay_text text, struct hs_words words)
{
    struct hs_pieces pieces = {
        .begin = hs_arena_array(arena, (size_t)words.count + 1, sizeof(uint32_t))};
    uint32_t room = 0, count = 0;
    for (uint32_t n = 0; n < words.count; n++) {
        uint16_t piece[HS_WORD_PIECES_MAX];
        uint32_t more = hs_wordpiece(vocabulary, hs_text_slice(text, words.word[n].span), piece);
        if (count + more > room) {
            uint16_t *grown =
                hs_arena_array(arena, room = 2 * room + HS_WORD_PIECES_MAX, sizeof *grown);
            if (count)
                memcpy(grown, pieces.piece, count * sizeof *grown);
            pieces.piece = grown;
        }
        memcpy(pieces.piece + count, piece, more * sizeof *piece);
        pieces.begin[n + 1] = count += more;
    }
    return pieces;
}

/* Pieces that a word takes up in a window: a break stands before a paragraph. */
static uint32_t cost(struct hs_words words, const struct hs_pieces *pieces, uint32_t n)
{
    return pieces->begin[n + 1] - pieces->begin[n] + words.word[n].paragraph;
}

/* The window whose own words begin at `begin`: as long as fits, but ended at its last paragraph
   if that leaves more than half of it. reading_windows in train/data.py. */
static struct hs_window find_window(struct hs_words words, const struct hs_pieces *pieces,
                                    uint32_t begin)
{
    struct hs_window window = {begin, begin, begin, 0, 0, 0};
    uint32_t used = 2, stop = begin, stop_used = 0;
    while (window.left > 0 && used + cost(words, pieces, window.left - 1) <= 2 + HS_CONTEXT_PIECES)
        used += cost(words, pieces, --window.left);
    for (; window.end < words.count; window.end++) {
        uint32_t more = cost(words, pieces, window.end);
        if (window.end > begin && used + more > HS_WINDOW_PIECES)
            break;
        if (window.end > begin && words.word[window.end].paragraph) {
            stop = window.end;
            stop_used = used;
        }
        used += more;
    }
    if (window.end < words.count && 2 * stop_used > HS_WINDOW_PIECES)
        window.end = stop;
    return window;
}

/* Counts the pieces of the window, special ones included. */
static uint32_t window_size(struct hs_words words, const struct hs_pieces *pieces,
                            const struct hs_window *window)
{
    uint32_t size = 2 + pieces->begin[window->end] - pieces->begin[window->left];
    for (uint32_t n = window->left + 1; n < window->end; n++)
        size += words.word[n].paragraph;
    return size;
}

uint32_t hs_batch_fill(struct hs_batch *batch, struct hs_words words,
                       const struct hs_pieces *pieces, uint32_t begin)
{
    batch->window_count = batch->piece_count = batch->word_count = 0;
    while (begin < words.count && batch->window_count < HS_BATCH_WINDOWS) {
        struct hs_window window = find_window(words, pieces, begin);
        window.size = window_size(words, pieces, &window);
        if (batch->piece_count + window.size > HS_BATCH_PIECES)
            break;
        window.row = batch->piece_count;
        window.word = batch->word_count;
        batch->window[batch->window_count++] = window;
        batch->piece_count += window.size;
        batch->word_count += window.end - window.left;
        begin = window.end;
    }
    return begin;
}

/* ---- embeddings */

/* One row of x: the sum of the embeddings of piece, place and shape, and its norm. */
static void embed(const struct hs_encoder *encoder, float *x, uint32_t piece, uint32_t place,
                  uint32_t shape)
{
    memset(x, 0, HS_WIDTH * sizeof *x);
    hs_add_row(x, encoder->word.row + (size_t)piece * HS_WIDTH, encoder->word.scale[piece],
               HS_WIDTH);
    hs_add_row(x, encoder->position.row + (size_t)place * HS_WIDTH, encoder->position.scale[place],
               HS_WIDTH);
    hs_add_norm(x, encoder->shape + (size_t)shape * HS_WIDTH, encoder->norm.gain,
                encoder->norm.bias, 1, HS_WIDTH);
}

static void embed_window(const struct hs_encoder *encoder, float *x, struct hs_batch *batch,
                         const struct hs_window *window, struct hs_words words,
                         const struct hs_pieces *pieces)
{
    uint32_t place = 0, row = window->row;
    embed(encoder, x + (size_t)row * HS_WIDTH, HS_PIECE_START, place++, HS_CASE_OTHER);
    for (uint32_t n = window->left; n < window->end; n++) {
        const struct hs_word *word = &words.word[n];
        if (word->paragraph && n > window->left) {
            embed(encoder, x + (size_t)(row + place) * HS_WIDTH, HS_PIECE_BREAK, place,
                  HS_CASE_OTHER);
            place++;
        }
        batch->first[window->word + n - window->left] = row + place;
        for (uint32_t i = pieces->begin[n]; i < pieces->begin[n + 1]; i++, place++)
            embed(encoder, x + (size_t)(row + place) * HS_WIDTH, pieces->piece[i], place,
                  word->shape);
        batch->last[window->word + n - window->left] = row + place - 1;
    }
    embed(encoder, x + (size_t)(row + place) * HS_WIDTH, HS_PIECE_BREAK, place, HS_CASE_OTHER);
}

/* ---- layers */

/* Keys and values of one head out of qkv [size, 3 * HS_WIDTH]: keys turned to [HEAD, step],
   zeros behind `size`. */
static void gather_head(const float *qkv, uint32_t head, uint32_t size, uint32_t step, float *key,
                        float *value)
{
    for (size_t n = 0; n < size; n++) {
        const float *row = qkv + n * 3 * HS_WIDTH + head * HEAD;
        for (size_t d = 0; d < HEAD; d++)
            key[d * step + n] = row[HS_WIDTH + d];
        memcpy(value + n * HEAD, row + 2 * (size_t)HS_WIDTH, HEAD * sizeof *value);
    }
    for (size_t d = 0; d < HEAD; d++)
        for (size_t n = size; n < step; n++)
            key[d * step + n] = 0;
}

/* Attention of one window: qkv [size, 3 * HS_WIDTH] -> out [size, HS_WIDTH]. */
static void attend(struct hs_activations *a, const float *qkv, float *out, uint32_t size)
{
    static const float FACTOR = 0.17677669F; /* 1 / sqrt(HEAD) */
    uint32_t step = (size + LANES - 1) / LANES * LANES;
    for (uint32_t head = 0; head < HS_HEADS; head++) {
        gather_head(qkv, head, size, step, a->key, a->value);
        hs_product_run(&(struct hs_product){.a = qkv + head * HEAD,
                                            .a_step = 3 * HS_WIDTH,
                                            .rows = size,
                                            .b = a->key,
                                            .b_step = step,
                                            .depth = HEAD,
                                            .c = a->weight,
                                            .c_step = step,
                                            .columns = step});
        hs_softmax(a->weight, size, size, step, FACTOR);
        hs_product_run(&(struct hs_product){.a = a->weight,
                                            .a_step = step,
                                            .rows = size,
                                            .b = a->value,
                                            .b_step = HEAD,
                                            .depth = size,
                                            .c = out + head * HEAD,
                                            .c_step = HS_WIDTH,
                                            .columns = HEAD});
    }
}

static void run_layer(const struct hs_layer *layer, struct hs_activations *a,
                      const struct hs_batch *batch)
{
    uint32_t rows = batch->piece_count;
    hs_codes_set(&a->codes, a->x, rows, HS_WIDTH);
    hs_linear_run(&layer->qkv, &a->codes, a->wide);
    for (uint32_t i = 0; i < batch->window_count; i++) {
        const struct hs_window *window = &batch->window[i];
        attend(a, a->wide + (size_t)window->row * 3 * HS_WIDTH,
               a->other + (size_t)window->row * HS_WIDTH, window->size);
    }
    hs_codes_set(&a->codes, a->other, rows, HS_WIDTH);
    hs_linear_run(&layer->out, &a->codes, a->other);
    hs_add_norm(a->x, a->other, layer->norm1.gain, layer->norm1.bias, rows, HS_WIDTH);

    hs_codes_set(&a->codes, a->x, rows, HS_WIDTH);
    hs_linear_run(&layer->up, &a->codes, a->wide);
    hs_gelu(a->wide, (size_t)rows * HS_INNER);
    hs_codes_set(&a->codes, a->wide, rows, HS_INNER);
    hs_linear_run(&layer->down, &a->codes, a->other);
    hs_add_norm(a->x, a->other, layer->norm2.gain, layer->norm2.bias, rows, HS_WIDTH);
}

void hs_encode(const struct hs_encoder *encoder, struct hs_activations *activations,
               struct hs_batch *batch, struct hs_words words, const struct hs_pieces *pieces)
{
    for (uint32_t i = 0; i < batch->window_count; i++)
        embed_window(encoder, activations->x, batch, &batch->window[i], words, pieces);
    for (uint32_t i = 0; i < HS_LAYERS; i++)
        run_layer(&encoder->layer[i], activations, batch);
    for (uint32_t n = 0; n < batch->word_count; n++) {
        const float *first = activations->x + (size_t)batch->first[n] * HS_WIDTH;
        const float *last = activations->x + (size_t)batch->last[n] * HS_WIDTH;
        for (size_t d = 0; d < HS_WIDTH; d++)
            batch->vector[(size_t)n * HS_WIDTH + d] = (first[d] + last[d]) / 2;
    }
}
