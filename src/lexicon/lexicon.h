/* SPDX-License-Identifier: Apache-2.0 */
/* The mapped word tables: what the tables in lexicon/ know, compiled by tools/lexicon.py into one file.
   A table is rows sorted by folded key; several rows may share a key. Columns keep the order of the TSV, key first. */
#ifndef HS_LEXICON_LEXICON_H
#define HS_LEXICON_LEXICON_H

#include "base/file.h"

struct hs_lexicon;

/* Rows [begin, end) of a table that answer to a key. */
struct hs_rows {
    uint32_t begin, end;
};

/* Maps and tests a compiled lexicon: magic, version, checksum, every offset. NULL and a reason on failure. */
struct hs_lexicon *hs_lexicon_new(const char *path, hearsay_error *error);
void hs_lexicon_free(struct hs_lexicon *lexicon);

/* The number of the table of that name ("cues" for lexicon/cues.tsv), or HEARSAY_NONE. */
uint32_t hs_lexicon_table(const struct hs_lexicon *lexicon, const char *name);

/* The rows whose key equals `key` after hs_text_fold; an empty range where there is none. Keys over 255 bytes match nothing. */
struct hs_rows hs_lexicon_find(const struct hs_lexicon *lexicon, uint32_t table, hearsay_text key);
uint32_t hs_lexicon_row_count(const struct hs_lexicon *lexicon, uint32_t table);

/* A field of a row, borrowed from the map; the empty text for a column beyond the last. */
hearsay_text hs_lexicon_field(const struct hs_lexicon *lexicon, uint32_t table, uint32_t row, uint32_t column);

#endif
