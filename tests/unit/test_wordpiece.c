/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include <stdio.h>

#include "language/wordpiece.h"

static const hearsay_text list = {
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\n" /* 0 to 3 */
    "hearsay\nhear\n##say\n##s\n"  /* 4 to 7 */
    ".\nu\ns\nan\n##an\n北\n",     /* 8 to 13 */
    65,
};

static struct hs_vocabulary *vocabulary(void)
{
    return hs_vocabulary_new(&memory, list);
}

static void pieces(const char *word, const char *wanted)
{
    uint16_t piece[HS_WORD_PIECES_MAX];
    char got[128] = "";
    uint32_t count = hs_wordpiece(vocabulary(), text_of(word), piece);
    for (uint32_t i = 0; i < count; i++)
        snprintf(got + strlen(got), sizeof got - strlen(got), i ? " %u" : "%u", piece[i]);
    ck_assert_str_eq(got, wanted);
}

START_TEST(every_line_is_a_piece)
{
    ck_assert_uint_eq(hs_vocabulary_count(vocabulary()), 14);
    ck_assert_uint_eq(hs_vocabulary_count(hs_vocabulary_new(&memory, HS_TEXT(""))), 0);
    ck_assert_uint_eq(hs_vocabulary_count(hs_vocabulary_new(&memory, HS_TEXT("a\nb"))), 2);
}
END_TEST

START_TEST(the_longest_piece_wins)
{
    pieces("hearsay", "4");
    pieces("hears", "5 7");
    pieces("hearsays", "4 7");
    pieces("hearsaysay", "4 6");
}
END_TEST

START_TEST(words_are_folded_first)
{
    pieces("HéarSay", "4");
    pieces("ÄN", "11");
    pieces("an\u00ad\u200dan", "11 12"); /* what cannot be seen is left out */
}
END_TEST

START_TEST(marks_and_ideographs_are_parts_of_their_own)
{
    pieces("U.S.", "9 8 10 8");
    pieces("...", "8 8 8");
    pieces("北北an", "13 13 11");
}
END_TEST

START_TEST(a_part_without_pieces_is_unknown)
{
    pieces("xyz", "1");
    pieces("hearx", "1");
    pieces("x.s", "1 8 10");
    pieces("€", "1");
    pieces("", "1");
    pieces("\u0301", "1");
}
END_TEST

START_TEST(special_pieces_and_marks_of_continuation_match_no_text)
{
    pieces("[CLS]", "1 1 1");
    pieces("##say", "1 1 1");
}
END_TEST

START_TEST(a_word_of_too_many_pieces_is_one_unknown)
{
    pieces("................", "8 8 8 8 8 8 8 8 8 8 8 8 8 8 8 8");
    pieces(".................", "1");
    pieces("anananananananananananananananan", "11 12 12 12 12 12 12 12 12 12 12 12 12 12 12 12");
    pieces("ananananananananananananananananan", "1");
}
END_TEST

START_TEST(a_part_over_a_hundred_characters_is_unknown)
{
    static char word[20001];
    memset(word, 'x', 101);
    pieces(word, "1");
    memset(word, '.', sizeof word - 1);
    pieces(word, "1");
}
END_TEST

START_TEST(a_vocabulary_is_cut_at_what_a_number_can_hold)
{
    static char lines[2 * 70000];
    for (size_t i = 0; i < sizeof lines; i += 2)
        memcpy(lines + i, "a\n", 2);
    struct hs_vocabulary *large = hs_vocabulary_new(&memory, (hearsay_text){lines, sizeof lines});
    ck_assert_uint_eq(hs_vocabulary_count(large), 65536);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        every_line_is_a_piece,
        the_longest_piece_wins,
        words_are_folded_first,
        marks_and_ideographs_are_parts_of_their_own,
        a_part_without_pieces_is_unknown,
        special_pieces_and_marks_of_continuation_match_no_text,
        a_word_of_too_many_pieces_is_one_unknown,
        a_part_over_a_hundred_characters_is_unknown,
        a_vocabulary_is_cut_at_what_a_number_can_hold,
    };
    return run("wordpiece", tests, sizeof tests / sizeof *tests);
}
