/* SPDX-License-Identifier: Apache-2.0 */
#include "language/lemma.h"

#include "unit.h"

static const char table[] =
    "said\tVBD\tsay\nsaid\tVBD\tsecond\n*\tVBD\t-0+\n*ed\tVBD\t-2+\n*ied\tVBD\t-3+y\n"
    "*s\tNNS\t-1+\n*é\tNN\t=1+e\n*x\tNN\t-9+\n";

static const char *lemma(const char *form, const char *xpos)
{
    struct hs_lemmas *lemmas = hs_lemmas_new(&memory, text_of(table));
    ck_assert_ptr_nonnull(lemmas);
    hearsay_text text = hs_lemma_of(lemmas, &memory, text_of(form), text_of(xpos));
    char *string = hs_arena_alloc(&memory, text.size + 1);
    if (text.size)
        memcpy(string, text.data, text.size);
    return string;
}

START_TEST(an_exception_goes_first_and_the_first_of_two)
{
    ck_assert_str_eq(lemma("said", "VBD"), "say");
    ck_assert_str_eq(lemma("Said", "VBD"), "say");
}
END_TEST

START_TEST(the_longest_ending_decides)
{
    ck_assert_str_eq(lemma("warned", "VBD"), "warn");
    ck_assert_str_eq(lemma("Denied", "VBD"), "deny");
    ck_assert_str_eq(lemma("went", "VBD"), "went");
}
END_TEST

START_TEST(endings_count_for_their_tag_alone)
{
    ck_assert_str_eq(lemma("talks", "NNS"), "talk");
    ck_assert_str_eq(lemma("talks", "VBZ"), "talks");
    ck_assert_str_eq(lemma("NATO", "NNP"), "NATO");
}
END_TEST

START_TEST(characters_are_stripped_whole)
{
    ck_assert_str_eq(lemma("café", "NN"), "cafe");
}
END_TEST

START_TEST(an_edit_that_leaves_nothing_leaves_the_word)
{
    ck_assert_str_eq(lemma("ax", "NN"), "ax");
}
END_TEST

START_TEST(odd_words_have_lemmas_too)
{
    char long_word[2000];
    memset(long_word, 'a', sizeof long_word - 1);
    long_word[sizeof long_word - 1] = '\0';
    ck_assert_str_eq(lemma(long_word, "VBD"), long_word);
    ck_assert_str_eq(lemma("*ed", "VBD"), "*");
    ck_assert_str_eq(lemma("a\tb", "VBD"), "a\tb");
}
END_TEST

START_TEST(broken_lines_are_refused)
{
    static const char *const broken[] = {"said VBD\n", "said\tVBD\n", "*ed\tVBD\t+2-\n",
                                         "*ed\tVBD\t-x+\n", "said\tVBD\tsay"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        ck_assert_ptr_null(hs_lemmas_new(&memory, text_of(broken[i])));
}
END_TEST

int main(void)
{
    const TTest *const test[] = {
        an_exception_goes_first_and_the_first_of_two,
        the_longest_ending_decides,
        endings_count_for_their_tag_alone,
        characters_are_stripped_whole,
        an_edit_that_leaves_nothing_leaves_the_word,
        odd_words_have_lemmas_too,
        broken_lines_are_refused,
    };
    return run("lemma", test, sizeof test / sizeof *test);
}
