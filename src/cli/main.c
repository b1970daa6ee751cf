/* SPDX-License-Identifier: Apache-2.0 */
/* hearsay: picks the command. */
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/help.h"

static const struct hs_command *const commands[] = {&hs_command_read};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static const struct hs_entry about[] = {
    {NULL, "hearsay reads news reports and writes down, as rows, who said what and on whose word. "
           "Every row points back to the bytes that it was read from."},
    {NULL, "It works offline, with a model and a lexicon in two files."},
    {NULL, NULL},
};

static const struct hs_option options[] = {HS_OPTIONS_COMMON};

static const struct hs_entry command_entries[] = {
    {"read [FILE|DIR|-]…", "reads reports and writes their rows; 'hearsay read --help' tells more"},
    {NULL, NULL},
};

static const struct hs_entry examples[] = {
    {"hearsay read article.txt", "shows who said what in an article"},
    {"hearsay read news/ > news.jsonl",
     "reads a folder of articles, one JSON object a line for each"},
    {NULL, NULL},
};

static const struct hs_entry statuses[] = {
    {"0", "done"},
    {"1", "some inputs failed, each named on standard error; the rest is written"},
    {"2", "wrong usage"},
    {NULL, NULL},
};

static const struct hs_section sections[] = {
    {"commands", command_entries},
    {"examples", examples},
    {"exit status", statuses},
    {NULL, NULL},
};

static const struct hs_command program = {
    .name = "",
    .summary = "reads the news and writes down who said what, on whose word",
    .operands = "COMMAND …",
    .about = about,
    .option = options,
    .section = sections,
};

static const char *command_name(const void *list, size_t number)
{
    return ((const struct hs_command *const *)list)[number]->name;
}

static int unknown_command(const char *name)
{
    const char *nearest = hs_nearest(name, command_name, commands, COMMAND_COUNT);
    if (access(name, F_OK) == 0)
        hs_complain("unknown command '%s', did you mean 'hearsay read %s'?", name, name);
    else if (nearest)
        hs_complain("unknown command '%s', did you mean '%s'?", name, nearest);
    else
        hs_complain("unknown command '%s'", name);
    fputs("try 'hearsay --help'\n", stderr);
    return HS_EXIT_USAGE;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_DFL); /* whoever reads our output may go: then we go too, without a word */
    if (argc < 2) {
        hs_command_help(&program, stderr);
        return HS_EXIT_USAGE;
    }
    if (argv[1][0] == '-') {
        struct hs_parsed parsed = hs_options_parse(&program, argc - 1, argv + 1, NULL);
        return parsed.ended ? parsed.status : unknown_command(argv[1]);
    }
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(argv[1], commands[i]->name) == 0)
            return commands[i]->run(commands[i], argc - 2, argv + 2);
    return unknown_command(argv[1]);
}
