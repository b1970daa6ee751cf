/* SPDX-License-Identifier: Apache-2.0 */
/* The trained network in one mapped file (train/export.py writes it), and names for all that is
   in it. Weights stay where they are in the map; lists of labels are cut once, when it is
   opened. */
#ifndef HS_LANGUAGE_MODEL_H
#define HS_LANGUAGE_MODEL_H

#include "base/error.h"
#include "language/kernel.h"
#include "language/lemma.h"
#include "language/token.h"
#include "language/wordpiece.h"

/* The shape of the network: train/network.py. */
enum {
    HS_WIDTH = 384, /* of a vector */
    HS_LAYERS = 6,
    HS_HEADS = 12,   /* of attention */
    HS_INNER = 1536, /* width between the two layers of a feed-forward step */
    HS_POSITIONS = 512,
    HS_ARC = 192,  /* width of the scorer of arcs */
    HS_LABEL = 64, /* width of the scorer of relations */
    HS_ROLE = 96,  /* width of the role tagger */
    HS_ROLE_STEPS = 3,
    HS_DISTANCES = 29, /* classes of the distance of a word to its cue */
    HS_KINDS = 3,      /* no cue, this cue, another cue */
    HS_BIO = 3,        /* O, B, I */
    HS_ROLES = 5,      /* O, B-source, I-source, B-content, I-content */
};

struct hs_norm {
    const float *gain, *bias; /* [HS_WIDTH] */
};

/* Rows of int8, each with a scale. */
struct hs_rows8 {
    const int8_t *row;  /* [count, HS_WIDTH] */
    const float *scale; /* [count] */
};

struct hs_layer {
    struct hs_linear qkv, out, up, down;
    struct hs_norm norm1, norm2;
};

struct hs_encoder {
    struct hs_rows8 word, position;
    const float *shape; /* [HS_CASE_COUNT, HS_WIDTH] */
    struct hs_norm norm;
    struct hs_layer layer[HS_LAYERS];
};

/* `arc` makes of a dependent's features what a head's are multiplied with; `rel` likewise,
   HS_LABEL + 1 for each relation. */
struct hs_parser {
    struct hs_linear arc_dep, arc_head, rel_dep, rel_head, arc, rel;
};

struct hs_tagger {
    struct hs_linear word, cue, conv[HS_ROLE_STEPS], out;
    const float *distance; /* [HS_DISTANCES, HS_ROLE] */
    const float *quoted;   /* [2, HS_ROLE] */
    const float *kind;     /* [HS_KINDS, HS_ROLE] */
};

struct hs_labels {
    hearsay_text *name;
    uint32_t count;
};

struct hs_model {
    struct hs_vocabulary *vocabulary;
    struct hs_encoder encoder;
    struct hs_linear upos, xpos, sentence, cue, inner; /* read a word's vector */
    struct hs_parser parser;
    struct hs_tagger roles;
    struct hs_labels upos_names, xpos_names, relation_names;
    struct hs_lemmas *lemmas;
};

/* Maps and tests a model: magic, version, size, checksum, every row of the table, every tensor's
   type and shape. It lives in `arena` and is given back with it. NULL and a reason on failure;
   memory run out goes to the arena's recovery. */
struct hs_model *hs_model_new(struct hs_arena *arena, const char *path, hearsay_error *error);

#endif
