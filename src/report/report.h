/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of one document and the memory that they live in. The report itself lies in its own
   arena, so releasing that is the end of everything. Rooms make their rows in that arena and hang
   them in here; they name rows by number. */
#ifndef HS_REPORT_REPORT_H
#define HS_REPORT_REPORT_H

#include "base/arena.h"
#include "hearsay.h"

struct hs_language;

struct hearsay_report {
    struct hs_arena arena;
    hearsay_document document;
    const hearsay_story *story;
    uint32_t story_count;
    const hearsay_statement *statement;
    uint32_t statement_count;
    const struct hs_language *language; /* words and trees, for those who write them */
};

/* An empty report whose arena takes at most `limit` bytes. Jumps to `recovery` when memory runs
   out, then and later, until hs_report_seal. Free with hearsay_report_free. */
hearsay_report *hs_report_new(size_t limit, jmp_buf *recovery);

/* The reading is over: nothing may be added any more, the recovery point may go. */
void hs_report_seal(hearsay_report *report);

/* The id of a document that came without one: 16 hexadecimal digits, XXH3 of its text. */
hearsay_text hs_report_hash(hearsay_report *report);

#endif
