/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include <stdio.h>
#include <unistd.h>

#include "lexicon/lexicon.h"

static struct hs_lexicon *open_sample(void)
{
    hearsay_error error = {0};
    struct hs_lexicon *lexicon = hs_lexicon_new(SAMPLE, &error);
    ck_assert_msg(lexicon != NULL, "%s", error.message);
    return lexicon;
}

static void field_is(const struct hs_lexicon *lexicon, uint32_t row, uint32_t column,
                     const char *wanted)
{
    ck_assert(hs_text_equal(hs_lexicon_field(lexicon, 0, row, column), text_of(wanted)));
}

START_TEST(a_key_is_found_whatever_its_case_and_accents)
{
    struct hs_lexicon *lexicon = open_sample();
    uint32_t table = hs_lexicon_table(lexicon, "sample");
    struct hs_rows rows = hs_lexicon_find(lexicon, table, HS_TEXT("ZURICH"));
    ck_assert_uint_eq(rows.end - rows.begin, 1);
    field_is(lexicon, rows.begin, 0, "zürich");
    field_is(lexicon, rows.begin, 2, "ch");
    rows = hs_lexicon_find(lexicon, table, HS_TEXT("izmir"));
    ck_assert_uint_eq(rows.end - rows.begin, 1);
    hs_lexicon_free(lexicon);
}
END_TEST

START_TEST(rows_that_share_a_key_come_together_in_the_order_of_the_file)
{
    struct hs_lexicon *lexicon = open_sample();
    struct hs_rows rows = hs_lexicon_find(lexicon, 0, HS_TEXT("école"));
    ck_assert_uint_eq(rows.end - rows.begin, 2);
    field_is(lexicon, rows.begin, 2, "fr");
    field_is(lexicon, rows.begin + 1, 2, "plain");
    hs_lexicon_free(lexicon);
}
END_TEST

START_TEST(what_is_not_there_is_an_empty_range)
{
    struct hs_lexicon *lexicon = open_sample();
    char longest[300];
    memset(longest, 'a', sizeof longest);
    const hearsay_text keys[] = {HS_TEXT(""),   HS_TEXT("Ankar"), HS_TEXT("Ankaraa"),
                                 HS_TEXT("zz"), {longest, 255},   {longest, 256},
                                 {longest, 300}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct hs_rows rows = hs_lexicon_find(lexicon, 0, keys[i]);
        ck_assert_uint_eq(rows.begin, rows.end);
    }
    ck_assert_uint_eq(hs_lexicon_table(lexicon, "cues"), HEARSAY_NONE);
    struct hs_rows rows = hs_lexicon_find(lexicon, HEARSAY_NONE, HS_TEXT("Ankara"));
    ck_assert_uint_eq(rows.begin, rows.end);
    ck_assert_uint_eq(hs_lexicon_row_count(lexicon, HEARSAY_NONE), 0);
    field_is(lexicon, 0, 3, "");
    field_is(lexicon, 99, 0, "");
    hs_lexicon_free(lexicon);
}
END_TEST

START_TEST(every_row_of_the_project_is_found_by_its_own_key)
{
    struct hs_lexicon *lexicon = hs_lexicon_new(LEXICON, NULL);
    ck_assert_ptr_nonnull(lexicon);
    for (uint32_t table = 0; hs_lexicon_row_count(lexicon, table); table++)
        for (uint32_t row = 0; row < hs_lexicon_row_count(lexicon, table); row++) {
            struct hs_rows rows =
                hs_lexicon_find(lexicon, table, hs_lexicon_field(lexicon, table, row, 0));
            ck_assert(rows.begin <= row && row < rows.end);
        }
    hs_lexicon_free(lexicon);
}
END_TEST

static char path[] = "/tmp/hearsay-test-XXXXXX";

static void write_file(const unsigned char *data, size_t size)
{
    FILE *file = fopen(path, "wb");
    ck_assert(file && fwrite(data, 1, size, file) == size && fclose(file) == 0);
}

/* The sample with byte `at` changed, or cut to `size`, must be refused. */
static void refused(const unsigned char *data, size_t size, const char *reason)
{
    hearsay_error error = {0};
    write_file(data, size);
    ck_assert_ptr_null(hs_lexicon_new(path, &error));
    ck_assert_int_eq(error.status, HEARSAY_BAD_LEXICON);
    ck_assert_msg(strstr(error.message, reason) != NULL, "%s", error.message);
}

START_TEST(a_damaged_file_is_refused_wherever_the_damage_is)
{
    unsigned char data[4096];
    FILE *file = fopen(SAMPLE, "rb");
    ck_assert_ptr_nonnull(file);
    size_t size = fread(data, 1, sizeof data, file);
    fclose(file);
    int made = mkstemp(path);
    ck_assert_int_ge(made, 0);
    close(made);
    for (size_t at = 0; at < size; at++) {
        data[at] ^= 0x40;
        refused(data, size, "lexicon");
        data[at] ^= 0x40;
        refused(data, at, at < 32 ? "not a lexicon" : "cut short");
    }
    data[8]++;
    refused(data, size, "another version");
    unlink(path);
}
END_TEST

START_TEST(a_missing_file_names_itself_and_the_reason)
{
    hearsay_error error = {0};
    ck_assert_ptr_null(hs_lexicon_new("/nowhere/x.lexicon", &error));
    ck_assert_int_eq(error.status, HEARSAY_BAD_FILE);
    ck_assert_str_eq(error.message, "cannot open '/nowhere/x.lexicon': no such file");
    ck_assert_ptr_null(hs_lexicon_new("/", &error));
    ck_assert_str_eq(error.message, "cannot read '/': is a directory");
    ck_assert_ptr_null(hs_lexicon_new("/dev/null", &error));
    ck_assert_str_eq(error.message, "cannot map '/dev/null': not a regular file");
    ck_assert_ptr_null(hs_lexicon_new("/nowhere/x.lexicon", NULL));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_key_is_found_whatever_its_case_and_accents,
        rows_that_share_a_key_come_together_in_the_order_of_the_file,
        what_is_not_there_is_an_empty_range,
        every_row_of_the_project_is_found_by_its_own_key,
        a_damaged_file_is_refused_wherever_the_damage_is,
        a_missing_file_names_itself_and_the_reason,
    };
    return run("lexicon", tests, sizeof tests / sizeof *tests);
}
