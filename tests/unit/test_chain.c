/* SPDX-License-Identifier: Apache-2.0 */
#include "scene.h"

#include "meaning/chain.h"

/* ---- nesting */

START_TEST(a_statement_within_a_content_has_a_parent)
{
    scene_begin(
        "The minister said/VERB/say that Kravonia/PROPN denied/VERB/deny shelling the port .");
    scene_cue("said", "The minister", "that Kravonia denied shelling the port");
    scene_cue("denied", "Kravonia", "shelling the port");
    scene_expect("The minister | said | that Kravonia denied shelling the port | say indirect\n"
                 "0> Kravonia | denied | shelling the port | deny indirect\n");
}
END_TEST

START_TEST(the_innermost_of_two_is_the_parent)
{
    scene_begin("Ana says/VERB/say Bob said/VERB/say Cyd denied/VERB/deny it was so .");
    scene_cue("says", "Ana", "Bob said Cyd denied it was so");
    scene_cue("said", "Bob", "Cyd denied it was so");
    scene_cue("denied", "Cyd", "it was so");
    scene_expect("Ana | says | Bob said Cyd denied it was so | say indirect\n"
                 "0> Bob | said | Cyd denied it was so | say indirect\n"
                 "1> Cyd | denied | it was so | deny indirect\n");
}
END_TEST

START_TEST(parents_stand_before_children_though_their_cue_comes_later)
{
    scene_begin("Ana denied/VERB/deny it was so , said/VERB/say Bob .");
    scene_cue("denied", "Ana", "it was so");
    scene_cue("said", "Bob", "Ana denied it was so");
    scene_expect("Bob | said | Ana denied it was so | say indirect\n"
                 "0> Ana | denied | it was so | deny indirect\n");
}
END_TEST

START_TEST(parents_stand_before_children_though_their_source_stands_first)
{
    scene_begin("Ana spoke . | Bob said/VERB/say she denied/VERB/deny it was so .");
    scene_cue("said", "Bob", "she denied it was so");
    scene_cue("denied", "Ana", "it was so");
    scene_expect("Bob | said | she denied it was so | say indirect\n"
                 "0> Ana | denied | it was so | deny indirect\n");
}
END_TEST

START_TEST(equal_contents_do_not_nest)
{
    scene_begin("Ana said/VERB/say and wrote/VERB/write it was so .");
    scene_cue("said", "Ana", "wrote it was so");
    scene_cue("wrote", "Ana", "said … it was so");
    scene_expect("Ana | said | wrote it was so | say indirect\n"
                 "Ana | wrote | said … it was so | say indirect\n");
}
END_TEST

START_TEST(two_that_hold_the_cue_of_each_other_make_no_circle)
{
    scene_begin("Ana said/VERB/say Bob wrote/VERB/write it was so .");
    scene_cue("said", "Ana", "Bob wrote it was so");
    scene_cue("wrote", "Bob", "said … it was so");
    scene_expect("Ana | said | Bob wrote it was so | say indirect\n"
                 "Bob | wrote | said … it was so | say indirect\n");
}
END_TEST

START_TEST(a_content_without_the_cue_is_no_parent)
{
    scene_begin("Ana said/VERB/say and wrote/VERB/write it was so then .");
    scene_cue("said", "Ana", "it was so then");
    scene_cue("wrote", "Ana", "it was so");
    scene_expect("Ana | said | it was so then | say indirect\n"
                 "Ana | wrote | it was so | say indirect\n");
}
END_TEST

START_TEST(four_fifths_of_a_content_are_enough_and_the_rest_goes)
{
    scene_begin("Ana said/VERB/say Bob wrote/VERB/write a b c d , e .");
    scene_cue("said", "Ana", "Bob wrote a b c d");
    scene_cue("wrote", "Bob", "a b c d … e");
    scene_expect("Ana | said | Bob wrote a b c d | say indirect\n"
                 "0> Bob | wrote | a b c d | say indirect\n");
}
END_TEST

START_TEST(less_than_four_fifths_are_not)
{
    scene_begin("Ana said/VERB/say Bob wrote/VERB/write a b c , d .");
    scene_cue("said", "Ana", "Bob wrote a b c");
    scene_cue("wrote", "Bob", "a b c … d");
    scene_expect("Ana | said | Bob wrote a b c | say indirect\n"
                 "Bob | wrote | a b c … d | say indirect\n");
}
END_TEST

START_TEST(an_inner_cue_without_a_parent_goes_with_all_that_it_holds)
{
    scene_begin("Ana hopes/VERB/hope Bob wrote/VERB/write it was so . | Cyd said/VERB/say Dan "
                "fears/VERB/fear rain .");
    scene_inner_cue("hopes", "Ana", "Bob wrote it was so");
    scene_inner_cue("wrote", "Bob", "it was so");
    scene_cue("said", "Cyd", "Dan fears rain");
    scene_inner_cue("fears", "Dan", "rain");
    scene_expect("Cyd | said | Dan fears rain | say indirect\n"
                 "0> Dan | fears | rain | believe indirect\n");
}
END_TEST

/* One statement whose content holds COUNT others, each "said WORD". */
START_TEST(a_parent_is_looked_for_within_reach)
{
    enum { COUNT = HS_CHAIN_REACH + 4 };
    char marked[64 * COUNT] = "Ana said/VERB/say";
    char content[64 * COUNT] = "";
    for (int n = 0; n < COUNT; n++) {
        size_t size = strlen(marked), used = strlen(content);
        snprintf(marked + size, sizeof marked - size, " b%d/VERB/say c%d", n, n);
        snprintf(content + used, sizeof content - used, "%sb%d c%d", n ? " " : "", n, n);
    }
    scene_begin(marked);
    scene_cue("said", "Ana", content);
    for (int n = 0; n < COUNT; n++) {
        char cue[16], told[16];
        snprintf(cue, sizeof cue, "b%d", n);
        snprintf(told, sizeof told, "c%d", n);
        scene_inner_cue(cue, NULL, told);
    }
    struct hs_scene scene = scene_now();
    hs_statements_find(scene_report, scene.lexicon, &scene_language, scene.quotes);
    ck_assert_uint_eq(scene_report->statement_count, 1 + HS_CHAIN_REACH);
}
END_TEST

/* ---- relays */

START_TEST(quoted_as_saying_makes_the_other_the_source)
{
    scene_begin("The Daily/PROPN Bell/PROPN quoted/VERB/quote the mayor as saying/VERB/say/VBG the "
                "port was safe .");
    scene_cue("quoted", "The Daily Bell", "the port was safe");
    scene_expect(
        "the mayor | quoted … as saying | the port was safe | say indirect via Daily Bell\n");
}
END_TEST

START_TEST(quoted_as_saying_by_nobody_known_has_no_relay)
{
    scene_begin("He quoted/VERB/quote the mayor as saying/VERB/say/VBG the port was safe .");
    scene_cue("quoted", "He", "the mayor … the port was safe");
    scene_expect("the mayor | quoted … as saying | the port was safe | say indirect\n");
}
END_TEST

START_TEST(quoted_without_as_saying_stays)
{
    scene_begin("The Daily/PROPN Bell/PROPN quoted/VERB/quote the mayor at length .");
    scene_cue("quoted", "The Daily Bell", "the mayor");
    scene_expect("The Daily Bell | quoted | the mayor | say indirect\n");
}
END_TEST

START_TEST(a_quoting_that_keeps_no_content_leaves_its_children_without)
{
    scene_begin(
        "Ana spoke . | He quoted/VERB/quote Ana who said/VERB/say so as saying/VERB/say/VBG .");
    scene_cue("quoted", "He", "Ana who said so");
    scene_cue("said", "Ana", "so");
    scene_expect("Ana | said | so | say indirect\n");
}
END_TEST

START_TEST(was_quoted_as_saying_leaves_the_source)
{
    scene_begin("The mayor was quoted/VERB/quote as saying/VERB/say/VBG the port was safe .");
    scene_cue("quoted as saying", "The mayor", "the port was safe");
    scene_expect("The mayor | quoted as saying | the port was safe | say indirect\n");
}
END_TEST

START_TEST(was_quoted_by_an_outlet_as_saying_leaves_the_source)
{
    scene_begin("The mayor was/AUX quoted/VERB/quote by/ADP the Daily/PROPN Bell/PROPN as "
                "saying/VERB/say/VBG it was safe .");
    scene_hang("was", "aux:pass", "quoted");
    scene_hang("Bell", "obl:agent", "quoted");
    scene_hang("Daily", "compound", "Bell");
    scene_cue("quoted", "The mayor", "it was safe");
    scene_expect("The mayor | quoted | it was safe | say indirect via Daily Bell\n");
}
END_TEST

START_TEST(told_an_outlet)
{
    scene_begin(
        "\" They took the boats , \" a fisherman told/VERB/tell Radio/PROPN Meridian/PROPN .");
    scene_hang("Radio", "iobj", "told");
    scene_hang("Meridian", "flat", "Radio");
    scene_cue("told", "a fisherman", "They took the boats");
    scene_expect("a fisherman | told | They took the boats | say direct via Radio Meridian\n");
}
END_TEST

START_TEST(told_somebody_is_no_relay)
{
    scene_begin("Ana told/VERB/tell Bob/PROPN Roy/PROPN the port was safe .");
    scene_hang("Bob", "iobj", "told");
    scene_hang("Roy", "flat", "Bob");
    scene_cue("told", "Ana", "the port was safe");
    scene_expect("Ana | told | the port was safe | say indirect\n");
}
END_TEST

START_TEST(in_an_interview_with_an_outlet)
{
    scene_begin("Ana said/VERB/say in an interview with/ADP Reuters/PROPN the port was safe .");
    scene_hang("interview", "obl", "said");
    scene_hang("Reuters", "nmod", "interview");
    scene_cue("said", "Ana", "the port was safe");
    scene_expect("Ana | said | the port was safe | say indirect via Reuters at interview\n");
}
END_TEST

START_TEST(an_outlet_elsewhere_in_the_tree_is_no_relay)
{
    scene_begin("Ana , who sued/VERB/sue Reuters/PROPN , said/VERB/say the port was safe .");
    scene_hang("Reuters", "obj", "sued");
    scene_hang("sued", "acl:relcl", "Ana");
    scene_hang("Ana", "nsubj", "said");
    scene_cue("said", "Ana", "the port was safe");
    scene_expect("Ana | said | the port was safe | say indirect\n");
}
END_TEST

START_TEST(an_outlet_that_is_spoken_of_is_no_relay)
{
    scene_begin("Ana told/VERB/tell us about Reuters/PROPN .");
    scene_hang("Reuters", "obl", "told");
    scene_cue("told", "Ana", "about Reuters");
    scene_expect("Ana | told | about Reuters | say indirect\n");
}
END_TEST

START_TEST(the_other_outlet_of_a_pair_counts_too)
{
    scene_begin("Ana told/VERB/tell Reuters/PROPN and AFP/PROPN the port was safe .");
    scene_hang("Reuters", "iobj", "told");
    scene_hang("AFP", "conj", "Reuters");
    scene_cue("told", "Ana", "the port was safe");
    scene_expect("Ana | told | the port was safe | say indirect via AFP, Reuters\n");
}
END_TEST

/* ---- folding */

START_TEST(according_to_an_outlet_somebody_said_is_one_row)
{
    scene_begin("According/VERB/accord to/ADP the weekly Lantern/PROPN , Orlo said/VERB/say it had "
                "stalled .");
    scene_cue("According to", "the weekly Lantern", "Orlo said it had stalled");
    scene_cue("said", "Orlo", "it had stalled");
    scene_expect("Orlo | said | it had stalled | say indirect via Lantern\n");
}
END_TEST

START_TEST(a_relay_that_adds_words_of_its_own_stays)
{
    scene_begin("According to/ADP the weekly Lantern/PROPN , the town fell at dawn and Orlo "
                "said/VERB/say it had stalled .");
    scene_cue("According to", "the weekly Lantern",
              "the town fell at dawn and Orlo said it had stalled");
    scene_cue("said", "Orlo", "it had stalled");
    scene_expect("the weekly Lantern | According to | the town fell at dawn and Orlo said it had "
                 "stalled | say indirect\n"
                 "0> Orlo | said | it had stalled | say indirect\n");
}
END_TEST

START_TEST(who_is_no_outlet_relays_nothing)
{
    scene_begin("According to/ADP the doctor , Orlo said/VERB/say it had stalled .");
    scene_cue("According to", "the doctor", "Orlo said it had stalled");
    scene_cue("said", "Orlo", "it had stalled");
    scene_expect("the doctor | According to | Orlo said it had stalled | say indirect\n"
                 "0> Orlo | said | it had stalled | say indirect\n");
}
END_TEST

START_TEST(who_works_for_an_outlet_is_no_outlet)
{
    scene_begin("Reuters/PROPN reporter Ana said/VERB/say Orlo wrote/VERB/write it had stalled .");
    scene_cue("said", "Reuters reporter Ana", "Orlo wrote it had stalled");
    scene_cue("wrote", "Orlo", "it had stalled");
    scene_expect("Reuters reporter Ana | said | Orlo wrote it had stalled | say indirect\n"
                 "0> Orlo | wrote | it had stalled | say indirect\n");
}
END_TEST

START_TEST(what_is_told_by_nobody_is_not_relayed)
{
    scene_begin("Reuters/PROPN reported/VERB/report it is said/VERB/say that it had stalled .");
    scene_cue("reported", "Reuters", "it is said that it had stalled");
    scene_cue("said", NULL, "that it had stalled");
    scene_expect("Reuters | reported | it is said that it had stalled | say indirect\n"
                 "0> - | said | that it had stalled | say indirect\n");
}
END_TEST

START_TEST(a_folded_row_leaves_its_children_to_its_own_parent)
{
    scene_begin("Ana says/VERB/say Reuters/PROPN reported/VERB/report Orlo said/VERB/say it "
                "stalled though Roy denies/VERB/deny it .");
    scene_cue("says", "Ana", "Reuters reported Orlo said it stalled though Roy denies it");
    scene_cue("reported", "Reuters", "Orlo said it stalled though Roy denies");
    scene_cue("said", "Orlo", "it stalled");
    scene_cue("denies", "Roy", "though");
    scene_expect(
        "Ana | says | Reuters reported Orlo said it stalled though Roy denies it | say indirect\n"
        "0> Orlo | said | it stalled | say indirect via Reuters\n"
        "0> Roy | denies | though | deny indirect\n");
}
END_TEST

START_TEST(relays_of_relays_stand_outermost_first)
{
    scene_begin("AFP/PROPN says/VERB/say Reuters/PROPN reported/VERB/report Orlo told/VERB/tell "
                "Xinhua/PROPN it had stalled .");
    scene_hang("Xinhua", "iobj", "told");
    scene_cue("says", "AFP", "Reuters reported Orlo told Xinhua it had stalled");
    scene_cue("reported", "Reuters", "Orlo told Xinhua it had stalled");
    scene_cue("told", "Orlo", "it had stalled");
    scene_expect("Orlo | told | it had stalled | say indirect via AFP, Reuters, Xinhua\n");
}
END_TEST

START_TEST(relays_behind_the_words_stand_outermost_first)
{
    scene_begin("Orlo said/VERB/say it had stalled , Reuters/PROPN reported/VERB/report , "
                "AFP/PROPN says/VERB/say .");
    scene_cue("said", "Orlo", "it had stalled");
    scene_cue("reported", "Reuters", "Orlo said it had stalled");
    scene_cue("says", "AFP", "Orlo said it had stalled , Reuters reported");
    scene_expect("Orlo | said | it had stalled | say indirect via AFP, Reuters\n");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_statement_within_a_content_has_a_parent,
        the_innermost_of_two_is_the_parent,
        parents_stand_before_children_though_their_cue_comes_later,
        parents_stand_before_children_though_their_source_stands_first,
        equal_contents_do_not_nest,
        two_that_hold_the_cue_of_each_other_make_no_circle,
        a_content_without_the_cue_is_no_parent,
        four_fifths_of_a_content_are_enough_and_the_rest_goes,
        less_than_four_fifths_are_not,
        an_inner_cue_without_a_parent_goes_with_all_that_it_holds,
        a_parent_is_looked_for_within_reach,
        quoted_as_saying_makes_the_other_the_source,
        quoted_as_saying_by_nobody_known_has_no_relay,
        quoted_without_as_saying_stays,
        a_quoting_that_keeps_no_content_leaves_its_children_without,
        was_quoted_as_saying_leaves_the_source,
        was_quoted_by_an_outlet_as_saying_leaves_the_source,
        told_an_outlet,
        told_somebody_is_no_relay,
        in_an_interview_with_an_outlet,
        an_outlet_elsewhere_in_the_tree_is_no_relay,
        an_outlet_that_is_spoken_of_is_no_relay,
        the_other_outlet_of_a_pair_counts_too,
        according_to_an_outlet_somebody_said_is_one_row,
        a_relay_that_adds_words_of_its_own_stays,
        who_is_no_outlet_relays_nothing,
        who_works_for_an_outlet_is_no_outlet,
        what_is_told_by_nobody_is_not_relayed,
        a_folded_row_leaves_its_children_to_its_own_parent,
        relays_of_relays_stand_outermost_first,
        relays_behind_the_words_stand_outermost_first,
    };
    return run("chain", tests, sizeof tests / sizeof *tests);
}
