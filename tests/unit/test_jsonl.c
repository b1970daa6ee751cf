/* SPDX-License-Identifier: Apache-2.0 */
#include <jansson.h>
#include <locale.h>

#include "rows.h"

static char *write_jsonl(const hearsay_report *report)
{
    struct written written = {0};
    struct hs_sink sink;
    hs_sink_init(&sink, rows_sink, &written);
    hs_jsonl_write(&sink, report);
    ck_assert(hs_sink_flush(&sink));
    return written.data;
}

static void expect(const hearsay_report *report, const char *wanted)
{
    char *got = write_jsonl(report);
    rows_expect(got, wanted);
    free(got);
}

START_TEST(empty_report_has_every_field)
{
    hearsay_report *report = rows_report("");
    expect(report, "{\"id\":\"d\",\"url\":null,\"outlet\":null,\"title\":null,\"published\":null,"
                   "\"published_from\":null,\"text\":\"\",\"stories\":[],\"statements\":[]}\n");
    hearsay_report_free(report);
}
END_TEST

START_TEST(document_says_where_its_date_came_from)
{
    hearsay_report *report = rows_report("");
    report->document.outlet = HS_TEXT("SANA");
    report->document.published = HS_TEXT("2015-10-15");
    report->document.published_from = HEARSAY_DATE_DATELINE;
    expect(report,
           "{\"id\":\"d\",\"url\":null,\"outlet\":\"SANA\",\"title\":null,\"published\":\"2015-10-"
           "15\","
           "\"published_from\":\"dateline\",\"text\":\"\",\"stories\":[],\"statements\":[]}\n");
    hearsay_report_free(report);
}
END_TEST

START_TEST(story_with_and_without_dateline)
{
    hearsay_report *report = rows_report("Head\nMoscow, SANA - Body …");
    hearsay_story *story = rows_story(report);
    story->headline = rows_span(report, "Head");
    story->dateline = (hearsay_dateline){.place = HS_TEXT("Moscow"),
                                         .agency = HS_TEXT("SANA"),
                                         .span = rows_span(report, "Moscow, SANA")};
    story->body = rows_spans(report, "Body …");
    story->truncated = true;
    rows_story(report)->kind = HEARSAY_STORY_BOILERPLATE;
    expect(
        report,
        "{\"id\":\"d\",\"url\":null,\"outlet\":null,\"title\":null,\"published\":null,\"published_"
        "from\":null,"
        "\"text\":\"Head\\nMoscow, SANA - Body …\",\"stories\":["
        "{\"headline\":[0,4],\"dateline\":{\"place\":\"Moscow\",\"agency\":\"SANA\",\"date\":null,"
        "\"span\":[5,17]},"
        "\"byline\":null,\"body\":[[20,28]],\"kind\":\"report\",\"truncated\":true},"
        "{\"headline\":null,\"dateline\":null,\"byline\":null,\"body\":[],\"kind\":\"boilerplate\","
        "\"truncated\":false}],\"statements\":[]}\n");
    hearsay_report_free(report);
}
END_TEST

START_TEST(statement_with_parent_relay_and_pieces)
{
    hearsay_report *report = rows_report("TASS quoted her as saying he lied");
    hearsay_statement *outer = rows_statement(report, "her", NULL, "he lied");
    outer->cue = rows_pieces(report, "quoted", "as saying");
    rows_via(report, outer, "TASS");
    outer->score = 0.9994f;
    hearsay_statement *inner = rows_statement(report, "he", "lied", NULL);
    inner->parent = 0;
    inner->act = HEARSAY_ACT_DENY;
    inner->polarity = HEARSAY_POLARITY_NEGATIVE;
    inner->occasion = HEARSAY_OCCASION_PHONE_CALL;
    inner->story = HEARSAY_NONE;
    expect(report,
           "{\"id\":\"d\",\"url\":null,\"outlet\":null,\"title\":null,\"published\":null,"
           "\"published_from\":null,"
           "\"text\":\"TASS quoted her as saying he lied\",\"stories\":[],\"statements\":["
           "{\"id\":\"s1\",\"source\":[[12,15]],\"cue\":[[5,11],[16,25]],\"content\":[[26,33]],"
           "\"act\":\"say\","
           "\"mode\":\"indirect\",\"polarity\":\"positive\",\"occasion\":null,\"story\":0,"
           "\"parent\":null,"
           "\"via\":[{\"name\":\"TASS\",\"span\":[0,4]}],\"score\":0.999},"
           "{\"id\":\"s2\",\"source\":[[12,14]],\"cue\":[[29,33]],\"content\":[],\"act\":\"deny\","
           "\"mode\":\"indirect\",\"polarity\":\"negative\",\"occasion\":\"phone "
           "call\",\"story\":null,"
           "\"parent\":\"s1\",\"via\":[],\"score\":0.500}]}\n");
    hearsay_report_free(report);
}
END_TEST

START_TEST(odd_characters_are_escaped)
{
    static const char text[] =
        "\"\\\b\f\n\r\t\x01\x1b\x7f|\xc2\x9b\xc2\xa0|\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xaa|\0é";
    hearsay_report *report = rows_report("");
    report->document.text = (hearsay_text){text, sizeof text - 1};
    expect(report, "{\"id\":\"d\",\"url\":null,\"outlet\":null,\"title\":null,\"published\":null,"
                   "\"published_from\":null,"
                   "\"text\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001b\\u007f|\\u009b\xc2\xa0|"
                   "\\u2028\\u2029\xe2\x80\xaa|\\u0000é\",\"stories\":[],\"statements\":[]}\n");
    hearsay_report_free(report);
}
END_TEST

START_TEST(another_reader_finds_the_same_text)
{
    char text[0x800 * 3];
    size_t size = 0;
    for (uint32_t c = 1; c < 0x800; c++) {
        if (c >= 0x80)
            text[size++] = (char)(0xc0 | c >> 6);
        text[size++] = (char)(c < 0x80 ? c : 0x80 | (c & 0x3f));
    }
    hearsay_report *report = rows_report("");
    report->document.text = (hearsay_text){text, size};
    char *line = write_jsonl(report);
    ck_assert_ptr_eq(strchr(line, '\n'), line + strlen(line) - 1);
    json_t *document = json_loads(line, 0, NULL);
    json_t *got = json_object_get(document, "text");
    ck_assert_uint_eq(json_string_length(got), size);
    ck_assert_mem_eq(json_string_value(got), text, size);
    json_decref(document);
    free(line);
    hearsay_report_free(report);
}
END_TEST

START_TEST(scores_have_three_decimals_in_every_locale)
{
    setlocale(LC_ALL, "de_DE.UTF-8"); /* has a comma, if it is installed */
    static const struct {
        float score;
        const char *text;
    } sample[] = {{0, "0.000"},  {1, "1.000"}, {0.0004f, "0.000"}, {0.9996f, "1.000"},
                  {-3, "0.000"}, {7, "1.000"}, {0.25f, "0.250"},   {0.0f / 0.0f, "0.000"}};
    for (size_t i = 0; i < sizeof sample / sizeof *sample; i++) {
        struct written written = {0};
        struct hs_sink sink;
        hs_sink_init(&sink, rows_sink, &written);
        hs_sink_score(&sink, sample[i].score);
        hs_sink_flush(&sink);
        ck_assert_str_eq(written.data, sample[i].text);
        free(written.data);
    }
}
END_TEST

START_TEST(largest_numbers_are_written_whole)
{
    struct written written = {0};
    struct hs_sink sink;
    hs_sink_init(&sink, rows_sink, &written);
    hs_sink_number(&sink, UINT32_MAX);
    hs_sink_flush(&sink);
    ck_assert_str_eq(written.data, "4294967295");
    free(written.data);
}
END_TEST

START_TEST(sink_that_refuses_is_not_asked_again)
{
    hearsay_report *report = rows_report("a says b");
    for (int i = 0; i < 10000; i++)
        rows_statement(report, "a", "says", "b");
    struct written written = {.limit = 20000};
    struct hs_sink sink;
    hs_sink_init(&sink, rows_sink, &written);
    hs_jsonl_write(&sink, report);
    ck_assert(!hs_sink_flush(&sink));
    ck_assert_uint_le(written.size, 20000);
    free(written.data);
    hearsay_report_free(report);
}
END_TEST

START_TEST(unknown_format_is_wrong_usage)
{
    hearsay_report *report = rows_report("");
    struct written written = {0};
    hearsay_error error;
    ck_assert_int_eq(hearsay_report_write(report, "xml", NULL, rows_sink, &written, &error),
                     HEARSAY_BAD_USAGE);
    ck_assert_str_eq(error.message, "unknown format 'xml'");
    ck_assert_int_eq(hearsay_report_write(report, "jsonl", NULL, rows_sink, &written, NULL),
                     HEARSAY_OK);
    free(written.data);
    hearsay_report_free(report);
}
END_TEST

START_TEST(refusal_is_told_whatever_the_format)
{
    static const char *const formats[] = {"jsonl", "csv", "page"};
    hearsay_report *report = rows_report("a says b");
    rows_statement(report, "a", "says", "b");
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        struct written written = {.limit = 1};
        hearsay_error error = {0};
        ck_assert_int_eq(
            hearsay_report_write(report, formats[i], NULL, rows_sink, &written, &error),
            HEARSAY_WRITE_FAILED);
        ck_assert_int_eq(error.status, HEARSAY_WRITE_FAILED);
        ck_assert_uint_eq(written.size, 0);
    }
    hearsay_report_free(report);
}
END_TEST

START_TEST(every_label_has_a_name)
{
    ck_assert_str_eq(hearsay_act_name(HEARSAY_ACT_OTHER), "other");
    ck_assert_str_eq(hearsay_mode_name(HEARSAY_MODE_MIXED), "mixed");
    ck_assert_str_eq(hearsay_polarity_name(HEARSAY_POLARITY_NEGATIVE), "negative");
    ck_assert_str_eq(hearsay_story_kind_name(HEARSAY_STORY_TEASER), "teaser");
    ck_assert_str_eq(hearsay_occasion_name(HEARSAY_OCCASION_NONE), "");
    ck_assert_str_eq(hearsay_date_origin_name(HEARSAY_DATE_GIVEN), "given");
    ck_assert_str_eq(hearsay_act_name((hearsay_act)1000), "");
    ck_assert_str_eq(hearsay_mode_name((hearsay_mode)-1), "");
}
END_TEST

START_TEST(span_beyond_the_text_has_no_words)
{
    hearsay_report *report = rows_report("news");
    ck_assert_uint_eq(hearsay_report_text(report, (hearsay_span){0, 4}).size, 4);
    ck_assert_uint_eq(hearsay_report_text(report, (hearsay_span){0, 5}).size, 0);
    ck_assert_uint_eq(hearsay_report_text(report, (hearsay_span){3, 2}).size, 0);
    ck_assert_uint_eq(hearsay_report_text(report, (hearsay_span){4, 4}).size, 0);
    hearsay_report_free(report);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        empty_report_has_every_field,
        document_says_where_its_date_came_from,
        story_with_and_without_dateline,
        statement_with_parent_relay_and_pieces,
        odd_characters_are_escaped,
        another_reader_finds_the_same_text,
        scores_have_three_decimals_in_every_locale,
        largest_numbers_are_written_whole,
        sink_that_refuses_is_not_asked_again,
        unknown_format_is_wrong_usage,
        refusal_is_told_whatever_the_format,
        every_label_has_a_name,
        span_beyond_the_text_has_no_words,
    };
    return run("jsonl", tests, sizeof tests / sizeof *tests);
}
