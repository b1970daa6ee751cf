/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "language/token.h"

static struct hs_words cut(hearsay_text text)
{
    struct hs_lexicon *lexicon = hs_lexicon_new(LEXICON, NULL);
    ck_assert_ptr_nonnull(lexicon);
    hearsay_span block = {0, (uint32_t)text.size};
    struct hs_words words = hs_words_cut(&memory, lexicon, text, &block, 1);
    hs_lexicon_free(lexicon);
    return words;
}

/* The text cut into words, with a bar between two, or a plus where the second is joined to the
 * first. */
static void cuts(const char *string, const char *wanted)
{
    hearsay_text text = text_of(string);
    struct hs_words words = cut(text);
    char got[1024] = "";
    for (uint32_t i = 0; i < words.count; i++) {
        hearsay_text word = hs_text_slice(text, words.word[i].span);
        if (i)
            strcat(got, words.word[i].joined ? "+" : "|");
        strncat(got, word.data, word.size);
    }
    ck_assert_str_eq(got, wanted);
}

START_TEST(marks_are_words_of_their_own)
{
    cuts("(Reuters) - Yes, he said; no!", "(|Reuters|)|-|Yes|,|he|said|;|no|!");
    cuts("BEIRUT — “Yes,” he said.", "BEIRUT|—|“|Yes|,|”|he|said|.");
    cuts("Wait... what?! No… -- really", "Wait|...|what|?!|No|…|--|really");
}
END_TEST

START_TEST(clitics_are_joined_words)
{
    cuts("He didn't, we've, they'll, I'd, she's", "He|did+n't|,|we+'ve|,|they+'ll|,|I+'d|,|she+'s");
    cuts("He won’t; it’s Syria’s", "He|wo+n’t|;|it+’s|Syria+’s");
    cuts("I shouldn't've", "I|should+n't+'ve");
    cuts("cannot gonna", "can+not|gon+na");
    cuts("O'Reilly's l'Europe Sana'a o'clock", "O'Reilly+'s|l'Europe|Sana'a|o'clock");
    cuts("the U.S.'s and U.N.’s", "the|U.S.+'s|and|U.N.+’s");
}
END_TEST

START_TEST(a_bare_apostrophe_makes_a_possessive_of_a_plural)
{
    cuts("the workers' rights", "the|workers+'|rights");
    cuts("the states’ rights", "the|states+’|rights");
    cuts("the 'terrorists' left", "the|'|terrorists|'|left");
}
END_TEST

START_TEST(initials_keep_their_full_stop)
{
    cuts("J. K. Doe and George W. Bush", "J.|K.|Doe|and|George|W.|Bush");
    cuts("J.K. Doe", "J.K.|Doe");
    cuts("than he and I. Then", "than|he|and|I|.|Then");
    cuts("This was plan B.", "This|was|plan|B|.");
}
END_TEST

START_TEST(ranks_and_titles_keep_their_full_stop)
{
    cuts("Lt. Gen. Doe, Sgt. Roe and Sen. Poe met Mr. X.",
         "Lt.|Gen.|Doe|,|Sgt.|Roe|and|Sen.|Poe|met|Mr.|X|.");
    cuts("St. Petersburg", "St.|Petersburg");
    cuts("Ph.D. students", "Ph.D.|students");
}
END_TEST

START_TEST(dotted_places_are_one_word)
{
    cuts("the U.S.-led force of the U.S. left", "the|U.S.|-|led|force|of|the|U.S.|left");
    cuts("in Washington, D.C.", "in|Washington|,|D.C.");
    cuts("at 5 p.m. in Pasadena, Calif., he", "at|5|p.m.|in|Pasadena|,|Calif.|,|he");
}
END_TEST

START_TEST(words_that_look_like_abbreviations_end_a_sentence)
{
    cuts("He sat. Then no. They left on Oct. 15.", "He|sat|.|Then|no|.|They|left|on|Oct.|15|.");
    cuts("No. 5 said No. Then", "No.|5|said|No|.|Then");
    cuts("It was the sun. He", "It|was|the|sun|.|He");
}
END_TEST

START_TEST(a_missing_space_after_a_full_stop_parts)
{
    cuts("The war ended.The army left.He", "The|war|ended|.|The|army|left|.|He");
    cuts("see amazon.com or report.pdf.", "see|amazon.com|or|report.pdf|.");
}
END_TEST

START_TEST(hyphens_part_words_but_not_prefixes)
{
    cuts("a US-led 15-year al-Qaeda plan", "a|US|-|led|15|-|year|al|-|Qaeda|plan");
    cuts("Deir ez-Zor", "Deir|ez|-|Zor");
    cuts("the co-founder’s e-mail, anti-war", "the|co-founder+’s|e-mail|,|anti-war");
    cuts("call 713-853-3989 for 10-12 men", "call|713-853-3989|for|10|-|12|men");
}
END_TEST

START_TEST(numbers_stay_whole)
{
    cuts("1,000.5 at 7:30 on 9/11, 3.", "1,000.5|at|7:30|on|9/11|,|3|.");
    cuts("$5m, US$10bn, 5%, 10km", "$|5|m|,|US$|10|bn|,|5|%|,|10|km");
    cuts("the 20th, the 1980s, the 80's, the '90s", "the|20th|,|the|1980s|,|the|80's|,|the|'90s");
    cuts("and/or", "and|/|or");
}
END_TEST

START_TEST(addresses_stay_whole)
{
    cuts("(see https://t.co/a?b=c). Or www.x.org, then",
         "(|see|https://t.co/a?b=c|)|.|Or|www.x.org|,|then");
    cuts("write to joe.x@news.co.uk. @joe #Syria!", "write|to|joe.x@news.co.uk|.|@joe|#Syria|!");
    cuts("AT&T and PG&E", "AT&T|and|PG&E");
}
END_TEST

START_TEST(odd_spaces_part_words)
{
    cuts("Gen.\u00a0Doe\u2009said\u200bno", "Gen.|Doe|said|no");
    cuts("", "");
    cuts(" \u00a0 ", "");
}
END_TEST

START_TEST(other_scripts_pass_through)
{
    cuts("Москва, 5 мая", "Москва|,|5|мая");
    cuts("e\u0301tat 😀!", "e\u0301tat|😀|!");
}
END_TEST

static enum hs_case shape(const char *word)
{
    return hs_word_case(text_of(word));
}

START_TEST(words_have_a_shape)
{
    ck_assert_int_eq(shape("said"), HS_CASE_LOWER);
    ck_assert_int_eq(shape("20th"), HS_CASE_LOWER);
    ck_assert_int_eq(shape("Moscow"), HS_CASE_TITLE);
    ck_assert_int_eq(shape("A"), HS_CASE_TITLE);
    ck_assert_int_eq(shape("J."), HS_CASE_TITLE);
    ck_assert_int_eq(shape("U.S."), HS_CASE_UPPER);
    ck_assert_int_eq(shape("ÉTAT"), HS_CASE_UPPER);
    ck_assert_int_eq(shape("McCain"), HS_CASE_MIXED);
    ck_assert_int_eq(shape("iPhone"), HS_CASE_MIXED);
    ck_assert_int_eq(shape("1,000"), HS_CASE_OTHER);
    ck_assert_int_eq(shape(""), HS_CASE_OTHER);
}
END_TEST

START_TEST(words_know_their_block_and_their_quotation)
{
    struct hs_lexicon *lexicon = hs_lexicon_new(LEXICON, NULL);
    hearsay_text text = HS_TEXT("He: “Go.\n“Now,” he said");
    const hearsay_span block[] = {{0, 10}, {11, (uint32_t)text.size}};
    struct hs_words words = hs_words_cut(&memory, lexicon, text, block, 2);
    const char *quoted = "001111111"
                         "00",
               *first = "10000100000";
    ck_assert_uint_eq(words.count, 11);
    for (uint32_t i = 0; i < words.count; i++) {
        ck_assert_int_eq(words.word[i].quoted, quoted[i] == '1');
        ck_assert_int_eq(words.word[i].paragraph, first[i] == '1');
    }
    hs_lexicon_free(lexicon);
}
END_TEST

START_TEST(no_word_is_longer_than_the_limit)
{
    static char text[20000];
    const char *const fill[] = {"a",  ".", "!", "'",       "-",  "1",
                                "a.", "é", "@", "http://", "\"", "'s"};
    for (size_t i = 0; i < sizeof fill / sizeof *fill; i++) {
        size_t size = strlen(fill[i]), count = sizeof text / size;
        for (size_t at = 0; at < count * size; at++)
            text[at] = fill[i][at % size];
        struct hs_words words = cut((hearsay_text){text, count * size});
        uint32_t at = 0;
        for (uint32_t j = 0; j < words.count; j++) {
            ck_assert_uint_eq(words.word[j].span.begin, at);
            ck_assert_uint_le(hs_span_size(words.word[j].span), HS_WORD_SIZE_MAX);
            at = words.word[j].span.end;
        }
        ck_assert_uint_eq(at, count * size);
    }
}
END_TEST

START_TEST(memory_run_out_jumps_to_the_recovery_point)
{
    jmp_buf recovery;
    struct hs_arena small;
    struct hs_lexicon *lexicon = hs_lexicon_new(LEXICON, NULL);
    hearsay_text text = HS_TEXT("a b c d e f g h");
    hearsay_span block = {0, (uint32_t)text.size};
    hs_arena_init(&small, 100, &recovery);
    if (setjmp(recovery) == 0) {
        hs_words_cut(&small, lexicon, text, &block, 1);
        ck_abort_msg("memory should run out");
    }
    hs_arena_release(&small);
    hs_lexicon_free(lexicon);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        marks_are_words_of_their_own,
        clitics_are_joined_words,
        a_bare_apostrophe_makes_a_possessive_of_a_plural,
        initials_keep_their_full_stop,
        ranks_and_titles_keep_their_full_stop,
        dotted_places_are_one_word,
        words_that_look_like_abbreviations_end_a_sentence,
        a_missing_space_after_a_full_stop_parts,
        hyphens_part_words_but_not_prefixes,
        numbers_stay_whole,
        addresses_stay_whole,
        odd_spaces_part_words,
        other_scripts_pass_through,
        words_have_a_shape,
        words_know_their_block_and_their_quotation,
        no_word_is_longer_than_the_limit,
        memory_run_out_jumps_to_the_recovery_point,
    };
    return run("token", tests, sizeof tests / sizeof *tests);
}
