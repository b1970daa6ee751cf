/* SPDX-License-Identifier: Apache-2.0 */
/* The mapped word tables. Numbers are little-endian, offsets count from the start of the file:
       head     magic, version, table count, size of the file, checksum of all after the head
       tables   name, column count, row count, where the rows begin
       rows     each the folded key, then every column as written, as {begin, size}
       bytes    what these point to, padded to eight
   tools/lexicon.py writes it. */
#include "lexicon/lexicon.h"

#include <string.h>

#include "base/text.h"

enum { VERSION = 1, KEY_MAX = 255 };

struct cell {
    uint32_t begin, size;
};

struct table {
    struct cell name;
    uint32_t column_count, row_count;
    uint32_t begin; /* of its cells: (1 + column_count) a row */
    uint32_t unused;
};

/* The start of the map is the handle: nothing else is needed, so nothing is allocated. */
struct hs_lexicon {
    char magic[8];
    uint32_t version, table_count;
    uint64_t size, checksum;
    struct table table[];
};

static const char MAGIC[8] = "hearsayL";

static bool inside(const struct hs_lexicon *lexicon, uint64_t begin, uint64_t size)
{
    return begin <= lexicon->size && size <= lexicon->size - begin;
}

static const struct cell *row_cells(const struct hs_lexicon *lexicon, const struct table *table,
                                    uint32_t row)
{
    const char *start = (const char *)lexicon + table->begin;
    return (const struct cell *)(const void *)start +
           (size_t)row * (1 + (size_t)table->column_count);
}

static hearsay_text cell_text(const struct hs_lexicon *lexicon, struct cell cell)
{
    return (hearsay_text){(const char *)lexicon + cell.begin, cell.size};
}

static hearsay_text row_key(const struct hs_lexicon *lexicon, const struct table *table,
                            uint32_t row)
{
    return cell_text(lexicon, row_cells(lexicon, table, row)[0]);
}

static bool sound_rows(const struct hs_lexicon *lexicon, const struct table *table)
{
    uint64_t width = 1 + (uint64_t)table->column_count;
    if (table->begin % sizeof(uint32_t) || width > UINT32_MAX / sizeof(struct cell))
        return false;
    if (!inside(lexicon, table->begin, 0) ||
        table->row_count > (lexicon->size - table->begin) / (width * sizeof(struct cell)))
        return false;
    const struct cell *cell = row_cells(lexicon, table, 0);
    for (uint64_t i = 0; i < width * table->row_count; i++)
        if (!inside(lexicon, cell[i].begin, cell[i].size))
            return false;
    for (uint32_t row = 1; row < table->row_count; row++)
        if (hs_text_compare(row_key(lexicon, table, row - 1), row_key(lexicon, table, row)) > 0)
            return false;
    return true;
}

static bool sound_tables(const struct hs_lexicon *lexicon)
{
    if (lexicon->table_count > (lexicon->size - sizeof *lexicon) / sizeof(struct table))
        return false;
    for (uint32_t i = 0; i < lexicon->table_count; i++) {
        const struct table *table = &lexicon->table[i];
        if (!inside(lexicon, table->name.begin, table->name.size) || !sound_rows(lexicon, table))
            return false;
    }
    return true;
}

/* What is wrong with the map, or NULL. */
static const char *fault(const struct hs_map *map)
{
    const struct hs_lexicon *lexicon = (const void *)map->data;
    if (map->size < sizeof *lexicon || memcmp(lexicon->magic, MAGIC, sizeof MAGIC) != 0)
        return "not a lexicon";
    if (lexicon->version != VERSION)
        return "a lexicon of another version";
    if (lexicon->size != map->size || map->size % 8 || map->size > UINT32_MAX)
        return "cut short";
    if (hs_checksum(map->data + sizeof *lexicon, map->size - sizeof *lexicon) != lexicon->checksum)
        return "damaged: the checksum differs";
    return sound_tables(lexicon) ? NULL : "damaged: an offset leads out of the file";
}

struct hs_lexicon *hs_lexicon_new(const char *path, hearsay_error *error)
{
    struct hs_map map;
    if (hs_map_init(&map, path, error) != HEARSAY_OK)
        return NULL;
    const char *reason = fault(&map);
    if (!reason)
        return (struct hs_lexicon *)(void *)map.data;
    hs_map_release(&map);
    hs_fail(error, HEARSAY_BAD_LEXICON, 0, "cannot use lexicon '%s': %s", path, reason);
    return NULL;
}

void hs_lexicon_free(struct hs_lexicon *lexicon)
{
    if (!lexicon)
        return;
    struct hs_map map = {(const unsigned char *)lexicon, lexicon->size};
    hs_map_release(&map);
}

uint32_t hs_lexicon_table(const struct hs_lexicon *lexicon, const char *name)
{
    hearsay_text wanted = {name, strlen(name)};
    for (uint32_t i = 0; i < lexicon->table_count; i++)
        if (hs_text_equal(cell_text(lexicon, lexicon->table[i].name), wanted))
            return i;
    return HEARSAY_NONE;
}

/* The first row from `begin` on whose key is not below `key`, or, with `past`, is above it. */
static uint32_t row_bound(const struct hs_lexicon *lexicon, const struct table *table,
                          uint32_t begin, hearsay_text key, bool past)
{
    uint32_t end = table->row_count;
    while (begin < end) {
        uint32_t middle = begin + (end - begin) / 2;
        int order = hs_text_compare(row_key(lexicon, table, middle), key);
        if (order < 0 || (past && order == 0))
            begin = middle + 1;
        else
            end = middle;
    }
    return begin;
}

struct hs_rows hs_lexicon_find(const struct hs_lexicon *lexicon, uint32_t table, hearsay_text key)
{
    if (table >= lexicon->table_count || key.size > KEY_MAX)
        return (struct hs_rows){0, 0};
    char folded[HS_FOLD_GROWTH * KEY_MAX];
    hearsay_text wanted = {folded, hs_text_fold(key, folded, sizeof folded)};
    const struct table *rows = &lexicon->table[table];
    uint32_t begin = row_bound(lexicon, rows, 0, wanted, false);
    if (begin == rows->row_count || !hs_text_equal(row_key(lexicon, rows, begin), wanted))
        return (struct hs_rows){0, 0};
    return (struct hs_rows){begin, row_bound(lexicon, rows, begin, wanted, true)};
}

uint32_t hs_lexicon_row_count(const struct hs_lexicon *lexicon, uint32_t table)
{
    return table < lexicon->table_count ? lexicon->table[table].row_count : 0;
}

hearsay_text hs_lexicon_field(const struct hs_lexicon *lexicon, uint32_t table, uint32_t row,
                              uint32_t column)
{
    if (row >= hs_lexicon_row_count(lexicon, table) || column >= lexicon->table[table].column_count)
        return HS_TEXT("");
    return cell_text(lexicon, row_cells(lexicon, &lexicon->table[table], row)[1 + column]);
}
