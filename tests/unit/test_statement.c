/* SPDX-License-Identifier: Apache-2.0 */
#include "scene.h"

/* The bytes of words of the scene, as a span. */
static hearsay_span span_of(const char *words)
{
    struct hs_range range = scene_range(words);
    const struct hs_word *word = scene_language.words.word;
    return (hearsay_span){word[range.begin].span.begin, word[range.end - 1].span.end};
}

/* Gives up the stories so far, and adds one with this body. */
static hearsay_story *story_of(const char *body)
{
    scene_report->story = NULL;
    scene_report->story_count = 0;
    hearsay_story *story = rows_story(scene_report);
    story->body = rows_spans(scene_report, body);
    return story;
}

START_TEST(no_cues_are_no_rows)
{
    scene_begin("Nothing was heard .");
    scene_expect("");
    ck_assert_uint_eq(scene_report->statement_count, 0);
}
END_TEST

START_TEST(rows_come_in_the_order_of_their_first_words)
{
    scene_begin("\" A , \" said/VERB/say Ana . | Bob wrote/VERB/write b and warned/VERB/warn c .");
    scene_cue("said", "Ana", "A");
    scene_cue("wrote", "Bob", "b");
    scene_cue("warned", "Bob", "c");
    scene_expect("Ana | said | A | say direct\n"
                 "Bob | wrote | b | say indirect\n"
                 "Bob | warned | c | warn indirect\n");
}
END_TEST

START_TEST(words_that_touch_are_one_piece)
{
    scene_begin("Ana said/VERB/say a b , c d .");
    scene_cue("said", "Ana", "a … b … c d");
    scene_expect("Ana | said | a b … c d | say indirect\n");
}
END_TEST

START_TEST(a_cue_without_content_is_no_statement)
{
    scene_begin("Ana said/VERB/say .");
    scene_cue("said", "Ana", NULL);
    scene_expect("");
}
END_TEST

START_TEST(a_statement_without_source_is_one)
{
    scene_begin("It is believed/VERB/believe that fire began .");
    scene_cue("believed", NULL, "that fire began");
    scene_expect("- | believed | that fire began | believe indirect\n");
}
END_TEST

START_TEST(scores_are_those_of_the_cues)
{
    scene_begin("Ana said/VERB/say so .");
    scene_cue("said", "Ana", "so")->score = 0.25f;
    scene_expect("Ana | said | so | say indirect\n");
    ck_assert_float_eq_tol(scene_report->statement[0].score, 0.25f, 0.0001f);
}
END_TEST

START_TEST(datelines_are_in_nobodys_words)
{
    scene_begin("STRELSAU , Oct 15 ( Reuters/PROPN ) - It is safe , Ana said/VERB/say .");
    story_of("It is safe , Ana said .")->dateline.span = span_of("STRELSAU , Oct 15 ( Reuters )");
    scene_cue("said", "STRELSAU … Ana", "Reuters … - It is safe");
    scene_expect("Ana | said | It is safe | say indirect\n");
}
END_TEST

START_TEST(a_content_that_is_a_dateline_is_none)
{
    scene_begin("STRELSAU , Oct 15 - Ana said/VERB/say .");
    story_of("Ana said .")->dateline.span = span_of("STRELSAU , Oct 15");
    scene_cue("said", "Ana", "Oct 15 -");
    scene_expect("");
}
END_TEST

START_TEST(headlines_are_read)
{
    scene_begin("Ana : Port safe | The port was open .");
    story_of("The port was open .")->headline = span_of("Ana : Port safe");
    scene_cue(":", "Ana", "Port safe");
    scene_expect("Ana | : | Port safe | say indirect\n");
    ck_assert_uint_eq(scene_report->statement[0].story, 0);
}
END_TEST

START_TEST(nothing_is_read_in_boilerplate)
{
    scene_begin("Ana said/VERB/say so . | Readers say/VERB/say more here .");
    story_of("Ana said so .");
    hearsay_story *notice = rows_story(scene_report);
    notice->body = rows_spans(scene_report, "Readers say more here .");
    notice->kind = HEARSAY_STORY_BOILERPLATE;
    scene_cue("said", "Ana", "so");
    scene_cue("say", "Readers", "more here");
    scene_expect("Ana | said | so | say indirect\n");
}
END_TEST

START_TEST(nobodys_words_reach_into_another_story)
{
    scene_begin("Ana said/VERB/say so . | Bob wrote/VERB/write then .");
    story_of("Ana said so .");
    rows_story(scene_report)->body = rows_spans(scene_report, "Bob wrote then .");
    scene_cue("said", "Ana", "so . Bob");
    scene_cue("wrote", "Bob", "so … then");
    scene_expect("Ana | said | so . | say indirect\n"
                 "Bob | wrote | then | say indirect\n");
    ck_assert_uint_eq(scene_report->statement[0].story, 0);
    ck_assert_uint_eq(scene_report->statement[1].story, 1);
}
END_TEST

START_TEST(outside_of_every_story_nothing_is_read)
{
    scene_begin("Ana said/VERB/say so . | Bob slept .");
    story_of("Bob slept .");
    scene_cue("said", "Ana", "so");
    scene_expect("");
}
END_TEST

START_TEST(sentences_are_found_by_any_of_their_words)
{
    scene_begin("a b c | d | e f");
    struct hs_scene scene = scene_now();
    static const uint32_t begin[] = {0, 0, 0, 3, 4, 4}, end[] = {3, 3, 3, 4, 6, 6};
    for (uint32_t word = 0; word < 6; word++) {
        struct hs_range range = hs_scene_sentence(&scene, word);
        ck_assert_uint_eq(range.begin, begin[word]);
        ck_assert_uint_eq(range.end, end[word]);
    }
}
END_TEST

START_TEST(ranges_share_what_stands_in_both)
{
    struct hs_range outer[] = {{2, 5}, {7, 9}, {12, 20}},
                    inner[] = {{0, 3}, {4, 8}, {9, 12}, {19, 30}};
    ck_assert_uint_eq(hs_ranges_shared((struct hs_ranges){outer, 3}, (struct hs_ranges){inner, 4}),
                      4);
    ck_assert_uint_eq(hs_ranges_shared((struct hs_ranges){inner, 4}, (struct hs_ranges){outer, 3}),
                      4);
    ck_assert_uint_eq(hs_ranges_shared((struct hs_ranges){outer, 3}, (struct hs_ranges){NULL, 0}),
                      0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        no_cues_are_no_rows,
        rows_come_in_the_order_of_their_first_words,
        words_that_touch_are_one_piece,
        a_cue_without_content_is_no_statement,
        a_statement_without_source_is_one,
        scores_are_those_of_the_cues,
        datelines_are_in_nobodys_words,
        a_content_that_is_a_dateline_is_none,
        headlines_are_read,
        nothing_is_read_in_boilerplate,
        nobodys_words_reach_into_another_story,
        outside_of_every_story_nothing_is_read,
        sentences_are_found_by_any_of_their_words,
        ranges_share_what_stands_in_both,
    };
    return run("statement", tests, sizeof tests / sizeof *tests);
}
