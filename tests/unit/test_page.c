/* SPDX-License-Identifier: Apache-2.0 */
#include "rows.h"
#include "write/layout.h"

static char *write_page(const hearsay_report *report, uint32_t width, bool colour)
{
    struct written written = {0};
    struct hs_sink sink;
    struct hs_arena scratch;
    hs_arena_init(&scratch, 1 << 30, &rows_recovery);
    hs_sink_init(&sink, rows_sink, &written);
    hs_page_write(&sink, report, &(hearsay_layout){width, colour}, &scratch);
    ck_assert(hs_sink_flush(&sink));
    hs_arena_release(&scratch);
    return written.data;
}

static hearsay_report *peskov(void)
{
    hearsay_report *report =
        rows_report("Peskov: all is well\nMoscow, SANA – SPUTNIK quoted Peskov as saying “all is "
                    "well, and the minister denied that anything had happened”.");
    report->document.published = HS_TEXT("2015-10-15");
    hearsay_story *story = rows_story(report);
    story->headline = rows_span(report, "Peskov: all is well");
    story->dateline = (hearsay_dateline){.place = HS_TEXT("Moscow"),
                                         .agency = HS_TEXT("SANA"),
                                         .span = rows_span(report, "Moscow, SANA")};
    hearsay_statement *first =
        rows_statement(report, "Peskov", NULL,
                       "“all is well, and the minister denied that anything had happened”");
    first->cue = rows_pieces(report, "quoted", "as saying");
    first->mode = HEARSAY_MODE_DIRECT;
    first->score = 0.97f;
    rows_via(report, first, "SPUTNIK");
    hearsay_statement *inner =
        rows_statement(report, "the minister", "denied", "that anything had happened");
    inner->parent = 0;
    inner->act = HEARSAY_ACT_DENY;
    inner->occasion = HEARSAY_OCCASION_INTERVIEW;
    return report;
}

static hearsay_statement *outer(const hearsay_report *report)
{
    return (hearsay_statement *)report->statement;
}

START_TEST(page_of_sixty_columns)
{
    hearsay_report *report = peskov();
    char *page = write_page(report, 60, false);
    rows_expect(page, "━━ d ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 2015-10-15 ━━\n"
                      "1 story · 2 statements\n"
                      "\n"
                      "Peskov: all is well\n"
                      "Moscow · SANA\n"
                      "\n"
                      "── 1 · Peskov · quoted … as saying ──── say · direct  97% ──\n"
                      "   “all is well, and the minister denied that anything had\n"
                      "   happened”\n"
                      "   SANA → SPUTNIK → Peskov\n"
                      "   │\n"
                      "   ├─ 2 · the minister · denied ──── deny · indirect  50% ──\n"
                      "   │  that anything had happened\n"
                      "   │  SANA → SPUTNIK → Peskov → the minister · interview\n"
                      "\n");
    free(page);
    hearsay_report_free(report);
}
END_TEST

/* Columns of the widest line, and whether a line ends in a blank. */
static uint32_t widest(const char *page, bool *blank)
{
    uint32_t most = 0;
    *blank = false;
    for (const char *line = page; *line;) {
        size_t size = strcspn(line, "\n");
        uint32_t columns = 0;
        for (size_t at = 0; at < size;)
            columns += hs_char_width(hs_text_next((hearsay_text){line, size}, &at));
        most = columns > most ? columns : most;
        *blank |= size && line[size - 1] == ' ';
        line += size + (line[size] == '\n');
    }
    return most;
}

START_TEST(no_line_is_wider_than_the_page)
{
    hearsay_report *report = peskov();
    report->document.outlet =
        HS_TEXT("A newspaper with a name that no masthead in the world would ever hold, and more");
    report->document.title =
        HS_TEXT("和平会谈于周四在日内瓦举行，双方代表出席了会议。 été "
                "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂");
    report->document.published = HS_TEXT("2015-10-15T12:30:00+02:00 or thereabouts");
    outer(report)->source = outer(report)->content;
    for (uint32_t width = 40; width <= 130; width++) {
        bool blank;
        char *page = write_page(report, width, false);
        ck_assert_uint_le(widest(page, &blank), width);
        ck_assert(!blank);
        free(page);
    }
    hearsay_report_free(report);
}
END_TEST

START_TEST(colour_adds_nothing_but_sequences)
{
    hearsay_report *report = peskov();
    char *plain = write_page(report, 72, false), *coloured = write_page(report, 72, true);
    char *to = coloured;
    for (const char *from = coloured; *from; from++) {
        if (*from == '\033')
            from = strchr(from, 'm');
        else
            *to++ = *from;
    }
    ck_assert_ptr_nonnull(strstr(coloured, "Peskov"));
    *to = '\0';
    rows_expect(coloured, plain);
    free(plain);
    free(coloured);
    hearsay_report_free(report);
}
END_TEST

START_TEST(colour_ends_where_a_line_ends)
{
    hearsay_report *report = peskov();
    char *page = write_page(report, 40, true);
    bool styled = false;
    for (const char *at = page; *at; at++) {
        if (*at == '\033')
            styled = strncmp(at, "\033[0m", 4) != 0;
        ck_assert(*at != '\n' || !styled);
    }
    free(page);
    hearsay_report_free(report);
}
END_TEST

START_TEST(controls_never_reach_the_terminal)
{
    static const char text[] = "a\x1b[31mb\x07 \x7f \xc2\x9b"
                               "1m \xe2\x80\xae"
                               "evil\0x\rhidden \xff";
    hearsay_report *report = rows_report("");
    report->document.text = (hearsay_text){text, sizeof text - 1};
    report->document.id = HS_TEXT("\x1b]0;title\x07");
    hearsay_statement *statement = rows_statement(report, NULL, NULL, NULL);
    statement->content = (hearsay_spans){&(hearsay_span){0, sizeof text - 1}, 1};
    char *page = write_page(report, 80, false);
    for (const char *at = page; *at; at++)
        ck_assert_msg((unsigned char)*at >= 0x20 || *at == '\n', "control %d", *at);
    ck_assert_ptr_null(strstr(page, "\xc2\x9b"));
    ck_assert_ptr_null(strstr(page, "\xe2\x80\xae"));
    ck_assert_ptr_nonnull(strstr(page, "a␛[31mb␇ ␡ \xef\xbf\xbd"
                                       "1m evil␀x hidden \xef\xbf\xbd\n"));
    ck_assert_ptr_nonnull(strstr(page, "━━ ␛]0;title␇ ━"));
    free(page);
    hearsay_report_free(report);
}
END_TEST

START_TEST(chinese_wraps_without_blanks)
{
    hearsay_report *report =
        rows_report("发言人说，各方应当保持克制，避免局势进一步升级，并尽快恢复和平谈判。");
    hearsay_statement *statement = rows_statement(report, "发言人", "说", NULL);
    statement->content =
        rows_spans(report, "各方应当保持克制，避免局势进一步升级，并尽快恢复和平谈判。");
    char *page = write_page(report, 40, false);
    ck_assert_ptr_nonnull(strstr(page, "   各方应当保持克制，避免局势进一步升\n"
                                       "   级，并尽快恢复和平谈判。\n"));
    free(page);
    hearsay_report_free(report);
}
END_TEST

START_TEST(word_longer_than_a_line_is_broken)
{
    hearsay_report *report = rows_report(
        "see https://example.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa end");
    rows_statement(report, NULL, NULL,
                   "see https://example.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa end");
    char *page = write_page(report, 40, false);
    ck_assert_ptr_nonnull(strstr(page, "   see\n"
                                       "   https://example.org/aaaaaaaaaaaaaaaaa\n"
                                       "   aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa end\n"));
    free(page);
    hearsay_report_free(report);
}
END_TEST

START_TEST(deep_nesting_stays_on_the_page)
{
    enum { DEPTH = 20000 };
    hearsay_report *report = rows_report("he said she said it");
    for (uint32_t i = 0; i < DEPTH; i++) {
        hearsay_statement *statement = rows_statement(report, "he", "said", "she said it");
        statement->parent = i ? i - 1 : HEARSAY_NONE;
    }
    bool blank;
    char *page = write_page(report, 80, false);
    ck_assert_uint_le(widest(page, &blank), 80);
    ck_assert_ptr_nonnull(strstr(page, "20000 · he"));
    ck_assert_ptr_nonnull(strstr(page, "this page → … → he → he"));
    free(page);
    hearsay_report_free(report);
}
END_TEST

START_TEST(statements_stand_under_their_story_and_parent)
{
    hearsay_report *report = rows_report("one two he said");
    rows_story(report)->headline = rows_span(report, "one");
    rows_story(report)->headline = rows_span(report, "two");
    rows_statement(report, "he", "said", "two")->parent = 2; /* begins before its parent */
    rows_statement(report, "he", "said", "two")->story = 1;
    rows_statement(report, "he", "said", "two");
    char *page = write_page(report, 80, false);
    const char *third = strstr(page, "── 3 ·"), *first = strstr(page, "├─ 1 ·"),
               *second = strstr(page, "── 2 ·");
    ck_assert(third && first && second);
    ck_assert(third < first && first < second && strstr(page, "\ntwo\n") < second);
    free(page);
    hearsay_report_free(report);
}
END_TEST

START_TEST(negative_and_unnamed_are_said)
{
    hearsay_report *report = rows_report("it was not confirmed that he left");
    hearsay_statement *statement =
        rows_statement(report, NULL, "was not confirmed", "that he left");
    statement->act = HEARSAY_ACT_CONFIRM;
    statement->polarity = HEARSAY_POLARITY_NEGATIVE;
    char *page = write_page(report, 80, false);
    ck_assert_ptr_nonnull(strstr(page, "── 1 · unnamed · was not confirmed ─"));
    ck_assert_ptr_nonnull(strstr(page, "─ not confirm · indirect  50% ──\n"));
    ck_assert_ptr_nonnull(strstr(page, "this page → unnamed\n"));
    free(page);
    hearsay_report_free(report);
}
END_TEST

START_TEST(outlet_and_agency_both_stand_in_the_chain)
{
    hearsay_report *report = peskov();
    report->document.outlet = HS_TEXT("The Daily Star");
    char *page = write_page(report, 80, false);
    ck_assert_ptr_nonnull(strstr(page, "   The Daily Star → SANA → SPUTNIK → Peskov\n"));
    free(page);
    hearsay_report_free(report);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        page_of_sixty_columns,
        no_line_is_wider_than_the_page,
        colour_adds_nothing_but_sequences,
        colour_ends_where_a_line_ends,
        controls_never_reach_the_terminal,
        chinese_wraps_without_blanks,
        word_longer_than_a_line_is_broken,
        deep_nesting_stays_on_the_page,
        statements_stand_under_their_story_and_parent,
        negative_and_unnamed_are_said,
        outlet_and_agency_both_stand_in_the_chain,
    };
    return run("page", tests, sizeof tests / sizeof *tests);
}
