/* SPDX-License-Identifier: Apache-2.0 */
/* Commands and their options. One table a command gives the parsing, what --help says, and the page
   of the manual. */
#ifndef HS_CLI_OPTION_H
#define HS_CLI_OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Exit statuses. */
enum { HS_EXIT_DONE = 0, HS_EXIT_FAILED = 1, HS_EXIT_USAGE = 2 };

enum hs_option_kind {
    HS_OPTION_HELP,
    HS_OPTION_VERSION,
    HS_OPTION_TEXT,   /* const char * */
    HS_OPTION_DATE,   /* const char *, YYYY-MM-DD and perhaps a time */
    HS_OPTION_NUMBER, /* uint32_t within [least, most] */
    HS_OPTION_CHOICE, /* uint32_t: 1 for the first of `choice`, 0 when not given */
};

struct hs_option {
    char letter;      /* 0: none */
    const char *name; /* NULL ends a table */
    const char *argument;
    const char *help; /* of a choice: what follows the list of its words */
    enum hs_option_kind kind;
    size_t offset;             /* of its field in the settings of the command */
    const char *const *choice; /* NULL at the end */
    uint32_t least, most;
};

/* The last rows of every table. */
/* clang-format off */
#define HS_OPTIONS_COMMON                                                                          \
    {'h', "help", NULL, "say this and stop", .kind = HS_OPTION_HELP},                              \
    {0, "version", NULL, "say which version this is and stop", .kind = HS_OPTION_VERSION},         \
    {.name = NULL}
/* clang-format on */

/* A term and what is to be said of it; without a term a paragraph. Two NULL end a list. */
struct hs_entry {
    const char *term, *text;
};

struct hs_section {
    const char *title; /* NULL ends a list */
    const struct hs_entry *entry;
};

struct hs_command {
    const char *name;     /* "read"; "" for the program itself */
    const char *summary;  /* small letter, no full stop */
    const char *operands; /* "[FILE|DIR|-]…" */
    const struct hs_entry *about;
    const struct hs_option *option;
    const struct hs_section *section;                                 /* after the options */
    int (*run)(const struct hs_command *self, int argc, char **argv); /* gives the exit status */
};

/* What parsing came to: work to do, or an end with an exit status. */
struct hs_parsed {
    bool ended;
    int status;
    int operand_count; /* operands are moved to the front of argv */
};

/* Reads `argc` arguments, without the names of program and command, into the fields of `settings`.
   Answers --help and --version itself; complains about the rest on standard error. */
struct hs_parsed hs_options_parse(const struct hs_command *command, int argc, char **argv,
                                  void *settings);

/* "hearsay: MESSAGE" on standard error. */
void hs_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The nearest to `word` of `count` names, or NULL where none is near; name(list, i) gives them. */
const char *hs_nearest(const char *word, const char *(*name)(const void *list, size_t number),
                       const void *list, size_t count);

#endif
