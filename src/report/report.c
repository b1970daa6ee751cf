/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of one document: how they are made, and how callers reach them. */
#include "report/report.h"

#include "base/array.h"
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

hearsay_story *hs_report_add_story(hearsay_report *report)
{
    report->story = hs_array_grow(&report->arena, report->story, report->story_count,
                                  sizeof *report->story);
    return &report->story[report->story_count++];
}

hearsay_statement *hs_report_add_statement(hearsay_report *report)
{
    report->statement = hs_array_grow(&report->arena, report->statement, report->statement_count,
                                      sizeof *report->statement);
    hearsay_statement *statement = &report->statement[report->statement_count++];
    statement->story = HEARSAY_NONE;
    statement->parent = HEARSAY_NONE;
    return statement;
}

hearsay_text hs_report_keep(hearsay_report *report, hearsay_text text)
{
    if (!text.data)
        return text;
    char *copy = hs_arena_alloc(&report->arena, text.size + 1);
    if (text.size)
        memcpy(copy, text.data, text.size);
    return (hearsay_text){copy, text.size};
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
