/* SPDX-License-Identifier: Apache-2.0 */
/* Parsing of options after their table. What a table says to people is in help.c. */
#include "cli/option.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "cli/help.h"

/* One argument that is an option: which, and the value that came with it. */
struct given {
    const struct hs_option *option;
    const char *value; /* NULL: none came */
};

void hs_complain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("hearsay: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

/* ---- the nearest name: edits between two words (Levenshtein 1966), a swap of neighbours is one */

enum { WORD_MAX = 32 };

static unsigned least_of(unsigned a, unsigned b, unsigned c)
{
    unsigned low = a < b ? a : b;
    return low < c ? low : c;
}

static unsigned edits(const char *a, const char *b)
{
    size_t across = strlen(a), down = strlen(b);
    if (across > WORD_MAX || down > WORD_MAX)
        return WORD_MAX;
    unsigned row[WORD_MAX + 1][WORD_MAX + 1];
    for (size_t i = 0; i <= across; i++)
        row[i][0] = (unsigned)i;
    for (size_t k = 0; k <= down; k++)
        row[0][k] = (unsigned)k;
    for (size_t i = 1; i <= across; i++)
        for (size_t k = 1; k <= down; k++) {
            row[i][k] = least_of(row[i - 1][k] + 1, row[i][k - 1] + 1,
                                 row[i - 1][k - 1] + (a[i - 1] != b[k - 1]));
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                row[i][k] = least_of(row[i][k], row[i - 2][k - 2] + 1, WORD_MAX);
        }
    return row[across][down];
}

const char *hs_nearest(const char *word, const char *(*name)(const void *list, size_t number),
                       const void *list, size_t count)
{
    const char *nearest = NULL;
    unsigned least = (unsigned)strlen(word) / 2 + 1; /* half of the word wrong is no mere slip */
    for (size_t i = 0; i < count; i++) {
        unsigned distance = edits(word, name(list, i));
        if (distance >= least)
            continue;
        least = distance;
        nearest = name(list, i);
    }
    return nearest;
}

static const char *option_name(const void *list, size_t number)
{
    return ((const struct hs_option *)list)[number].name;
}

static size_t option_count(const struct hs_option *option)
{
    size_t count = 0;
    while (option[count].name)
        count++;
    return count;
}

/* ---- values */

static bool digits(const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    return true;
}

/* YYYY-MM-DD with a month and a day that exist, alone or before "T" and a time (ISO 8601). */
static bool good_date(const char *text)
{
    if (strlen(text) < 10 || !digits(text, 4) || text[4] != '-' || !digits(text + 5, 2) ||
        text[7] != '-' || !digits(text + 8, 2))
        return false;
    int month = (text[5] - '0') * 10 + text[6] - '0', day = (text[8] - '0') * 10 + text[9] - '0';
    bool exists = month >= 1 && month <= 12 && day >= 1 && day <= 31;
    return exists && (text[10] == '\0' || (text[10] == 'T' && digits(text + 11, 2)));
}

static bool wrong_value(const struct given *given)
{
    char form[160];
    hs_option_form(given->option, form, sizeof form);
    hs_complain("'--%s' takes %s, not '%s'", given->option->name, form, given->value);
    return false;
}

static bool set_number(const struct given *given, uint32_t *field)
{
    const char *value = given->value;
    size_t size = strlen(value);
    unsigned long number =
        size && size < 10 && digits(value, size) ? strtoul(value, NULL, 10) : UINT32_MAX;
    if (number < given->option->least || number > given->option->most)
        return wrong_value(given);
    *field = (uint32_t)number;
    return true;
}

static bool set_choice(const struct given *given, uint32_t *field)
{
    const char *const *choice = given->option->choice;
    for (uint32_t i = 0; choice[i]; i++)
        if (strcmp(choice[i], given->value) == 0) {
            *field = i + 1;
            return true;
        }
    return wrong_value(given);
}

static bool set_value(const struct given *given, void *settings)
{
    void *field = (char *)settings + given->option->offset;
    switch (given->option->kind) {
    case HS_OPTION_NUMBER:
        return set_number(given, field);
    case HS_OPTION_CHOICE:
        return set_choice(given, field);
    case HS_OPTION_DATE:
        if (!good_date(given->value))
            return wrong_value(given);
        break;
    default:
        break;
    }
    *(const char **)field = given->value;
    return true;
}

/* ---- arguments */

static const struct hs_option *by_name(const struct hs_option *option, const char *name,
                                       size_t size)
{
    for (; option->name; option++)
        if (strlen(option->name) == size && memcmp(option->name, name, size) == 0)
            return option;
    return NULL;
}

static const struct hs_option *by_letter(const struct hs_option *option, char letter)
{
    for (; option->name; option++)
        if (option->letter == letter)
            return option;
    return NULL;
}

static void unknown_option(const struct hs_command *command, const char *argument)
{
    const char *nearest =
        argument[1] == '-'
            ? hs_nearest(argument + 2, option_name, command->option, option_count(command->option))
            : NULL;
    if (nearest)
        hs_complain("unknown option '%s', did you mean '--%s'?", argument, nearest);
    else
        hs_complain("unknown option '%s'", argument);
}

/* What `argument` names: --name, --name=value, -l or -lvalue. */
static struct given recognise(const struct hs_option *table, const char *argument)
{
    if (argument[1] != '-')
        return (struct given){by_letter(table, argument[1]), argument[2] ? argument + 2 : NULL};
    const char *equals = strchr(argument, '=');
    size_t size = equals ? (size_t)(equals - argument) - 2 : strlen(argument + 2);
    return (struct given){by_name(table, argument + 2, size), equals ? equals + 1 : NULL};
}

static struct hs_parsed wrong(const struct hs_command *command)
{
    fprintf(stderr, "try 'hearsay%s%s --help'\n", *command->name ? " " : "", command->name);
    return (struct hs_parsed){.ended = true, .status = HS_EXIT_USAGE};
}

static struct hs_parsed answer(const struct hs_command *command, const struct given *given)
{
    if (given->option->kind == HS_OPTION_VERSION)
        puts("hearsay " HEARSAY_VERSION);
    else if (given->value && strcmp(given->value, "man") == 0)
        hs_command_manual(command, stdout);
    else
        hs_command_help(command, stdout);
    if (fflush(stdout) == 0)
        return (struct hs_parsed){.ended = true, .status = HS_EXIT_DONE};
    hearsay_error error;
    hs_fail_system(&error, HEARSAY_WRITE_FAILED, errno, "write", "standard output");
    hs_complain("%s", error.message);
    return (struct hs_parsed){.ended = true, .status = HS_EXIT_FAILED};
}

/* The option at argv[*at], and its value; where that is the next argument, *at moves there. */
static struct hs_parsed take_option(const struct hs_command *command, int argc, char **argv,
                                    int *at, void *settings)
{
    const char *argument = argv[*at];
    struct given given = recognise(command->option, argument);
    if (!given.option) {
        unknown_option(command, argument);
        return wrong(command);
    }
    if (given.option->kind <= HS_OPTION_VERSION)
        return answer(command, &given);
    if (!given.value && *at + 1 < argc)
        given.value = argv[++*at];
    if (!given.value) {
        hs_complain("'%s' needs %s", argument, given.option->argument);
        return wrong(command);
    }
    return set_value(&given, settings) ? (struct hs_parsed){.ended = false} : wrong(command);
}

struct hs_parsed hs_options_parse(const struct hs_command *command, int argc, char **argv,
                                  void *settings)
{
    int operand_count = 0;
    bool options = true; /* until "--" */
    for (int i = 0; i < argc; i++) {
        if (options && strcmp(argv[i], "--") == 0) {
            options = false;
        } else if (!options || argv[i][0] != '-' || !argv[i][1]) {
            argv[operand_count++] = argv[i];
        } else {
            struct hs_parsed parsed = take_option(command, argc, argv, &i, settings);
            if (parsed.ended)
                return parsed;
        }
    }
    return (struct hs_parsed){.operand_count = operand_count};
}
