/* SPDX-License-Identifier: Apache-2.0 */
/* Reports built by hand, and what the writers make of them. */
#ifndef TEST_ROWS_H
#define TEST_ROWS_H

#include "unit.h"

#include "base/array.h"
#include "report/report.h"
#include "write/write.h"

static jmp_buf rows_recovery; /* never used: a test that runs out of memory dies */

/* A report of `text`, which must outlive it, with the id "d". */
static inline hearsay_report *rows_report(const char *text)
{
    hearsay_report *report = hs_report_new(1 << 30, &rows_recovery);
    report->document.id = HS_TEXT("d");
    report->document.text = text_of(text);
    return report;
}

/* Where `words` stand first in the text; no words, no span. */
static inline hearsay_span rows_span(const hearsay_report *report, const char *words)
{
    if (!words)
        return (hearsay_span){0, 0};
    const char *found = strstr(report->document.text.data, words);
    ck_assert_ptr_nonnull(found);
    uint32_t begin = (uint32_t)(found - report->document.text.data);
    return (hearsay_span){begin, begin + (uint32_t)strlen(words)};
}

static inline hearsay_spans rows_spans(hearsay_report *report, const char *words)
{
    if (!words)
        return (hearsay_spans){NULL, 0};
    hearsay_span *span = hs_arena_alloc(&report->arena, sizeof *span);
    *span = rows_span(report, words);
    return (hearsay_spans){span, 1};
}

static inline hearsay_spans rows_pieces(hearsay_report *report, const char *first,
                                        const char *second)
{
    hearsay_span *span = hs_arena_array(&report->arena, 2, sizeof *span);
    span[0] = rows_span(report, first);
    span[1] = rows_span(report, second);
    return (hearsay_spans){span, 2};
}

static inline hearsay_story *rows_story(hearsay_report *report)
{
    hearsay_story *story =
        hs_array_grow(&report->arena, (void *)report->story, report->story_count, sizeof *story);
    report->story = story;
    return &story[report->story_count++];
}

static inline hearsay_statement *rows_statement(hearsay_report *report, const char *source,
                                                const char *cue, const char *content)
{
    hearsay_statement *statement = hs_array_grow(&report->arena, (void *)report->statement,
                                                 report->statement_count, sizeof *statement);
    report->statement = statement;
    statement += report->statement_count++;
    statement->parent = HEARSAY_NONE;
    statement->source = rows_spans(report, source);
    statement->cue = rows_spans(report, cue);
    statement->content = rows_spans(report, content);
    statement->mode = HEARSAY_MODE_INDIRECT;
    statement->story = 0;
    statement->score = 0.5f;
    return statement;
}

static inline void rows_via(hearsay_report *report, hearsay_statement *statement, const char *name)
{
    hearsay_relay *via = hs_arena_alloc(&report->arena, sizeof *via);
    *via = (hearsay_relay){text_of(name), rows_span(report, name)};
    statement->via = via;
    statement->via_count = 1;
}

/* What was written, one string after another. */
struct written {
    char *data;
    size_t size, limit; /* the sink refuses what would go beyond the limit */
};

static inline bool rows_sink(void *context, const char *data, size_t size)
{
    struct written *written = context;
    if (written->limit && written->size + size > written->limit)
        return false;
    written->data = realloc(written->data, written->size + size + 1);
    memcpy(written->data + written->size, data, size);
    written->size += size;
    written->data[written->size] = '\0';
    return true;
}

/* The first difference is easier to see than two long strings. */
static inline void rows_expect(const char *got, const char *wanted)
{
    size_t at = 0;
    while (got[at] && got[at] == wanted[at])
        at++;
    ck_assert_msg(got[at] == wanted[at], "at byte %zu: got '%.60s', wanted '%.60s'", at, got + at,
                  wanted + at);
}

#endif
