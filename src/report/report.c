/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of one document: how they are made, and how callers reach them. */
#include "report/report.h"

#include <xxhash.h>

#include "base/text.h"

hearsay_report *hs_report_new(size_t limit, jmp_buf *recovery)
{
    struct hs_arena arena;
    hs_arena_init(&arena, limit, recovery);
    hearsay_report *report = hs_arena_alloc(&arena, sizeof *report);
    report->arena = arena;
    return report;
}

void hs_report_seal(hearsay_report *report)
{
    report->arena.recovery = NULL;
}

void hearsay_report_free(hearsay_report *report)
{
    if (!report)
        return;
    struct hs_arena arena = report->arena; /* the report lies in it, and goes with it */
    hs_arena_release(&arena);
}

hearsay_text hs_report_hash(hearsay_report *report)
{
    enum { DIGITS = 16 };
    hearsay_text text = report->document.text;
    uint64_t hash = XXH3_64bits(text.data, text.size);
    char *digit = hs_arena_alloc(&report->arena, DIGITS);
    for (uint32_t i = 0; i < DIGITS; i++)
        digit[i] = "0123456789abcdef"[hash >> (60 - 4 * i) & 15];
    return (hearsay_text){digit, DIGITS};
}

const hearsay_document *hearsay_report_document(const hearsay_report *report)
{
    return &report->document;
}

uint32_t hearsay_story_count(const hearsay_report *report)
{
    return report->story_count;
}

const hearsay_story *hearsay_story_at(const hearsay_report *report, uint32_t number)
{
    return &report->story[number];
}

uint32_t hearsay_statement_count(const hearsay_report *report)
{
    return report->statement_count;
}

const hearsay_statement *hearsay_statement_at(const hearsay_report *report, uint32_t number)
{
    return &report->statement[number];
}

hearsay_text hearsay_report_text(const hearsay_report *report, hearsay_span span)
{
    hearsay_text text = report->document.text;
    if (span.begin > span.end || span.end > text.size)
        return HS_TEXT("");
    return hs_text_slice(text, span);
}
