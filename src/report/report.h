/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of one document and the memory that they live in. The report itself lies in its own arena, so releasing that
   is the end of everything. Rows are added while reading and never taken away; other rooms keep numbers, not pointers. */
#ifndef HS_REPORT_REPORT_H
#define HS_REPORT_REPORT_H

#include "base/arena.h"
#include "hearsay.h"

struct hearsay_report {
    struct hs_arena arena;
    hearsay_document document;
    hearsay_story *story;
    uint32_t story_count;
    hearsay_statement *statement;
    uint32_t statement_count;
};

/* An empty report whose arena takes at most `limit` bytes. Jumps to `recovery` when memory runs out, then and later,
   until hs_report_seal. Free with hearsay_report_free. */
hearsay_report *hs_report_new(size_t limit, jmp_buf *recovery);

/* The reading is over: nothing may be added any more, the recovery point may go. */
void hs_report_seal(hearsay_report *report);

/* A new row at the end: empty spans, no story or parent. May move the rows before it. */
hearsay_story *hs_report_add_story(hearsay_report *report);
hearsay_statement *hs_report_add_statement(hearsay_report *report);

/* A copy of `text` in the report, for what the caller takes back; missing stays missing. */
hearsay_text hs_report_keep(hearsay_report *report, hearsay_text text);

#endif
