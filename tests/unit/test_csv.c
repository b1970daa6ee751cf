/* SPDX-License-Identifier: Apache-2.0 */
#include "rows.h"

static void expect(const hearsay_report *report, const char *wanted)
{
    struct written written = {0};
    struct hs_sink sink;
    hs_sink_init(&sink, rows_sink, &written);
    hs_csv_write(&sink, report);
    ck_assert(hs_sink_flush(&sink));
    rows_expect(written.data ? written.data : "", wanted);
    free(written.data);
}

START_TEST(report_without_statements_has_no_lines)
{
    hearsay_report *report = rows_report("nothing said");
    expect(report, "");
    hearsay_report_free(report);
}
END_TEST

START_TEST(plain_texts_stand_bare)
{
    hearsay_report *report = rows_report("Peskov affirmed that all is well");
    hearsay_statement *statement = rows_statement(report, "Peskov", "affirmed", "that all is well");
    statement->occasion = HEARSAY_OCCASION_POST;
    expect(report, "d,s1,0,,say,indirect,positive,post,,Peskov,affirmed,that all is "
                   "well,0-6,7-15,16-32,0.500\r\n");
    hearsay_report_free(report);
}
END_TEST

START_TEST(commas_quotes_and_line_ends_are_quoted)
{
    hearsay_report *report = rows_report("he,\nshe said \"no\"\r");
    report->document.id = HS_TEXT("a,b");
    rows_statement(report, "he,\nshe", "said", "\"no\"\r");
    expect(report, "\"a,b\",s1,0,,say,indirect,positive,,,\"he,\nshe\",said,\"\"\"no\"\"\r\",0-7,8-"
                   "12,13-18,0.500\r\n");
    hearsay_report_free(report);
}
END_TEST

START_TEST(pieces_are_joined_and_parents_named)
{
    hearsay_report *report = rows_report("A, B; c d");
    rows_statement(report, "A", NULL, "c");
    hearsay_statement *inner = rows_statement(report, NULL, NULL, NULL);
    inner->content = rows_pieces(report, "A,", "c");
    inner->parent = 0;
    inner->story = HEARSAY_NONE;
    rows_via(report, inner, "A, B");
    expect(report, "d,s1,0,,say,indirect,positive,,,A,,c,0-1,,6-7,0.500\r\n"
                   "d,s2,,s1,say,indirect,positive,,\"A, B\",,,\"A, … c\",,,0-2;6-7,0.500\r\n");
    hearsay_report_free(report);
}
END_TEST

START_TEST(nul_does_not_end_a_field)
{
    static const char text[] = "he\0re said so";
    hearsay_report *report = rows_report("");
    report->document.text = (hearsay_text){text, sizeof text - 1};
    hearsay_statement *statement = rows_statement(report, NULL, NULL, NULL);
    statement->source = (hearsay_spans){&(hearsay_span){0, 5}, 1};
    expect(report, "d,s1,0,,say,indirect,positive,,,he\xef\xbf\xbdre,,,0-5,,,0.500\r\n");
    hearsay_report_free(report);
}
END_TEST

START_TEST(lines_have_as_many_fields_as_the_header)
{
    hearsay_report *report = rows_report("abc");
    rows_statement(report, "a", "b", "c");
    struct written written = {0};
    struct hs_sink sink;
    hs_sink_init(&sink, rows_sink, &written);
    hs_sink_text(&sink, hs_csv_header());
    hs_csv_write(&sink, report);
    hs_sink_flush(&sink);
    int commas[2] = {0}, line = 0;
    for (const char *at = written.data; *at; at++) {
        commas[line] += *at == ',';
        line += *at == '\n' && at[1];
    }
    ck_assert_int_eq(line, 1);
    ck_assert_int_eq(commas[0], commas[1]);
    free(written.data);
    hearsay_report_free(report);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        report_without_statements_has_no_lines,
        plain_texts_stand_bare,
        commas_quotes_and_line_ends_are_quoted,
        pieces_are_joined_and_parents_named,
        nul_does_not_end_a_field,
        lines_have_as_many_fields_as_the_header,
    };
    return run("csv", tests, sizeof tests / sizeof *tests);
}
