/* SPDX-License-Identifier: Apache-2.0 */
/* The model file. Numbers are little-endian, offsets count from the start of the file
   (train/export.py):
       header   magic, version, tensor count, size of the file, checksum of all behind the header
       table    a row a tensor: name, type, rank, shape, offset, size
       tensors  each at a multiple of 64 bytes */
#include "language/model.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/array.h"
#include "base/file.h"
#include "base/text.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "a model is read where it is mapped");

enum {
    VERSION = 1,
    ALIGNMENT = 64,
    NAME_SIZE = 48,
    RANK_MAX = 4,
    LABELS_MAX = HS_INNER, /* scores of all labels of a word fit where the inner layer's numbers do */
};

enum type { FLOAT, BYTE, TEXT, TYPE_COUNT };

static const size_t TYPE_SIZE[TYPE_COUNT] = {4, 1, 1};

struct header {
    char magic[8];
    uint32_t version, tensor_count;
    uint64_t size, checksum;
    char unused[32];
};

struct tensor {
    char name[NAME_SIZE];
    uint32_t type, rank, shape[RANK_MAX];
    uint64_t offset, size;
};

_Static_assert(sizeof(struct header) == 64 && sizeof(struct tensor) == 88, "as in the file");

/* A file on its way to be a model. The first thing found wrong is the one told. */
struct opening {
    struct hs_arena *arena;
    const char *path;
    struct hs_map map;
    const struct tensor *tensor; /* [count] */
    uint32_t count;
    hearsay_error *error;
    hearsay_status status;
};

/* ---- the file */

static hearsay_status bad(const struct opening *o, uint64_t at, const char *reason)
{
    return hs_fail(o->error, HEARSAY_BAD_MODEL, at, "'%s' %s", o->path, reason);
}

static hearsay_status test_header(struct opening *o)
{
    static const char MAGIC[8] = "HEARSAY";
    const struct header *header = (const void *)o->map.data;
    uint64_t size = o->map.size;
    if (size < sizeof MAGIC || memcmp(header->magic, MAGIC, sizeof MAGIC) != 0)
        return bad(o, 0, "is no model");
    if (size < sizeof *header)
        return bad(o, size, "is cut short: there is no whole header");
    if (header->version != VERSION)
        return hs_fail(o->error, HEARSAY_BAD_MODEL, 8, "'%s' is of version %u, wanted %d", o->path,
                       header->version, VERSION);
    if (header->size > size)
        return hs_fail(o->error, HEARSAY_BAD_MODEL, size,
                       "'%s' is cut short: %" PRIu64 " of %" PRIu64 " bytes", o->path, size,
                       header->size);
    if (header->size < size)
        return bad(o, header->size, "goes on behind its end");
    if (hs_checksum(o->map.data + sizeof *header, size - sizeof *header) != header->checksum)
        return bad(o, 0, "is damaged: the checksum differs");
    if (header->tensor_count > (size - sizeof *header) / sizeof(struct tensor))
        return bad(o, 12, "is damaged: the table leads out of the file");
    o->tensor = (const void *)(header + 1);
    o->count = header->tensor_count;
    return HEARSAY_OK;
}

/* What is wrong with a row of the table, or NULL. */
static const char *tensor_fault(const struct tensor *tensor, uint64_t file_size)
{
    if (tensor->type >= TYPE_COUNT)
        return "has an unknown type";
    if (tensor->rank < 1 || tensor->rank > RANK_MAX)
        return "has an unknown rank";
    if (tensor->offset % ALIGNMENT || tensor->offset > file_size ||
        tensor->size > file_size - tensor->offset)
        return "leads out of the file";
    uint64_t size = TYPE_SIZE[tensor->type];
    for (int i = 0; i < RANK_MAX; i++) {
        if (tensor->shape[i] > file_size || (size *= tensor->shape[i]) > file_size)
            return "has a shape and a size that differ";
    }
    return size == tensor->size ? NULL : "has a shape and a size that differ";
}

static hearsay_status test_table(const struct opening *o)
{
    for (uint32_t i = 0; i < o->count; i++) {
        const struct tensor *tensor = &o->tensor[i];
        uint64_t at = sizeof(struct header) + i * sizeof *tensor;
        if (!memchr(tensor->name, '\0', NAME_SIZE))
            return bad(o, at, "is damaged: a name without an end");
        const char *fault = tensor_fault(tensor, o->map.size);
        if (fault)
            return hs_fail(o->error, HEARSAY_BAD_MODEL, at, "'%s' is damaged: '%s' %s", o->path,
                           tensor->name, fault);
    }
    return HEARSAY_OK;
}

/* ---- tensors by name */

static void fail(struct opening *o, const char *name, const char *reason)
{
    if (o->status == HEARSAY_OK)
        o->status = hs_fail(o->error, HEARSAY_BAD_MODEL, 0, "'%s' is damaged: '%s' %s", o->path,
                            name, reason);
}

static const struct tensor *find(const struct opening *o, const char *name)
{
    for (uint32_t i = 0; i < o->count; i++)
        if (strcmp(o->tensor[i].name, name) == 0)
            return &o->tensor[i];
    return NULL;
}

static bool has_shape(const struct tensor *tensor, enum type type, uint32_t rows, uint32_t columns)
{
    uint32_t rank = columns ? 2 : 1;
    return tensor->type == type && tensor->rank == rank && tensor->shape[0] == rows &&
           (rank == 1 || tensor->shape[1] == columns);
}

/* The numbers of [rows, columns], or of [rows] where `columns` is 0. */
static const void *take(struct opening *o, const char *name, enum type type, uint32_t rows,
                        uint32_t columns)
{
    const struct tensor *tensor = find(o, name);
    if (!tensor)
        fail(o, name, "is missing");
    else if (!has_shape(tensor, type, rows, columns))
        fail(o, name, "has another type or shape");
    else
        return o->map.data + tensor->offset;
    return NULL;
}

static hearsay_text take_text(struct opening *o, const char *name)
{
    const struct tensor *tensor = find(o, name);
    if (!tensor)
        fail(o, name, "is missing");
    else if (tensor->type != TEXT || tensor->rank != 1)
        fail(o, name, "has another type or shape");
    else
        return (hearsay_text){(const char *)o->map.data + tensor->offset, tensor->size};
    return HS_TEXT("");
}

static const void *take_part(struct opening *o, const char *name, const char *part, enum type type,
                             uint32_t rows, uint32_t columns)
{
    char full[NAME_SIZE];
    snprintf(full, sizeof full, "%s.%s", name, part);
    return take(o, full, type, rows, columns);
}

/* ---- layers */

static const float *column_totals(struct hs_arena *arena, const int8_t *weight, uint32_t in,
                                  uint32_t out)
{
    float *total = hs_arena_array(arena, out, sizeof *total);
    for (size_t k = 0; k < in; k++)
        for (size_t o = 0; o < out; o++)
            total[o] += weight[k * out + o]; /* exact: below 2^24 */
    return total;
}

static void bind_linear(struct opening *o, struct hs_linear *linear, const char *name, uint32_t in,
                        uint32_t out)
{
    linear->weight = take_part(o, name, "weight", BYTE, in, out);
    linear->scale = take_part(o, name, "scale", FLOAT, out, 0);
    linear->bias = take_part(o, name, "bias", FLOAT, out, 0);
    linear->in = in;
    linear->out = out;
    if (linear->weight)
        linear->total = column_totals(o->arena, linear->weight, in, out);
}

static void bind_norm(struct opening *o, struct hs_norm *norm, const char *name)
{
    norm->gain = take_part(o, name, "weight", FLOAT, HS_WIDTH, 0);
    norm->bias = take_part(o, name, "bias", FLOAT, HS_WIDTH, 0);
}

static void bind_rows(struct opening *o, struct hs_rows8 *rows, const char *name, uint32_t count)
{
    rows->row = take_part(o, name, "weight", BYTE, count, HS_WIDTH);
    rows->scale = take_part(o, name, "scale", FLOAT, count, 0);
}

static void bind_layer(struct opening *o, struct hs_layer *layer, unsigned number)
{
    char name[6][NAME_SIZE - 16]; /* room for what a layer's parts are called */
    static const char *const part[6] = {"qkv", "out", "up", "down", "norm1", "norm2"};
    for (int i = 0; i < 6; i++)
        snprintf(name[i], sizeof name[i], "encoder.layers.%u.%s", number, part[i]);
    bind_linear(o, &layer->qkv, name[0], HS_WIDTH, 3 * HS_WIDTH);
    bind_linear(o, &layer->out, name[1], HS_WIDTH, HS_WIDTH);
    bind_linear(o, &layer->up, name[2], HS_WIDTH, HS_INNER);
    bind_linear(o, &layer->down, name[3], HS_INNER, HS_WIDTH);
    bind_norm(o, &layer->norm1, name[4]);
    bind_norm(o, &layer->norm2, name[5]);
}

static void bind_encoder(struct opening *o, struct hs_encoder *encoder, uint32_t pieces)
{
    bind_rows(o, &encoder->word, "encoder.word", pieces);
    bind_rows(o, &encoder->position, "encoder.position", HS_POSITIONS);
    encoder->shape = take(o, "encoder.shape.weight", FLOAT, HS_CASE_COUNT, HS_WIDTH);
    bind_norm(o, &encoder->norm, "encoder.norm");
    for (unsigned i = 0; i < HS_LAYERS; i++)
        bind_layer(o, &encoder->layer[i], i);
}

static void bind_parser(struct opening *o, struct hs_parser *parser, uint32_t relations)
{
    bind_linear(o, &parser->arc_dep, "parser.arc_dep", HS_WIDTH, HS_ARC);
    bind_linear(o, &parser->arc_head, "parser.arc_head", HS_WIDTH, HS_ARC);
    bind_linear(o, &parser->rel_dep, "parser.rel_dep", HS_WIDTH, HS_LABEL);
    bind_linear(o, &parser->rel_head, "parser.rel_head", HS_WIDTH, HS_LABEL);
    bind_linear(o, &parser->arc, "parser.arc", HS_ARC, HS_ARC);
    bind_linear(o, &parser->rel, "parser.rel", HS_LABEL, relations * (HS_LABEL + 1));
}

static void bind_tagger(struct opening *o, struct hs_tagger *tagger)
{
    static const char *const conv[HS_ROLE_STEPS] = {"roles.conv.0", "roles.conv.1", "roles.conv.2"};
    bind_linear(o, &tagger->word, "roles.word", HS_WIDTH, HS_ROLE);
    bind_linear(o, &tagger->cue, "roles.cue", HS_WIDTH, 2 * HS_ROLE);
    for (int i = 0; i < HS_ROLE_STEPS; i++)
        bind_linear(o, &tagger->conv[i], conv[i], 3 * HS_ROLE, HS_ROLE);
    bind_linear(o, &tagger->out, "roles.out", HS_ROLE, HS_ROLES);
    tagger->distance = take(o, "roles.distance.weight", FLOAT, HS_DISTANCES, HS_ROLE);
    tagger->quoted = take(o, "roles.quoted.weight", FLOAT, 2, HS_ROLE);
    tagger->kind = take(o, "roles.kind.weight", FLOAT, HS_KINDS, HS_ROLE);
}

/* ---- lists */

/* The line at *at without its end, which *at moves past. */
static hearsay_text next_line(hearsay_text list, size_t *at)
{
    const char *start = list.data + *at, *end = memchr(start, '\n', list.size - *at);
    size_t size = end ? (size_t)(end - start) : list.size - *at;
    *at += size + (end != NULL);
    return (hearsay_text){start, size};
}

static struct hs_labels take_labels(struct opening *o, const char *name)
{
    struct hs_labels labels = {0};
    hearsay_text list = take_text(o, name);
    for (size_t at = 0; at < list.size && labels.count <= LABELS_MAX;) {
        labels.name = hs_array_grow(o->arena, labels.name, labels.count, sizeof *labels.name);
        labels.name[labels.count++] = next_line(list, &at);
    }
    if (labels.count == 0 || labels.count > LABELS_MAX)
        fail(o, name, labels.count ? "has too many labels" : "is empty");
    return labels;
}

static struct hs_lemmas *take_lemmas(struct opening *o)
{
    hearsay_text list = take_text(o, "lemmas");
    struct hs_lemmas *lemmas = list.data ? hs_lemmas_new(o->arena, list) : NULL;
    if (!lemmas)
        fail(o, "lemmas", "holds a line that is none");
    return lemmas;
}

/* ---- the whole */

static void bind_vocabulary(struct opening *o, struct hs_model *model)
{
    hearsay_text list = take_text(o, "vocabulary");
    model->vocabulary = hs_vocabulary_new(o->arena, list);
    if (hs_vocabulary_count(model->vocabulary) < HS_PIECE_SPECIAL_COUNT)
        fail(o, "vocabulary", "lacks the special pieces");
}

static void bind(struct opening *o, struct hs_model *model)
{
    bind_vocabulary(o, model);
    model->upos_names = take_labels(o, "labels.upos");
    model->xpos_names = take_labels(o, "labels.xpos");
    model->relation_names = take_labels(o, "labels.relation");
    model->lemmas = take_lemmas(o);
    bind_encoder(o, &model->encoder, hs_vocabulary_count(model->vocabulary));
    bind_linear(o, &model->upos, "upos", HS_WIDTH, model->upos_names.count);
    bind_linear(o, &model->xpos, "xpos", HS_WIDTH, model->xpos_names.count);
    bind_linear(o, &model->sentence, "sentence", HS_WIDTH, 1);
    bind_linear(o, &model->cue, "cue", HS_WIDTH, HS_BIO);
    bind_linear(o, &model->inner, "inner", HS_WIDTH, HS_BIO);
    bind_parser(o, &model->parser, model->relation_names.count);
    bind_tagger(o, &model->roles);
}

static void close_map(void *map)
{
    hs_map_release(map);
}

struct hs_model *hs_model_new(struct hs_arena *arena, const char *path, hearsay_error *error)
{
    struct opening o = {.arena = arena, .path = path, .error = error};
    struct hs_map *map = hs_arena_alloc(arena, sizeof *map);
    hs_arena_defer(arena, close_map, map);
    if (hs_map_init(map, path, error) != HEARSAY_OK)
        return NULL;
    o.map = *map;
    if (test_header(&o) != HEARSAY_OK || test_table(&o) != HEARSAY_OK)
        return NULL;
    struct hs_model *model = hs_arena_alloc(arena, sizeof *model);
    bind(&o, model);
    return o.status == HEARSAY_OK ? model : NULL;
}
