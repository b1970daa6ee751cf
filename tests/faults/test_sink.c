/* SPDX-License-Identifier: Apache-2.0 */
/* Sinks that refuse after so many calls, for every format: the writing ends there, and says so. */
#include "faults.h"

enum { COPIES = 40, ENOUGH = 10000 };

struct sink {
    uint32_t calls, allowed;
};

static bool take(void *context, const char *data, size_t size)
{
    struct sink *sink = context;
    ck_assert_ptr_nonnull(data);
    ck_assert_uint_gt(size, 0);
    return sink->calls++ < sink->allowed;
}

/* A report whose rows fill the buffer of the sink several times in every format. */
static hearsay_report *long_report(const hearsay *engine)
{
    uint32_t count;
    hearsay_text *text = faults_cases(&count);
    char *data = hs_arena_alloc(&memory, COPIES * (text[1].size + 1));
    for (size_t n = 0; n < COPIES; n++) {
        memcpy(data + n * (text[1].size + 1), text[1].data, text[1].size);
        data[(n + 1) * (text[1].size + 1) - 1] = '\n';
    }
    hearsay_source source = {.bytes = {data, COPIES * (text[1].size + 1)}};
    hearsay_report *report = hearsay_read(engine, &source, NULL);
    ck_assert_ptr_nonnull(report);
    return report;
}

static void write_refused(const hearsay_report *report, const char *format)
{
    hearsay_status status = HEARSAY_WRITE_FAILED;
    for (uint32_t allowed = 0; status != HEARSAY_OK && allowed < ENOUGH; allowed++) {
        struct sink sink = {0, allowed};
        hearsay_error error = {0};
        status = hearsay_report_write(report, format, NULL, take, &sink, &error);
        if (status == HEARSAY_OK) {
            ck_assert_uint_eq(sink.calls, allowed);
            continue;
        }
        ck_assert_int_eq(status, HEARSAY_WRITE_FAILED);
        ck_assert_int_eq(error.status, HEARSAY_WRITE_FAILED);
        ck_assert_msg(sink.calls == allowed + 1, "%s: %u calls after a refusal", format,
                      sink.calls - allowed - 1);
    }
    ck_assert_int_eq(status, HEARSAY_OK);
}

START_TEST(every_format_stops_where_the_sink_refuses)
{
    static const char *const format[] = {"jsonl", "csv", "conllu", "page"};
    hearsay *engine = faults_open();
    hearsay_report *report = long_report(engine);
    long held = faults.blocks_held;
    for (size_t n = 0; n < sizeof format / sizeof *format; n++) {
        write_refused(report, format[n]);
        ck_assert_int_eq(faults.blocks_held, held);
    }
    hearsay_report_free(report);
    hearsay_close(engine);
}
END_TEST

START_TEST(an_unknown_format_writes_nothing)
{
    hearsay *engine = faults_open();
    hearsay_report *report = long_report(engine);
    struct sink sink = {0, ENOUGH};
    ck_assert_int_eq(hearsay_report_write(report, "xml", NULL, take, &sink, NULL),
                     HEARSAY_BAD_USAGE);
    ck_assert_uint_eq(sink.calls, 0);
    hearsay_report_free(report);
    hearsay_close(engine);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {every_format_stops_where_the_sink_refuses,
                                  an_unknown_format_writes_nothing};
    return faults_run("sink", tests, sizeof tests / sizeof *tests);
}
