/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "page/block.h"
#include "story/story.h"

static hearsay_text text;
static hearsay_spans blocks;
static struct hs_stories page;

static void read_page(const char *string)
{
    static struct hs_lexicon *lexicon;
    if (!lexicon)
        lexicon = hs_lexicon_new(LEXICON, NULL);
    ck_assert_ptr_nonnull(lexicon);
    text = text_of(string);
    blocks = hs_blocks_find(&memory, text);
    page = hs_stories_find(&memory, lexicon, text, blocks.span, blocks.count);
}

static void words_are(const char *what, hearsay_span span, const char *wanted)
{
    hearsay_text words = hs_text_slice(text, span);
    ck_assert_msg(hs_text_equal(words, text_of(wanted)), "%s is '%.*s', should be '%s'", what,
                  (int)words.size, words.data, wanted);
}

static void headline_is(uint32_t story, const char *wanted)
{
    ck_assert_uint_lt(story, page.count);
    words_are("headline", page.story[story].headline, wanted);
}

/* The body of a story is one piece that begins and ends so. */
static void body_is(uint32_t story, const char *begin, const char *end)
{
    const hearsay_spans body = page.story[story].body;
    ck_assert_uint_eq(body.count, 1);
    hearsay_span span = body.span[0];
    ck_assert_uint_ge(hs_span_size(span), strlen(end));
    words_are("start of body", (hearsay_span){span.begin, span.begin + (uint32_t)strlen(begin)},
              begin);
    words_are("end of body", (hearsay_span){span.end - (uint32_t)strlen(end), span.end}, end);
}

static void roles_are(const char *wanted)
{
    static const char letter[] = {'b', 'l', 'H', 'y', 't', 'x', '-'};
    ck_assert_uint_eq(blocks.count, strlen(wanted));
    for (uint32_t i = 0; i < blocks.count; i++)
        ck_assert_msg(letter[page.role[i]] == wanted[i], "block %u is %c, should be %c", i,
                      letter[page.role[i]], wanted[i]);
}

#define PARAGRAPH                                                                                  \
    "Nobody at the Harbour Office would say on Monday when the river is to be opened again to "    \
    "barges, or at "                                                                               \
    "what price, and the envoys left the hall without a word.\n\n"

START_TEST(one_blob_of_text_is_one_story_without_headline)
{
    read_page("The river was closed. Nobody knows why.");
    ck_assert_uint_eq(page.count, 1);
    headline_is(0, "");
    body_is(0, "The river", "knows why.");
    ck_assert_int_eq(page.story[0].kind, HEARSAY_STORY_REPORT);
    ck_assert_uint_eq(page.home[0], 0);
}
END_TEST

START_TEST(nothing_is_no_story)
{
    read_page("");
    ck_assert_uint_eq(page.count, 0);
    read_page("* * *\n\n---\n");
    ck_assert_uint_eq(page.count, 0);
    roles_are("--");
}
END_TEST

START_TEST(a_report_with_headline_byline_and_dateline)
{
    read_page("Envoys meet on the river\n"
              "\n"
              "By John Smith and Jane Doe\n"
              "\n"
              "STRELSAU, Oct 15 (Reuters) - The envoys of both sides met on Thursday.\n"
              "\n" PARAGRAPH "(Reporting by John Smith; Editing by Jane Doe)\n");
    ck_assert_uint_eq(page.count, 1);
    roles_are("Hylby");
    headline_is(0, "Envoys meet on the river");
    words_are("byline", page.story[0].byline, "By John Smith and Jane Doe");
    words_are("dateline", page.story[0].dateline.span, "STRELSAU, Oct 15 (Reuters)");
    ck_assert(hs_text_equal(page.story[0].dateline.date, HS_TEXT("XXXX-10-15")));
    body_is(0, "The envoys", "without a word.");
    ck_assert(!page.story[0].truncated);
}
END_TEST

START_TEST(the_agency_of_the_byline_stands_in_for_that_of_the_dateline)
{
    read_page("Envoys meet on the river\n\nBy John Smith | Reuters\n\n" PARAGRAPH);
    ck_assert(hs_text_equal(page.story[0].dateline.agency, HS_TEXT("Reuters")));
    ck_assert(hs_span_empty(page.story[0].dateline.span));
}
END_TEST

START_TEST(a_line_under_the_headline_is_body)
{
    read_page("Envoys meet on the river\n"
              "Ministry speaks of progress\n\n"
              "ZENDA — The envoys of both sides met on Thursday for the first time in two "
              "weeks.\n\n" PARAGRAPH);
    ck_assert_uint_eq(page.count, 1);
    roles_are("Hblb");
    ck_assert_uint_eq(page.story[0].body.count, 2);
    words_are("line", page.story[0].body.span[0], "Ministry speaks of progress");
}
END_TEST

/* Headline, dateline and paragraphs three times, the last one signed; then a teaser and calls to
   readers. */
static const char wire_page[] =
    "Minister: Ruritania will keep the river closed\n\n"
    "Strelsau, SANA – Ruritania will keep the river closed to barges until the spring, the "
    "minister said.\n\n" PARAGRAPH
    "Envoy of the southern neighbor: the river must be opened before the winter\n\n"
    "The envoy of the southern neighbor, Karl Sapt, said on Monday that the river must be opened "
    "to barges "
    "before the winter.\n\n" PARAGRAPH "“Nobody wins by this,” he added.\n\n"
    "Sapt, Rassendyll discuss opening of river\n\n"
    "In another context, Sapt discussed the opening of the river with Rudolf Rassendyll on the "
    "phone.\n\n" PARAGRAPH "A. Nasser/ H. Omar\n\n"
    "Check Also\n\n"
    "King presents the new ferry to the people of Zenda\n\n"
    "Zenda, SANA – The king on Friday presented the new …\n\n"
    "Follow us on Twitter\n"
    "Copyright © 2015 SANA. All rights reserved.\n";

START_TEST(a_wire_page_has_several_stories)
{
    read_page(wire_page);
    roles_are("HlbHbbbHbbytHlxx");
    ck_assert_uint_eq(page.count, 5);
    headline_is(1, "Envoy of the southern neighbor: the river must be opened before the winter");
    headline_is(2, "Sapt, Rassendyll discuss opening of river");
    body_is(0, "Ruritania will keep", "without a word.");
    body_is(1, "The envoy", "he added.");
    body_is(2, "In another context", "without a word.");
    words_are("byline", page.story[2].byline, "A. Nasser/ H. Omar");
    ck_assert(hs_span_empty(page.story[0].byline));
}
END_TEST

START_TEST(a_teaser_is_a_story_that_was_cut)
{
    read_page(wire_page);
    ck_assert_int_eq(page.story[3].kind, HEARSAY_STORY_TEASER);
    ck_assert(page.story[3].truncated);
    headline_is(3, "King presents the new ferry to the people of Zenda");
    ck_assert(hs_text_equal(page.story[3].dateline.place, HS_TEXT("Zenda")));
    body_is(3, "The king on", "the new …");
}
END_TEST

START_TEST(boilerplate_at_the_foot_is_one_story)
{
    read_page(wire_page);
    ck_assert_int_eq(page.story[4].kind, HEARSAY_STORY_BOILERPLATE);
    body_is(4, "Follow us", "All rights reserved.");
}
END_TEST

START_TEST(subheadings_do_not_part_a_report)
{
    read_page("Envoys meet on the river\n\n" PARAGRAPH "The polls\n\n" PARAGRAPH
              "What comes next?\n\n" PARAGRAPH "1. A long way to the bridge of Zenda\n\n" PARAGRAPH
              "He said this:\n\n" PARAGRAPH);
    ck_assert_uint_eq(page.count, 1);
    roles_are("Hbbbbbbbbb");
}
END_TEST

START_TEST(a_dateline_further_down_begins_another_report)
{
    read_page("STRELSAU (Reuters) - The envoys of both sides met on Thursday, and were "
              "silent.\n\n" PARAGRAPH "Talks fail\n\n"
              "ZENDA (AFP) – The talks in Zenda have failed, an envoy said.\n\n" PARAGRAPH
              "HENTZAU (AP) — A ferry ran aground at the bar on Thursday, and nobody was "
              "hurt.\n\n" PARAGRAPH);
    ck_assert_uint_eq(page.count, 3);
    headline_is(1, "Talks fail");
    headline_is(2, "");
    ck_assert(hs_text_equal(page.story[2].dateline.agency, HS_TEXT("AP")));
}
END_TEST

START_TEST(a_pointer_within_a_report_parts_its_body)
{
    read_page("Envoys meet on the river\n\n" PARAGRAPH
              "Read more: King presents the new ferry\n\n" PARAGRAPH);
    roles_are("Hbtb");
    ck_assert_uint_eq(page.count, 2);
    ck_assert_uint_eq(page.story[0].body.count, 2);
    headline_is(1, "King presents the new ferry");
    ck_assert_int_eq(page.story[1].kind, HEARSAY_STORY_TEASER);
    ck_assert_uint_eq(page.home[3], 0);
}
END_TEST

START_TEST(a_list_of_pointers_is_a_teaser_each_and_the_report_goes_on)
{
    read_page("Envoys meet on the river\n\n" PARAGRAPH "Related:\n\nKing presents the new ferry\n\n"
              "Harbour Office denies all\n\n" PARAGRAPH PARAGRAPH);
    roles_are("HbtHHbb");
    ck_assert_uint_eq(page.count, 3);
    ck_assert_uint_eq(page.home[5], 0);
    ck_assert_uint_eq(page.story[0].body.count, 2);
}
END_TEST

START_TEST(a_rule_between_paragraphs_does_not_part_the_body)
{
    read_page("Envoys meet on the river\n\n" PARAGRAPH "___\n\n" PARAGRAPH "* * *\n");
    roles_are("Hb-b-");
    body_is(0, "Nobody", "without a word.");
}
END_TEST

START_TEST(a_speaker_who_trails_off_was_not_cut)
{
    read_page("Envoys meet on the river\n\n" PARAGRAPH "“We had hoped,” he said, “but then …”");
    ck_assert(!page.story[0].truncated);
    read_page("Envoys meet on the river\n\n" PARAGRAPH "The minister said on Monday that the […]");
    ck_assert(page.story[0].truncated);
}
END_TEST

START_TEST(a_headline_may_end_as_archives_write_it)
{
    read_page("Envoys Meet on the River of Zenda.\n\n" PARAGRAPH);
    headline_is(0, "Envoys Meet on the River of Zenda.");
    read_page("Envoys meet on the river; \nKing is silent\n\n" PARAGRAPH);
    headline_is(0, "Envoys meet on the river;");
    read_page("It was a quiet day.\n\n" PARAGRAPH);
    headline_is(0, "");
}
END_TEST

START_TEST(what_stands_above_the_headline_is_boilerplate)
{
    read_page("World News | Thu Oct 15, 2015 3:18pm EDT\n"
              "Harbour Office silent on opening of river\n"
              "ZENDA | By John Smith\n\n" PARAGRAPH PARAGRAPH);
    roles_are("xHybb");
    headline_is(1, "Harbour Office silent on opening of river");
    read_page("From: John Smith\nSubject: River\n\nFOR IMMEDIATE RELEASE\n\n"
              "Harbour Office silent on opening of river\n\n" PARAGRAPH);
    roles_are("xxxHb");
}
END_TEST

static uint32_t stories_of(const char *unit, size_t times)
{
    size_t size = strlen(unit);
    char *string = hs_arena_alloc(&memory, size * times + 1);
    for (size_t i = 0; i < times; i++)
        memcpy(string + i * size, unit, size);
    read_page(string);
    return page.count;
}

START_TEST(large_inputs_take_linear_time)
{
    ck_assert_uint_eq(stories_of("\n", 1000000), 0);
    ck_assert_uint_eq(stories_of("-", 1000000), 0);
    ck_assert_uint_eq(stories_of("-\n", 1000000), 0);
    ck_assert_uint_eq(stories_of("word ", 10 << 20), 1);
    stories_of("Talks fail\n", 100000);
    stories_of("Related\n", 100000);
    stories_of("By John Smith\n", 50000);
    stories_of("MOSCOW (AP) - " PARAGRAPH, 10000);
    stories_of("(\n", 100000);
}
END_TEST

int main(void)
{
    const TTest *const test[] = {
        one_blob_of_text_is_one_story_without_headline,
        nothing_is_no_story,
        a_report_with_headline_byline_and_dateline,
        the_agency_of_the_byline_stands_in_for_that_of_the_dateline,
        a_line_under_the_headline_is_body,
        a_wire_page_has_several_stories,
        a_teaser_is_a_story_that_was_cut,
        boilerplate_at_the_foot_is_one_story,
        subheadings_do_not_part_a_report,
        a_dateline_further_down_begins_another_report,
        a_pointer_within_a_report_parts_its_body,
        a_list_of_pointers_is_a_teaser_each_and_the_report_goes_on,
        a_rule_between_paragraphs_does_not_part_the_body,
        a_speaker_who_trails_off_was_not_cut,
        a_headline_may_end_as_archives_write_it,
        what_stands_above_the_headline_is_boilerplate,
        large_inputs_take_linear_time,
    };
    return run("story", test, sizeof test / sizeof *test);
}
