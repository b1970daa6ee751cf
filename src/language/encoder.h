/* SPDX-License-Identifier: Apache-2.0 */
/* Words to vectors: the pieces of a text, read in windows, several windows at once.

       words    ········································································
       window   [context ¦ words that count          ]
       window                          [context ¦ words that count        ]

   A batch is the pieces of its windows one after the other, [pieces, HS_WIDTH], without padding:
   layers work row by row, and attention goes window by window. So a window's vectors do not
   depend on what it is batched with. */
#ifndef HS_LANGUAGE_ENCODER_H
#define HS_LANGUAGE_ENCODER_H

#include "language/model.h"

/* As train/data.py has them: the network was trained on windows of this size. */
enum {
    HS_WINDOW_PIECES = 208, /* of a window, special pieces included */
    HS_CONTEXT_PIECES = 48, /* of which are words of the window before */
};

/* Larger batches pay where packing the weights anew for each is a larger share of the work, as with
   VNNI; smaller ones stay in the caches. On AVX2 (bench/kernel.c, nine rounds on a busy machine) the
   medians for 256, 512 and 1024 were 3.9, 3.8 and 3.7 k pieces a second, less apart than two runs. */
enum { HS_BATCH_PIECES = 512, HS_BATCH_WINDOWS = 16 };

/* The pieces of all words of a text. */
struct hs_pieces {
    uint16_t *piece;
    uint32_t *begin; /* [words + 1]: those of word n are [begin[n], begin[n + 1]) */
};

/* Words of a text: [left, begin) are context, [begin, end) count. */
struct hs_window {
    uint32_t left, begin, end;
    uint32_t row;  /* of its first piece in the batch */
    uint32_t size; /* in pieces */
    uint32_t word; /* of its first word in the batch */
};

struct hs_batch {
    struct hs_window window[HS_BATCH_WINDOWS];
    uint32_t window_count, piece_count, word_count;
    uint32_t *first, *last; /* [word_count]: rows of each word's first and last piece */
    float *vector;          /* [word_count, HS_WIDTH]: the mean of these rows */
};

/* What the encoder fills on its way. Floats, rows being pieces of a batch. */
struct hs_activations {
    struct hs_codes codes;
    float *x;      /* [rows, HS_WIDTH] */
    float *other;  /* [rows, HS_WIDTH] */
    float *wide;   /* [rows, HS_INNER] */
    float *key;    /* [HS_WIDTH / HS_HEADS, HS_WINDOW_PIECES]: of one head, turned */
    float *value;  /* [HS_WINDOW_PIECES, HS_WIDTH / HS_HEADS] */
    float *weight; /* [HS_WINDOW_PIECES, HS_WINDOW_PIECES]: whom each piece looks at */
};

void hs_batch_init(struct hs_batch *batch, struct hs_arena *arena);
void hs_activations_init(struct hs_activations *activations, struct hs_arena *arena);

struct hs_pieces hs_pieces_cut(struct hs_arena *arena, const struct hs_vocabulary *vocabulary,
                               hearsay_text text, struct hs_words words);

/* Fills the batch with the windows from word `begin` on, as many as fit; gives back where the
   next batch begins. */
uint32_t hs_batch_fill(struct hs_batch *batch, struct hs_words words,
                       const struct hs_pieces *pieces, uint32_t begin);

/* The vectors of the batch's words. */
void hs_encode(const struct hs_encoder *encoder, struct hs_activations *activations,
               struct hs_batch *batch, struct hs_words words, const struct hs_pieces *pieces);

#endif
