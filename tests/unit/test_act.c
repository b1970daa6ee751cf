/* SPDX-License-Identifier: Apache-2.0 */
#include "scene.h"

/* ---- acts */

START_TEST(the_lemma_of_the_cue_tells_the_act)
{
    scene_begin("Ana warned/VERB/warn of rain . | Bob promised/VERB/promise sun .");
    scene_cue("warned", "Ana", "of rain");
    scene_cue("promised", "Bob", "sun");
    scene_expect("Ana | warned | of rain | warn indirect\n"
                 "Bob | promised | sun | promise indirect\n");
}
END_TEST

START_TEST(a_particle_goes_before_the_bare_lemma)
{
    scene_begin("Ana brushed/VERB/brush aside/ADV all talk of rain .");
    scene_cue("brushed aside", "Ana", "all talk of rain");
    scene_expect("Ana | brushed aside | all talk of rain | deny indirect\n");
}
END_TEST

START_TEST(a_particle_outside_the_cue_does_not_count)
{
    scene_begin("Ana brushed/VERB/brush aside/ADV all talk of rain .");
    scene_cue("brushed", "Ana", "all talk of rain");
    scene_expect("Ana | brushed | all talk of rain | other indirect\n");
}
END_TEST

START_TEST(a_word_that_is_no_particle_leaves_the_lemma)
{
    scene_begin("Ana warned/VERB/warn again/ADV of rain .");
    scene_cue("warned again", "Ana", "of rain");
    scene_expect("Ana | warned again | of rain | warn indirect\n");
}
END_TEST

START_TEST(phrases_of_more_words_than_two_are_known)
{
    scene_begin("In/ADP the words/NOUN/word of/ADP Ana , it rains .");
    scene_cue("In the words of", "Ana", "it rains");
    scene_expect("Ana | In the words of | it rains | say indirect\n");
}
END_TEST

START_TEST(verbs_go_before_nouns)
{
    scene_begin("Ana made an accusation/NOUN and said/VERB/say Bob lied .");
    scene_cue("accusation and said", "Ana", "Bob lied");
    scene_expect("Ana | accusation and said | Bob lied | say indirect\n");
}
END_TEST

START_TEST(a_noun_alone_is_enough)
{
    scene_begin("The accusation/NOUN by Ana that Bob lied .");
    scene_cue("accusation", "Ana", "that Bob lied");
    scene_expect("Ana | accusation | that Bob lied | accuse indirect\n");
}
END_TEST

START_TEST(a_cue_that_nobody_knows_is_other)
{
    scene_begin("Ana zorped/VERB/zorp that it rains .");
    scene_cue("zorped", "Ana", "that it rains");
    scene_expect("Ana | zorped | that it rains | other indirect\n");
}
END_TEST

START_TEST(a_cue_of_any_length_is_looked_up)
{
    char marked[512] = "Ana ", cue[256];
    memset(cue, 'z', sizeof cue - 1);
    cue[sizeof cue - 1] = '\0';
    snprintf(marked + 4, sizeof marked - 4, "%s/VERB said/VERB/say so .", cue);
    scene_begin(marked);
    char both[512], wanted[1024];
    snprintf(both, sizeof both, "%s said", cue);
    scene_cue(both, "Ana", "so");
    snprintf(wanted, sizeof wanted, "Ana | %s | so | say indirect\n", both);
    scene_expect(wanted);
}
END_TEST

/* ---- polarity */

START_TEST(a_negation_in_the_cue_turns_it_round)
{
    scene_begin("Ana did not/PART say/VERB that it rains .");
    scene_cue("did not say", "Ana", "that it rains");
    scene_expect("Ana | did not say | that it rains | say indirect negative\n");
}
END_TEST

START_TEST(a_negation_elsewhere_does_not)
{
    scene_begin("Ana said/VERB/say that it does not/PART rain .");
    scene_cue("said", "Ana", "that it does not rain");
    scene_expect("Ana | said | that it does not rain | say indirect\n");
}
END_TEST

/* ---- occasions */

START_TEST(the_sentence_of_the_cue_tells_the_occasion)
{
    scene_begin(
        "Ana told/VERB/tell a press/NOUN conference/NOUN that it rains . | Bob said/VERB/say so .");
    scene_cue("told", "Ana", "that it rains");
    scene_cue("said", "Bob", "so");
    scene_expect("Ana | told | that it rains | say indirect at press conference\n"
                 "Bob | said | so | say indirect\n");
}
END_TEST

START_TEST(what_is_spoken_of_is_no_occasion)
{
    scene_begin("Ana said/VERB/say the interview went well .");
    scene_cue("said", "Ana", "the interview went well");
    scene_expect("Ana | said | the interview went well | say indirect\n");
}
END_TEST

START_TEST(phrases_that_hold_others_tell_the_occasion)
{
    scene_begin("Ana said/VERB/say by phone it rains .");
    scene_cue("said", "Ana", "it rains");
    scene_expect("Ana | said | it rains | say indirect at phone call\n");
}
END_TEST

/* ---- modes */

START_TEST(a_content_all_in_quotation_marks_is_direct)
{
    scene_begin("“ It rains , ” Ana said/VERB/say . | “ It pours . ”");
    scene_cue("said", "Ana", "“ It rains , ” … “ It pours . ”");
    scene_expect("Ana | said | “ It rains , ” … “ It pours . ” | say direct\n");
}
END_TEST

START_TEST(some_of_it_is_mixed)
{
    scene_begin("Ana said/VERB/say the rain was “ a gift ” .");
    scene_cue("said", "Ana", "the rain was “ a gift ”");
    scene_expect("Ana | said | the rain was “ a gift ” | say mixed\n");
}
END_TEST

START_TEST(none_of_it_is_indirect)
{
    scene_begin("“ Rain ” Ana said/VERB/say it would pour .");
    scene_cue("said", "Ana", "it would pour");
    scene_expect("Ana | said | it would pour | say indirect\n");
}
END_TEST

START_TEST(a_quotation_that_holds_the_cue_belongs_to_another)
{
    scene_begin("“ Bob said/VERB/say it would pour , ” Ana recalled/VERB/recall .");
    scene_cue("said", "Bob", "it would pour");
    scene_cue("recalled", "Ana", "Bob said it would pour");
    scene_expect("Ana | recalled | Bob said it would pour | say direct\n"
                 "0> Bob | said | it would pour | say indirect\n");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        the_lemma_of_the_cue_tells_the_act,
        a_particle_goes_before_the_bare_lemma,
        a_particle_outside_the_cue_does_not_count,
        a_word_that_is_no_particle_leaves_the_lemma,
        phrases_of_more_words_than_two_are_known,
        verbs_go_before_nouns,
        a_noun_alone_is_enough,
        a_cue_that_nobody_knows_is_other,
        a_cue_of_any_length_is_looked_up,
        a_negation_in_the_cue_turns_it_round,
        a_negation_elsewhere_does_not,
        the_sentence_of_the_cue_tells_the_occasion,
        what_is_spoken_of_is_no_occasion,
        phrases_that_hold_others_tell_the_occasion,
        a_content_all_in_quotation_marks_is_direct,
        some_of_it_is_mixed,
        none_of_it_is_indirect,
        a_quotation_that_holds_the_cue_belongs_to_another,
    };
    return run("act", tests, sizeof tests / sizeof *tests);
}
