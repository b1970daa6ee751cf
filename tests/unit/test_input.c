/* SPDX-License-Identifier: Apache-2.0 */
#define _XOPEN_SOURCE 700 /* nftw */
#include "unit.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "page/input.h"

static struct hs_input input;
static struct hs_record record;
static hearsay_error error;

static char folder[] = "/tmp/hearsay-input-XXXXXX";

static int remove_one(const char *path, const struct stat *state, int type, struct FTW *level)
{
    (void)state, (void)type, (void)level;
    return remove(path);
}

static void remove_folder(void)
{
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* Each test runs in a process of its own, and in a new folder, its working directory. */
static void enter_folder(void)
{
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    atexit(remove_folder);
}

static void put_bytes(const char *path, const char *data, size_t size)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(data, 1, size, file), size);
    fclose(file);
}

static void put(const char *path, const char *string)
{
    put_bytes(path, string, strlen(string));
}

static void give_input(const char *string, size_t size)
{
    put_bytes("standard", string, size);
    int file = open("standard", O_RDONLY);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(dup2(file, STDIN_FILENO), STDIN_FILENO);
    close(file);
}

static void start(const char *const *path, size_t count)
{
    hs_input_release(&input);
    hs_input_init(&input, path, count);
}

#define START(...)                                                                                 \
    start((const char *const[]){__VA_ARGS__},                                                      \
          sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void next_is(const char *path, uint64_t line, const char *text)
{
    enum hs_input_step step = hs_input_next(&input, &record, &error);
    ck_assert_msg(step == HS_INPUT_RECORD, "step %d: %s", step, error.message);
    ck_assert_str_eq(record.path, path);
    ck_assert_uint_eq(record.line, line);
    hearsay_text bytes = record.source.bytes;
    ck_assert_msg(hs_text_equal(bytes, text_of(text)), "bytes are '%.*s'", (int)bytes.size,
                  bytes.data);
    hs_record_release(&record);
}

static void next_fails(hearsay_status status, const char *message)
{
    ck_assert_int_eq(hs_input_next(&input, &record, &error), HS_INPUT_FAILED);
    ck_assert_str_eq(error.message, message);
    ck_assert_int_eq(error.status, status);
}

static void ends(void)
{
    ck_assert_int_eq(hs_input_next(&input, &record, &error), HS_INPUT_END);
    ck_assert_int_eq(hs_input_next(&input, &record, &error), HS_INPUT_END);
    hs_input_release(&input);
}

START_TEST(a_file_is_one_record)
{
    enter_folder();
    put("a.txt", "Envoys met.\n");
    put("odd.name", "{\"text\":\"not JSON Lines\"}");
    put("empty", "");
    START("a.txt", "odd.name", "empty");
    next_is("a.txt", 0, "Envoys met.\n");
    next_is("odd.name", 0, "{\"text\":\"not JSON Lines\"}");
    next_is("empty", 0, "");
    ends();
}
END_TEST

START_TEST(binary_bytes_are_read_as_they_are)
{
    enter_folder();
    put_bytes("junk", "\0\xff\n\0", 4);
    START("junk");
    ck_assert_int_eq(hs_input_next(&input, &record, &error), HS_INPUT_RECORD);
    ck_assert(hs_text_equal(record.source.bytes, (hearsay_text){"\0\xff\n\0", 4}));
    hs_record_release(&record);
    ends();
}
END_TEST

START_TEST(a_folder_is_read_by_name_and_without_what_is_hidden)
{
    enter_folder();
    mkdir("f", 0755);
    mkdir("f/b", 0755);
    mkdir("f/.hidden", 0755);
    put("f/c.txt", "c");
    put("f/a.txt", "a");
    put("f/b/z.txt", "z");
    put("f/B.txt", "B");
    put("f/.dot", "no");
    put("f/.hidden/x.txt", "no");
    START("f", ".");
    next_is("f/B.txt", 0, "B");
    next_is("f/a.txt", 0, "a");
    next_is("f/b/z.txt", 0, "z");
    next_is("f/c.txt", 0, "c");
    next_is("./f/B.txt", 0, "B");
    hs_input_release(&input); /* in the middle of a folder */
}
END_TEST

START_TEST(a_line_is_a_record)
{
    enter_folder();
    put("a.jsonl",
        "{\"id\":\"x\",\"text\":\"One\",\"url\":\"u\",\"published\":\"2015-10-15\",\"title\":\"t\","
        "\"outlet\":null,\"other\":[1]}\r\n\n{\"id\":17,\"text\":\"T\\u0000\\u00e9\"}");
    START("a.jsonl");
    ck_assert_int_eq(hs_input_next(&input, &record, &error), HS_INPUT_RECORD);
    ck_assert(hs_text_equal(record.source.id, HS_TEXT("x")));
    ck_assert(hs_text_equal(record.source.url, HS_TEXT("u")));
    ck_assert(hs_text_equal(record.source.published, HS_TEXT("2015-10-15")));
    ck_assert(hs_text_equal(record.source.title, HS_TEXT("t")));
    ck_assert_ptr_null(record.source.outlet.data);
    ck_assert_uint_eq(record.line, 1);
    struct hs_record first = record;
    ck_assert_int_eq(hs_input_next(&input, &record, &error), HS_INPUT_RECORD);
    ck_assert(hs_text_equal(record.source.id, HS_TEXT("17")));
    ck_assert(hs_text_equal(record.source.bytes, HS_TEXT("T\0é")));
    ck_assert_uint_eq(record.line, 3);
    hs_record_release(&record);
    ck_assert(hs_text_equal(first.source.bytes, HS_TEXT("One"))); /* outlives the next */
    hs_record_release(&first);
    ends();
}
END_TEST

START_TEST(a_bad_line_is_named_and_the_next_one_read)
{
    enter_folder();
    put("a.jsonl", "{\"text\":\"a\"}\n"
                   "{\"id\":\"cut\",\"text\":\"The envoys of both si\n"
                   "{\"text\" \"b\"}\n"
                   "[1]\n"
                   "{\"title\":\"t\"}\n"
                   "{\"text\":5}\n"
                   "{\"html\":\"<p>\"}\n"
                   "{\"text\":\"\xff\"}\n"
                   "{\"text\":\"z\"}\n");
    START("a.jsonl");
    next_is("a.jsonl", 1, "a");
    next_fails(HEARSAY_BAD_INPUT, "'a.jsonl' line 2: JSON cut short at byte 41");
    ck_assert_uint_eq(error.at, 41);
    next_fails(HEARSAY_BAD_INPUT, "'a.jsonl' line 3: JSON broken at byte 11");
    next_fails(HEARSAY_BAD_INPUT, "'a.jsonl' line 4: no JSON object");
    next_fails(HEARSAY_BAD_INPUT, "'a.jsonl' line 5: no \"text\"");
    next_fails(HEARSAY_BAD_INPUT, "'a.jsonl' line 6: \"text\" is no text");
    next_fails(HEARSAY_BAD_INPUT, "'a.jsonl' line 7: HTML is not read yet");
    ck_assert_int_eq(hs_input_next(&input, &record, &error), HS_INPUT_FAILED);
    ck_assert(strstr(error.message, "'a.jsonl' line 8: not UTF-8 at byte "));
    next_is("a.jsonl", 9, "z");
    ends();
}
END_TEST

START_TEST(a_file_that_cannot_be_read_is_named_and_the_next_one_read)
{
    enter_folder();
    put("a.txt", "a");
    put("page.HTML", "<p>");
    put("w.warc.gz", "");
    put("list.json", "[]");
    mkdir("f", 0755);
    ck_assert_int_eq(symlink("nowhere", "f/link"), 0);
    ck_assert_int_eq(mkfifo("f/pipe", 0644), 0);
    START("none.txt", "page.HTML", "w.warc.gz", "list.json", "f", "", "a.txt");
    next_fails(HEARSAY_BAD_FILE, "cannot open 'none.txt': no such file");
    next_fails(HEARSAY_BAD_INPUT, "cannot read 'page.HTML': HTML pages are not read yet");
    next_fails(HEARSAY_BAD_INPUT, "cannot read 'w.warc.gz': compressed files are not read yet");
    next_fails(
        HEARSAY_BAD_INPUT,
        "cannot read 'list.json': JSON is read one record a line, from files that end in .jsonl");
    next_fails(HEARSAY_BAD_FILE, "cannot open 'f/link': no such file");
    next_fails(HEARSAY_BAD_FILE, "cannot read 'f/pipe': not a regular file");
    next_fails(HEARSAY_BAD_FILE, "cannot open '': no such file");
    next_is("a.txt", 0, "a");
    ends();
}
END_TEST

START_TEST(a_file_without_permission_is_named)
{
    enter_folder();
    put("x.txt", "x");
    chmod("x.txt", 0);
    START("x.txt");
    if (geteuid() != 0) /* root may read all */
        next_fails(HEARSAY_BAD_FILE, "cannot open 'x.txt': permission denied");
    hs_input_release(&input);
}
END_TEST

START_TEST(standard_input_is_one_text)
{
    enter_folder();
    give_input("\n Envoys met.\n", 14);
    START("-");
    next_is("-", 0, "\n Envoys met.\n");
    ends();
    give_input("{ no JSON\n", 10);
    START("-");
    next_is("-", 0, "{ no JSON\n");
    ends();
    give_input("{\"a\":1}\n", 8);
    START("-");
    next_is("-", 0, "{\"a\":1}\n");
    ends();
    give_input("", 0);
    START("-");
    next_is("-", 0, "");
    ends();
}
END_TEST

START_TEST(standard_input_has_a_record_a_line_if_its_first_line_is_one)
{
    enter_folder();
    const char lines[] = "\xef\xbb\xbf\n{\"text\":\"a\"}\n{\"text\":\"b\"";
    give_input(lines, sizeof lines - 1);
    put("c.txt", "c");
    START("-", "c.txt");
    next_is("-", 2, "a");
    next_fails(HEARSAY_BAD_INPUT, "'standard input' line 3: JSON cut short at byte 11");
    next_is("c.txt", 0, "c");
    ends();
}
END_TEST

START_TEST(a_byte_order_mark_before_the_first_line_does_not_count)
{
    enter_folder();
    put("a.ndjson", "\xef\xbb\xbf{\"text\":\"a\"}\n");
    START("a.ndjson");
    next_is("a.ndjson", 1, "a");
    ends();
}
END_TEST

START_TEST(lines_that_cross_the_buffer_are_whole)
{
    enum { LINES = 3000 };
    enter_folder();
    FILE *file = fopen("many.jsonl", "w");
    ck_assert_ptr_nonnull(file);
    for (int i = 0; i < LINES; i++)
        fprintf(file, "{\"text\":\"%0*d\"}\n", i % 700 + 1, i);
    fclose(file);
    START("many.jsonl");
    for (int i = 0; i < LINES; i++) {
        char wanted[1024];
        snprintf(wanted, sizeof wanted, "%0*d", i % 700 + 1, i);
        next_is("many.jsonl", (uint64_t)i + 1, wanted);
    }
    ends();
}
END_TEST

START_TEST(a_line_of_50_mb_takes_linear_time)
{
    enum { SIZE = 50 << 20 };
    enter_folder();
    char *bytes = hs_arena_alloc(&memory, SIZE);
    memset(bytes, 'a', SIZE);
    memcpy(bytes, "{\"text\":\"", 9);
    memcpy(bytes + SIZE - 3, "\"}\n", 3);
    put_bytes("long.jsonl", bytes, SIZE);
    START("long.jsonl");
    ck_assert_int_eq(hs_input_next(&input, &record, &error), HS_INPUT_RECORD);
    ck_assert_uint_eq(record.source.bytes.size, SIZE - 12);
    hs_record_release(&record);
    ends();
    unlink("long.jsonl");
}
END_TEST

START_TEST(what_is_over_the_limit_is_named_and_passed_over)
{
    enum { LIMIT = 1 << 20 };
    enter_folder();
    char *bytes = hs_arena_alloc(&memory, LIMIT + 100);
    memset(bytes, 'a', LIMIT + 100);
    put_bytes("long.txt", bytes, LIMIT + 1);
    put_bytes("full.txt", bytes, LIMIT);
    memcpy(bytes + LIMIT + 1, "\n{\"text\":\"after\"}\n", 18);
    put_bytes("long.jsonl", bytes, LIMIT + 19);
    START("long.jsonl", "long.txt", "full.txt");
    input.limit = LIMIT;
    next_fails(HEARSAY_BAD_INPUT, "'long.jsonl' line 1: over 1 MiB");
    next_is("long.jsonl", 2, "after");
    next_fails(HEARSAY_BAD_INPUT, "cannot read 'long.txt': over 1 MiB");
    ck_assert_int_eq(hs_input_next(&input, &record, &error), HS_INPUT_RECORD);
    ck_assert_uint_eq(record.source.bytes.size, LIMIT);
    hs_record_release(&record);
    ends();
}
END_TEST

int main(void)
{
    const TTest *const test[] = {
        a_file_is_one_record,
        binary_bytes_are_read_as_they_are,
        a_folder_is_read_by_name_and_without_what_is_hidden,
        a_line_is_a_record,
        a_bad_line_is_named_and_the_next_one_read,
        a_file_that_cannot_be_read_is_named_and_the_next_one_read,
        a_file_without_permission_is_named,
        standard_input_is_one_text,
        standard_input_has_a_record_a_line_if_its_first_line_is_one,
        a_byte_order_mark_before_the_first_line_does_not_count,
        lines_that_cross_the_buffer_are_whole,
        a_line_of_50_mb_takes_linear_time,
        what_is_over_the_limit_is_named_and_passed_over,
    };
    return run("input", test, sizeof test / sizeof *test);
}
