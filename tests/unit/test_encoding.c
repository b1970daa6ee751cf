/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "page/encoding.h"

static struct hs_lexicon *lexicon;

static void decodes_bytes(hearsay_text bytes, const char *charset, hearsay_text wanted)
{
    hearsay_text text;
    hearsay_error error = {0};
    if (!lexicon)
        lexicon = hs_lexicon_new(LEXICON, &error);
    ck_assert_int_eq(hs_encoding_decode(&memory, lexicon, bytes, charset, &text, &error),
                     HEARSAY_OK);
    ck_assert_msg(hs_text_equal(text, wanted), "read '%.*s', should be '%.*s'", (int)text.size,
                  text.data, (int)wanted.size, wanted.data);
}

static void decodes(const char *bytes, const char *charset, const char *wanted)
{
    decodes_bytes(text_of(bytes), charset, text_of(wanted));
}

START_TEST(utf8_stays_as_it_came)
{
    decodes("a\r\nb\rc\u2028\u00a0“d” …", NULL, "a\r\nb\rc\u2028\u00a0“d” …");
    decodes("", NULL, "");
    decodes_bytes(HS_TEXT("a\0b"), NULL, HS_TEXT("a\0b"));
}
END_TEST

START_TEST(utf8_wins_over_what_was_declared)
{
    decodes("Erdoğan", "iso-8859-1", "Erdoğan");
    decodes("Erdoğan", "no such charset", "Erdoğan");
}
END_TEST

START_TEST(a_byte_order_mark_decides_and_is_dropped)
{
    decodes("\xef\xbb\xbfnews", "windows-1251", "news");
    decodes_bytes(HS_TEXT("\xff\xfeK\0\x1f\x04"), "utf-8", HS_TEXT("KП"));
    decodes_bytes(HS_TEXT("\xfe\xff\0K\x04\x1f"), NULL, HS_TEXT("KП"));
}
END_TEST

START_TEST(a_broken_utf16_text_keeps_what_can_be_read)
{
    decodes_bytes(HS_TEXT("\xff\xfe\x3d\xd8\x00\xde"), NULL, HS_TEXT("😀"));
    decodes_bytes(HS_TEXT("\xff\xfe\x3d\xd8K\0"), NULL, HS_TEXT("\ufffdK"));
    decodes_bytes(HS_TEXT("\xff\xfeK\0K"), NULL, HS_TEXT("K\ufffd"));
}
END_TEST

START_TEST(the_declared_charset_is_used_by_any_of_its_names)
{
    decodes("\xcc\xee\xf1\xea\xe2\xe0", "windows-1251", "Москва");
    decodes("\xcc\xee\xf1\xea\xe2\xe0", " CP1251 ", "Москва");
    decodes("\xcc\xee\xf1\xea\xe2\xe0", "\"x-cp1251\"", "Москва");
    decodes("\xd6\xd0\xb9\xfa", "gb2312", "中国");
    decodes("\x93\x8c\x8b\x9e", "shift_jis", "東京");
    decodes("\x1b$B\x45l\x35~\x1b(B", "iso-2022-jp", "東京");
}
END_TEST

START_TEST(latin1_means_windows1252)
{
    decodes("\x93yes\x94 \x96 caf\xe9", "iso-8859-1", "“yes” – café");
    decodes("\x93yes\x94", "latin1", "“yes”");
    decodes("\x80 5", "us-ascii", "€ 5");
}
END_TEST

START_TEST(without_any_word_bytes_are_windows1252)
{
    decodes("\x93yes\x94 caf\xe9", NULL, "“yes” café");
    decodes("\x93yes\x94 caf\xe9", "martian", "“yes” café");
    decodes("\x81\x8d\x8f\x90\x9d", NULL, "\ufffd\ufffd\ufffd\ufffd\ufffd");
}
END_TEST

START_TEST(bad_sequences_in_declared_utf8_are_replaced_one_by_one)
{
    decodes("a\xff"
            "b",
            "utf-8",
            "a\ufffd"
            "b");
    decodes("a\xe2\x80", "utf8", "a\ufffd");
    decodes("\xe2\x80z", "utf-8", "\ufffdz");
    decodes("\xed\xa0\x80", "utf-8", "\ufffd\ufffd\ufffd"); /* a surrogate */
    decodes("\xf4\x90\x80\x80", "utf-8", "\ufffd\ufffd\ufffd\ufffd");
    decodes("\xc0\xaf", "utf-8", "\ufffd\ufffd"); /* overlong */
    decodes("\xf0\x9f\x98", "utf-8", "\ufffd");
}
END_TEST

START_TEST(a_few_bad_sequences_do_not_make_utf8_another_charset)
{
    char bytes[256] = "", wanted[256] = "";
    for (int i = 0; i < 60; i++) {
        memcpy(bytes + 2 * i, "ğ", 2);
        memcpy(wanted + 2 * i, "ğ", 2);
    }
    memcpy(bytes + 120, "\xff", 2);
    memcpy(wanted + 120, "\ufffd", 4);
    decodes(bytes, NULL, wanted);
    decodes(bytes, "iso-8859-1", wanted);
    decodes("ğğ\xff", NULL, "ÄŸÄŸÿ");
}
END_TEST

START_TEST(declared_utf16_that_is_plain_ascii_is_read_as_it_stands)
{
    decodes("plain", "utf-16", "plain");
    decodes_bytes(HS_TEXT("p\0l\0"), "utf-16le", HS_TEXT("pl"));
    decodes_bytes(HS_TEXT("\0p\0l"), "utf-16be", HS_TEXT("pl"));
}
END_TEST

START_TEST(more_than_the_limit_is_refused)
{
    hearsay_text text, bytes = {"", (size_t)HS_DOCUMENT_LIMIT + 1};
    hearsay_error error = {0};
    ck_assert_int_eq(hs_encoding_decode(&memory, NULL, bytes, NULL, &text, &error),
                     HEARSAY_NO_MEMORY);
    ck_assert_str_eq(error.message, "document over 256 MiB");
}
END_TEST

/* 32 MB each of what takes the slow path: within seconds also under the sanitizers. */
START_TEST(large_inputs_take_linear_time)
{
    enum { SIZE = 32 << 20 };
    char *bytes = hs_arena_alloc(&memory, SIZE);
    hearsay_text text;
    memset(bytes, 0x93, SIZE);
    ck_assert_int_eq(
        hs_encoding_decode(&memory, NULL, (hearsay_text){bytes, SIZE}, NULL, &text, NULL),
        HEARSAY_OK);
    ck_assert_uint_eq(text.size, (size_t)SIZE * 3);
    memset(bytes, '\n', SIZE);
    ck_assert_int_eq(
        hs_encoding_decode(&memory, NULL, (hearsay_text){bytes, SIZE}, NULL, &text, NULL),
        HEARSAY_OK);
    ck_assert_uint_eq(text.size, SIZE);
}
END_TEST

int main(void)
{
    const TTest *const test[] = {
        utf8_stays_as_it_came,
        utf8_wins_over_what_was_declared,
        a_byte_order_mark_decides_and_is_dropped,
        a_broken_utf16_text_keeps_what_can_be_read,
        the_declared_charset_is_used_by_any_of_its_names,
        latin1_means_windows1252,
        without_any_word_bytes_are_windows1252,
        bad_sequences_in_declared_utf8_are_replaced_one_by_one,
        a_few_bad_sequences_do_not_make_utf8_another_charset,
        declared_utf16_that_is_plain_ascii_is_read_as_it_stands,
        more_than_the_limit_is_refused,
        large_inputs_take_linear_time,
    };
    return run("encoding", test, sizeof test / sizeof *test);
}
