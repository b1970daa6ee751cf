/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include <unistd.h>

#include "cli/help.h"
#include "cli/option.h"

struct settings {
    uint32_t format, width;
    const char *published, *outlet;
};

static const char *const formats[] = {"page", "jsonl", "csv", NULL};

#define FIELD(name) .offset = offsetof(struct settings, name)
static const struct hs_option options[] = {
    {'f', "format", "FORMAT", ": how to write", HS_OPTION_CHOICE, FIELD(format), .choice = formats},
    {0, "published", "DATE", "when", HS_OPTION_DATE, FIELD(published)},
    {'o', "outlet", "NAME", "who", HS_OPTION_TEXT, FIELD(outlet)},
    {'w', "width", "N", "how wide", HS_OPTION_NUMBER, FIELD(width), .least = 40, .most = 400},
    HS_OPTIONS_COMMON,
};

static const struct hs_entry about[] = {{NULL, "Reads."}, {NULL, NULL}};
static const struct hs_section sections[] = {{NULL, NULL}};
static const struct hs_command command = {"read",  "reads",  "[FILE]…", about,
                                          options, sections, NULL};

/* What is said goes to files, to be looked at. */
static char said[4096];

static struct hs_parsed parse(struct settings *settings, int argc, char **argv)
{
    FILE *file = tmpfile();
    fflush(stderr);
    int kept = dup(STDERR_FILENO);
    dup2(fileno(file), STDERR_FILENO);
    struct hs_parsed parsed = hs_options_parse(&command, argc, argv, settings);
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    rewind(file);
    said[fread(said, 1, sizeof said - 1, file)] = '\0';
    fclose(file);
    return parsed;
}

#define PARSE(settings, ...)                                                                       \
    parse(settings, sizeof((char *[]){__VA_ARGS__}) / sizeof(char *), (char *[]){__VA_ARGS__})

START_TEST(values_come_in_four_ways)
{
    struct settings settings = {0};
    struct hs_parsed parsed = PARSE(&settings, "--format", "csv", "--width=100", "-oSANA");
    ck_assert(!parsed.ended);
    ck_assert_int_eq(parsed.operand_count, 0);
    ck_assert_uint_eq(settings.format, 3);
    ck_assert_uint_eq(settings.width, 100);
    ck_assert_str_eq(settings.outlet, "SANA");
    PARSE(&settings, "-f", "page");
    ck_assert_uint_eq(settings.format, 1);
}
END_TEST

START_TEST(operands_may_stand_between_options)
{
    struct settings settings = {0};
    char *argv[] = {"a", "-f", "csv", "-", "--", "--format", "b"};
    struct hs_parsed parsed = parse(&settings, 7, argv);
    ck_assert_int_eq(parsed.operand_count, 4);
    ck_assert_str_eq(argv[0], "a");
    ck_assert_str_eq(argv[1], "-");
    ck_assert_str_eq(argv[2], "--format");
    ck_assert_str_eq(argv[3], "b");
}
END_TEST

START_TEST(unknown_option_names_the_nearest)
{
    struct settings settings = {0};
    struct hs_parsed parsed = PARSE(&settings, "--fromat", "csv");
    ck_assert(parsed.ended);
    ck_assert_int_eq(parsed.status, 2);
    ck_assert_str_eq(said, "hearsay: unknown option '--fromat', did you mean '--format'?\n"
                           "try 'hearsay read --help'\n");
    PARSE(&settings, "--zzzzzz");
    ck_assert_str_eq(said, "hearsay: unknown option '--zzzzzz'\ntry 'hearsay read --help'\n");
    PARSE(&settings, "-x");
    ck_assert_str_eq(said, "hearsay: unknown option '-x'\ntry 'hearsay read --help'\n");
}
END_TEST

START_TEST(wrong_values_say_what_is_right)
{
    struct settings settings = {0};
    PARSE(&settings, "--format", "xml");
    ck_assert_str_eq(
        said,
        "hearsay: '--format' takes page, jsonl or csv, not 'xml'\ntry 'hearsay read --help'\n");
    PARSE(&settings, "-w39");
    ck_assert_str_eq(said, "hearsay: '--width' takes a number from 40 to 400, not '39'\n"
                           "try 'hearsay read --help'\n");
    PARSE(&settings, "--published", "yesterday");
    ck_assert_str_eq(said,
                     "hearsay: '--published' takes a date such as 2015-10-15, not 'yesterday'\n"
                     "try 'hearsay read --help'\n");
    PARSE(&settings, "--outlet");
    ck_assert_str_eq(said, "hearsay: '--outlet' needs NAME\ntry 'hearsay read --help'\n");
}
END_TEST

static bool takes(const char *option, const char *value)
{
    struct settings settings = {0};
    char *argv[] = {(char *)option, (char *)value};
    return !parse(&settings, 2, argv).ended;
}

START_TEST(numbers_are_whole_and_within_bounds)
{
    static const char *const wrong[] = {
        "", "-50", "+50", "50 ", "5e1", "0x40", "401", "4294967376", "99999999999999999999"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!takes("--width", wrong[i]), "'%s' was taken", wrong[i]);
    ck_assert(takes("--width", "40"));
    ck_assert(takes("--width", "400"));
}
END_TEST

START_TEST(dates_are_of_the_calendar)
{
    static const char *const wrong[] = {"",           "2015",       "2015-13-01",  "2015-00-10",
                                        "2015-01-32", "15-10-2015", "2015-10-15x", "2015/10/15",
                                        "2015-10-15T"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!takes("--published", wrong[i]), "'%s' was taken", wrong[i]);
    ck_assert(takes("--published", "2015-10-15"));
    ck_assert(takes("--published", "2015-10-15T12:30:00Z"));
}
END_TEST

START_TEST(help_keeps_to_eighty_columns)
{
    char text[4096];
    FILE *file = fmemopen(text, sizeof text, "w");
    hs_command_help(&command, file);
    fclose(file);
    ck_assert_ptr_nonnull(strstr(text, "usage: hearsay read [OPTION]… [FILE]…\n"));
    ck_assert_ptr_nonnull(
        strstr(text, "\n  -f, --format FORMAT   page, jsonl or csv: how to write\n"));
    for (const char *line = text; *line; line += strcspn(line, "\n") + 1)
        ck_assert_uint_le(strcspn(line, "\n"), 82); /* bytes: "…" has three */
}
END_TEST

START_TEST(manual_escapes_what_roff_would_obey)
{
    static const struct hs_entry odd[] = {{NULL, ".SH is no heading -x \\n"}, {NULL, NULL}};
    struct hs_command other = command;
    other.about = odd;
    char text[4096];
    FILE *file = fmemopen(text, sizeof text, "w");
    hs_command_manual(&other, file);
    fclose(file);
    ck_assert_ptr_nonnull(strstr(text, "\n\\&.SH is no heading \\-x \\en\n"));
    ck_assert_ptr_nonnull(strstr(text, ".TP\n\\fB\\-f\\fR, \\fB\\-\\-format\\fR \\fIFORMAT\\fR\n"));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        values_come_in_four_ways,
        operands_may_stand_between_options,
        unknown_option_names_the_nearest,
        wrong_values_say_what_is_right,
        numbers_are_whole_and_within_bounds,
        dates_are_of_the_calendar,
        help_keeps_to_eighty_columns,
        manual_escapes_what_roff_would_obey,
    };
    return run("option", tests, sizeof tests / sizeof *tests);
}
