/* SPDX-License-Identifier: Apache-2.0 */
/* A model file put together in memory: right in every shape, with numbers drawn at random. */
#ifndef MODEL_FILE_H
#define MODEL_FILE_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* memfd_create */
#endif
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "language/model.h"

enum {
    MODEL_HEADER = 64,
    MODEL_ROW = 88,
    MODEL_NAME = 48, /* offsets in a row of the table */
    MODEL_TYPE = 48,
    MODEL_RANK = 52,
    MODEL_SHAPE = 56,
    MODEL_OFFSET = 72,
    MODEL_SIZE = 80,
    MODEL_TENSORS_MAX = 200,
    MODEL_BYTES_MAX = 13 << 20,
};

enum model_type { MODEL_FLOAT, MODEL_BYTE, MODEL_TEXT };

struct model_file {
    uint8_t *data; /* MODEL_BYTES_MAX; the caller frees it */
    size_t size;
    uint32_t count, draw;
};

static inline uint32_t model_draw(struct model_file *file)
{
    file->draw = file->draw * 1664525 + 1013904223;
    return file->draw >> 8;
}

static inline void model_put(struct model_file *file, size_t at, uint64_t value, size_t size)
{
    memcpy(file->data + at, &value, size); /* little-endian, as the file */
}

static inline uint8_t *model_row(struct model_file *file, uint32_t number)
{
    return file->data + MODEL_HEADER + (size_t)number * MODEL_ROW;
}

/* The number of the tensor of that name. */
static inline uint32_t model_find(struct model_file *file, const char *name)
{
    uint32_t number = 0;
    while (number < file->count && strcmp((const char *)model_row(file, number), name) != 0)
        number++;
    return number;
}

/* "base.part" */
static inline const char *model_name(char name[MODEL_NAME], const char *base, const char *part)
{
    if (snprintf(name, MODEL_NAME, "%s.%s", base, part) >= MODEL_NAME)
        abort();
    return name;
}

/* Room for a tensor; `columns` 0 for one of rank 1. */
static inline uint8_t *model_add(struct model_file *file, const char *name, enum model_type type,
                                 uint32_t rows, uint32_t columns)
{
    const uint32_t shape[4] = {rows, columns ? columns : 1, 1, 1};
    size_t row = MODEL_HEADER + (size_t)file->count++ * MODEL_ROW, begin = file->size;
    size_t size = (type == MODEL_FLOAT ? 4 : 1) * (size_t)shape[0] * shape[1];
    memcpy(file->data + row, name, strnlen(name, MODEL_NAME - 1));
    model_put(file, row + MODEL_TYPE, type, 4);
    model_put(file, row + MODEL_RANK, columns ? 2 : 1, 4);
    memcpy(file->data + row + MODEL_SHAPE, shape, sizeof shape);
    model_put(file, row + MODEL_OFFSET, begin, 8);
    model_put(file, row + MODEL_SIZE, size, 8);
    file->size += (size + 63) / 64 * 64;
    return file->data + begin;
}

static inline void model_add_text(struct model_file *file, const char *name, const char *text)
{
    memcpy(model_add(file, name, MODEL_TEXT, (uint32_t)strlen(text), 0), text, strlen(text));
}

static inline void model_add_floats(struct model_file *file, const char *name, uint32_t rows,
                                    uint32_t columns, float low, float high)
{
    float *number = (void *)model_add(file, name, MODEL_FLOAT, rows, columns);
    for (size_t i = 0; i < (size_t)rows * (columns ? columns : 1); i++)
        number[i] = low + (high - low) * (float)(model_draw(file) % 1024) / 1024;
}

static inline void model_add_bytes(struct model_file *file, const char *base, uint32_t rows,
                                   uint32_t columns, uint32_t scales, float scale)
{
    char name[MODEL_NAME];
    uint8_t *number = model_add(file, model_name(name, base, "weight"), MODEL_BYTE, rows, columns);
    for (size_t i = 0; i < (size_t)rows * columns; i++)
        number[i] = (uint8_t)(int8_t)((int)(model_draw(file) % 255) - 127);
    model_add_floats(file, model_name(name, base, "scale"), scales, 0, scale, scale);
}

static inline void model_add_linear(struct model_file *file, const char *base, uint32_t in,
                                    uint32_t out)
{
    char name[MODEL_NAME];
    model_add_bytes(file, base, in, out, out, 0.001F);
    model_add_floats(file, model_name(name, base, "bias"), out, 0, -0.1F, 0.1F);
}

static inline void model_add_norm(struct model_file *file, const char *base)
{
    char name[MODEL_NAME];
    model_add_floats(file, model_name(name, base, "weight"), HS_WIDTH, 0, 0.5F, 1);
    model_add_floats(file, model_name(name, base, "bias"), HS_WIDTH, 0, -0.1F, 0.1F);
}

static inline void model_add_layer(struct model_file *file, unsigned number)
{
    static const uint32_t shape[4][2] = {
        {HS_WIDTH, 3 * HS_WIDTH}, {HS_WIDTH, HS_WIDTH}, {HS_WIDTH, HS_INNER}, {HS_INNER, HS_WIDTH}};
    static const char *const linear[4] = {"qkv", "out", "up", "down"};
    char base[] = "encoder.layers.0", name[MODEL_NAME];
    base[sizeof base - 2] = (char)('0' + number);
    for (int i = 0; i < 4; i++)
        model_add_linear(file, model_name(name, base, linear[i]), shape[i][0], shape[i][1]);
    model_add_norm(file, model_name(name, base, "norm1"));
    model_add_norm(file, model_name(name, base, "norm2"));
}

/* FNV-1a over words of 64 bits, and the rest of the header. */
static inline void model_seal(struct model_file *file)
{
    uint64_t sum = 0xcbf29ce484222325, word;
    for (size_t at = MODEL_HEADER; at + 8 <= file->size; at += 8) {
        memcpy(&word, file->data + at, 8);
        sum = (sum ^ word) * 0x100000001b3;
    }
    memcpy(file->data, "HEARSAY", 8);
    model_put(file, 8, 1, 4);
    model_put(file, 12, file->count, 4);
    model_put(file, 16, file->size, 8);
    model_put(file, 24, sum, 8);
}

static inline struct model_file model_begin(void)
{
    struct model_file file = {calloc(1, MODEL_BYTES_MAX), 0, 0, 1};
    file.size = (MODEL_HEADER + MODEL_TENSORS_MAX * MODEL_ROW + 63) / 64 * 64;
    return file;
}

/* Adds to the first number of a tensor of floats. */
static inline void model_raise(struct model_file *file, const char *name, float more)
{
    uint64_t begin;
    memcpy(&begin, model_row(file, model_find(file, name)) + MODEL_OFFSET, sizeof begin);
    *(float *)(void *)(file->data + begin) += more;
}

/* A small one whose table can be tried: it is no whole model. */
static inline struct model_file model_small(void)
{
    struct model_file file = model_begin();
    model_add_floats(&file, "first", 3, 5, 0, 1);
    model_add_text(&file, "second", "a\nb\n");
    model_seal(&file);
    return file;
}

/* A whole one: some pieces and labels, numbers at random. */
static inline struct model_file model_whole(void)
{
    static const char *const conv[HS_ROLE_STEPS] = {"roles.conv.0", "roles.conv.1", "roles.conv.2"};
    struct model_file file = model_begin();
    model_add_text(&file, "vocabulary",
                   "[PAD]\n[UNK]\n[CLS]\n[SEP]\nsaid\nhe\nshe\nthe\n##s\nminister\n.\n,"
                   "\nthat\nwent\nhome\nout\n");
    model_add_text(&file, "labels.upos", "NOUN\nVERB\nPUNCT\n");
    model_add_text(&file, "labels.xpos", "NN\nVBD\n.\nPRP\n");
    model_add_text(&file, "labels.relation", "root\nnsubj\npunct\nobj\n");
    model_add_text(&file, "lemmas", "said\tVBD\tsay\nwent\tVBD\tgo\nsaid\tVBD\tsecond\n*s\tNN\t-1+\n");
    model_add_bytes(&file, "encoder.word", 16, HS_WIDTH, 16, 0.01F);
    model_add_bytes(&file, "encoder.position", HS_POSITIONS, HS_WIDTH, HS_POSITIONS, 0.01F);
    model_add_floats(&file, "encoder.shape.weight", HS_CASE_COUNT, HS_WIDTH, -0.1F, 0.1F);
    model_add_norm(&file, "encoder.norm");
    for (unsigned i = 0; i < HS_LAYERS; i++)
        model_add_layer(&file, i);
    model_add_linear(&file, "upos", HS_WIDTH, 3);
    model_add_linear(&file, "xpos", HS_WIDTH, 4);
    model_add_linear(&file, "sentence", HS_WIDTH, 1);
    model_add_linear(&file, "cue", HS_WIDTH, HS_BIO);
    model_add_linear(&file, "inner", HS_WIDTH, HS_BIO);
    model_add_linear(&file, "parser.arc_dep", HS_WIDTH, HS_ARC);
    model_add_linear(&file, "parser.arc_head", HS_WIDTH, HS_ARC);
    model_add_linear(&file, "parser.rel_dep", HS_WIDTH, HS_LABEL);
    model_add_linear(&file, "parser.rel_head", HS_WIDTH, HS_LABEL);
    model_add_linear(&file, "parser.arc", HS_ARC, HS_ARC);
    model_add_linear(&file, "parser.rel", HS_LABEL, 4 * (HS_LABEL + 1));
    model_add_linear(&file, "roles.word", HS_WIDTH, HS_ROLE);
    model_add_linear(&file, "roles.cue", HS_WIDTH, 2 * HS_ROLE);
    for (int i = 0; i < HS_ROLE_STEPS; i++)
        model_add_linear(&file, conv[i], 3 * HS_ROLE, HS_ROLE);
    model_add_linear(&file, "roles.out", HS_ROLE, HS_ROLES);
    model_add_floats(&file, "roles.distance.weight", HS_DISTANCES, HS_ROLE, -0.5F, 0.5F);
    model_add_floats(&file, "roles.quoted.weight", 2, HS_ROLE, -0.5F, 0.5F);
    model_add_floats(&file, "roles.kind.weight", HS_KINDS, HS_ROLE, -0.5F, 0.5F);
    model_raise(&file, "cue.bias", 2); /* not every word is a cue */
    model_raise(&file, "inner.bias", 2);
    model_seal(&file);
    return file;
}

/* Opens the bytes as a file; `path` is what it was called. */
static inline struct hs_model *model_open(struct hs_arena *arena, const struct model_file *file,
                                          char path[64], hearsay_error *error)
{
    int place = memfd_create("model", 0);
    if (place < 0 || write(place, file->data, file->size) != (ssize_t)file->size)
        abort();
    snprintf(path, 64, "/proc/self/fd/%d", place);
    struct hs_model *model = hs_model_new(arena, path, error);
    close(place); /* the map holds on to it */
    return model;
}

#endif
