/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

static void folds(const char *from, const char *to)
{
    char out[256];
    size_t size = hs_text_fold(text_of(from), out, sizeof out - 1);
    out[size] = '\0';
    ck_assert_str_eq(out, to);
}

START_TEST(folding_drops_case_and_accents)
{
    folds("Erdoğan", "erdogan");
    folds("İstanbul", "istanbul");
    folds("Yıldırım", "yildirim");
    folds("ÉTAT d’Urgence", "etat d’urgence");
    folds("e\xcc\x81", "e"); /* e and a combining acute */
    folds("ΑΘΉΝΑ", "αθηνα");
    folds("МОСКВА й", "москва и");
    folds("Łódź", "łodz");
    folds("", "");
}
END_TEST

START_TEST(folding_never_writes_past_the_room)
{
    const char *text = "aÉ한ğ";
    for (size_t size = 0; size < 16; size++) {
        char out[17];
        memset(out, '#', sizeof out);
        size_t used = hs_text_fold(text_of(text), out, size);
        ck_assert_uint_le(used, size);
        for (size_t i = size; i < sizeof out; i++)
            ck_assert_int_eq(out[i], '#');
    }
}
END_TEST

/* UTF-8 of a character beyond ASCII; gives back its size. */
static size_t encode(uint32_t c, char out[4])
{
    size_t size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = size - 1; i > 0; i--)
        out[i] = (char)(0x80 | (c >> 6 * (size - 1 - i) & 0x3f));
    out[0] = (char)((size == 2 ? 0xc0 : size == 3 ? 0xe0 : 0xf0) | c >> 6 * (size - 1));
    return size;
}

START_TEST(every_character_is_read_and_folds_within_the_bound)
{
    for (uint32_t c = 0x80; c < 0x110000; c++) {
        if (c >= 0xd800 && c < 0xe000)
            continue;
        char bytes[4], out[64];
        hearsay_text text = {bytes, encode(c, bytes)};
        size_t at = 0;
        bool read = hs_text_next(text, &at) == c && at == text.size;
        if (!read || hs_text_fold(text, out, sizeof out) > HS_FOLD_GROWTH * text.size)
            ck_abort_msg("U+%04X", c);
    }
}
END_TEST

START_TEST(walking_back_meets_the_same_characters)
{
    hearsay_text text = HS_TEXT("a“b” é…한😀\n");
    uint32_t forth[32], count = 0;
    for (size_t at = 0; at < text.size;)
        forth[count++] = hs_text_next(text, &at);
    for (size_t at = text.size; at > 0;)
        ck_assert_uint_eq(hs_text_previous(text, &at), forth[--count]);
    ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(broken_bytes_are_replaced_one_at_a_time)
{
    hearsay_text text = HS_TEXT("\x80\xff\xe2\x80");
    uint32_t count = 0;
    for (size_t at = 0; at < text.size; count++)
        ck_assert_uint_eq(hs_text_next(text, &at), 0xfffd);
    ck_assert_uint_eq(count, 4);
}
END_TEST

static void trims(const char *from, const char *to)
{
    hearsay_text text = text_of(from);
    hearsay_text got =
        hs_text_slice(text, hs_text_trim(text, (hearsay_span){0, (uint32_t)text.size}));
    ck_assert(hs_text_equal(got, text_of(to)));
}

START_TEST(trimming_takes_no_break_and_zero_width_spaces)
{
    trims(" \t\u00a0a b\u200b\u2028\ufeff\n", "a b");
    trims("\u3000\u00a0", "");
    trims("", "");
    trims("x", "x");
}
END_TEST

START_TEST(characters_fall_into_their_classes)
{
    ck_assert(hs_char_space(' ') && hs_char_space(0xa0) && hs_char_space(0x85) &&
              !hs_char_space('x'));
    ck_assert(hs_char_letter('q') && hs_char_letter(0x44f) && hs_char_letter(0x4e2d) &&
              !hs_char_letter('1'));
    ck_assert(hs_char_upper('Q') && hs_char_upper(0x130) && hs_char_upper(0x1c5) &&
              !hs_char_upper('q'));
    ck_assert(hs_char_lower('q') && hs_char_lower(0xdf) && !hs_char_lower('Q'));
    ck_assert(hs_char_digit('7') && hs_char_digit(0x667) && !hs_char_digit(0xb2));
    ck_assert(hs_char_mark(0x301) && !hs_char_mark('a'));
    ck_assert(hs_char_dash('-') && hs_char_dash(0x2014) && hs_char_dash(0x2212) &&
              !hs_char_dash('_'));
    ck_assert(hs_char_punctuation('$') && hs_char_punctuation(0x2026) &&
              !hs_char_punctuation(0x20ac));
    ck_assert(hs_char_control(0) && hs_char_control(0x200d) && !hs_char_control(' '));
    ck_assert_int_eq(hs_char_quote('"'), HS_QUOTE_EITHER);
    ck_assert_int_eq(hs_char_quote(0x201c), HS_QUOTE_OPEN);
    ck_assert_int_eq(hs_char_quote(0xbb), HS_QUOTE_CLOSE);
    ck_assert_int_eq(hs_char_quote('\''), HS_QUOTE_NOT);
}
END_TEST

START_TEST(texts_compare_by_bytes_then_size)
{
    ck_assert_int_lt(hs_text_compare(HS_TEXT("ab"), HS_TEXT("abc")), 0);
    ck_assert_int_gt(hs_text_compare(HS_TEXT("é"), HS_TEXT("z")), 0);
    ck_assert_int_eq(hs_text_compare(HS_TEXT(""), (hearsay_text){NULL, 0}), 0);
    ck_assert(hs_text_starts(HS_TEXT("said"), HS_TEXT("sa")) &&
              !hs_text_starts(HS_TEXT("s"), HS_TEXT("sa")));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        folding_drops_case_and_accents,
        folding_never_writes_past_the_room,
        every_character_is_read_and_folds_within_the_bound,
        walking_back_meets_the_same_characters,
        broken_bytes_are_replaced_one_at_a_time,
        trimming_takes_no_break_and_zero_width_spaces,
        characters_fall_into_their_classes,
        texts_compare_by_bytes_then_size,
    };
    return run("text", tests, sizeof tests / sizeof *tests);
}
