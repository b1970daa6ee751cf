/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a lexicon: refused, or every row of it can be found. The checksum is set right, so
   that what lies behind it is tried as well. */
#define _GNU_SOURCE /* memfd_create */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lexicon/lexicon.h"

enum { SIZE_MAX_TRIED = 1 << 16, SIZE_AT = 16, CHECKSUM_AT = 24, HEAD_SIZE = 32 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* FNV-1a over words of 64 bits, as the lexicon has it. */
static uint64_t checksum(const uint8_t *data, size_t size)
{
    uint64_t sum = 0xcbf29ce484222325;
    for (size_t at = 0; at + 8 <= size; at += 8) {
        uint64_t word;
        memcpy(&word, data + at, 8);
        sum = (sum ^ word) * 0x100000001b3;
    }
    return sum;
}

static void set_head(uint8_t *file, uint64_t size)
{
    uint64_t sum = checksum(file + HEAD_SIZE, size - HEAD_SIZE);
    const uint32_t version = 1;
    memcpy(file, "hearsayL", 8);
    memcpy(file + 8, &version, 4);
    memcpy(file + SIZE_AT, &size, 8);
    memcpy(file + CHECKSUM_AT, &sum, 8);
}

static void read_rows(const struct hs_lexicon *lexicon, uint32_t table)
{
    hs_lexicon_find(lexicon, table, (hearsay_text){"said", 4});
    for (uint32_t row = 0; row < hs_lexicon_row_count(lexicon, table); row++)
        for (uint32_t column = 0; column < 4; column++)
            hs_lexicon_find(lexicon, table, hs_lexicon_field(lexicon, table, row, column));
}

static void read_tables(const uint8_t *file, size_t size)
{
    char path[64];
    int place = memfd_create("lexicon", 0);
    if (place < 0 || write(place, file, size) != (ssize_t)size)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", place);
    struct hs_lexicon *lexicon = hs_lexicon_new(path, NULL);
    if (lexicon) {
        hs_lexicon_table(lexicon, "cues");
        for (uint32_t table = 0; table < 8; table++)
            read_rows(lexicon, table);
    }
    hs_lexicon_free(lexicon);
    close(place);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t file[SIZE_MAX_TRIED];
    if (size > sizeof file)
        return 0;
    memcpy(file, data, size);
    if (size >= HEAD_SIZE && size % 8 == 0)
        set_head(file, size);
    read_tables(file, size);
    return 0;
}
