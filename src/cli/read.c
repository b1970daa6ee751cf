/* SPDX-License-Identifier: Apache-2.0 */
/* hearsay read: inputs to rows on standard output, in their order, read by several threads. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/error.h"
#include "base/work.h"
#include "cli/command.h"
#include "cli/data.h"
#include "cli/help.h"
#include "cli/progress.h"
#include "page/input.h"
#include "write/write.h"

enum { COLOR_DEFAULT, COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER }; /* as in `colors` below */
enum { WIDTH_WIDEST = 120 }; /* longer lines are hard to read, however wide the terminal */

static const char *const formats[] = {"page", "jsonl", "csv", "conllu", NULL};
static const char *const colors[] = {"auto", "always", "never", NULL};

struct settings {
    uint32_t format, color, width, threads;
    const char *published, *outlet, *url, *model, *lexicon;
};

/* ---- what the command says of itself */

static const struct hs_entry about[] = {
    {NULL,
     "Reads news reports and writes what is said in them: who says it (source), the words that "
     "tell of the saying (cue), what is said (content), of which kind it is (say, deny, warn, "
     "promise, …), in whose words (direct, mixed, indirect), within which other statement, and "
     "by way of which outlets."},
    {NULL,
     "A FILE is plain text, or JSON Lines if its name ends in .jsonl: one object a line, with "
     "\"text\" and perhaps \"id\", \"url\", \"outlet\", \"title\" and \"published\". Of a DIR "
     "every file is read, in the order of their names. \"-\" is standard input, which is also "
     "read when no FILE is named."},
    {NULL,
     "On a terminal the rows are laid out as a page for eyes; in a pipe or file they are JSON "
     "Lines, one object a document. Every row points back to the bytes of the text that it "
     "was read from."},
    {NULL, NULL},
};

#define FIELD(name) .offset = offsetof(struct settings, name)
static const struct hs_option options[] = {
    {'f', "format", "FORMAT", " (default: page on a terminal, else jsonl)", HS_OPTION_CHOICE,
     FIELD(format), .choice = formats},
    {0, "published", "DATE", "when the reports appeared, where an input does not say",
     HS_OPTION_DATE, FIELD(published)},
    {0, "outlet", "NAME", "who published them, where an input does not say", HS_OPTION_TEXT,
     FIELD(outlet)},
    {0, "url", "URL", "where they appeared, where an input does not say", HS_OPTION_TEXT,
     FIELD(url)},
    {'j', "threads", "N",
     "read with N threads (default: one a core); the output is the same with any number",
     HS_OPTION_NUMBER, FIELD(threads), .least = 1, .most = HS_WORK_THREADS_MAX},
    {0, "width", "N",
     "columns of a page, 40 to 400 (default: those of the terminal, at most 120; else 80)",
     HS_OPTION_NUMBER, FIELD(width), .least = 40, .most = 400},
    {0, "color", "WHEN", "; auto has colours on a terminal, unless NO_COLOR is set or TERM is dumb",
     HS_OPTION_CHOICE, FIELD(color), .choice = colors},
    {0, "model", "FILE", "the model (default: see the environment)", HS_OPTION_TEXT, FIELD(model)},
    {0, "lexicon", "FILE", "the lexicon (likewise)", HS_OPTION_TEXT, FIELD(lexicon)},
    HS_OPTIONS_COMMON,
};

static const struct hs_entry examples[] = {
    {"hearsay read article.txt", "who said what in an article, as a page"},
    {"hearsay read --published 2015-10-15 --outlet SANA article.txt",
     "the same, told when and by whom it was published"},
    {"hearsay read news/ archive.jsonl > rows.jsonl",
     "a folder and an archive; a JSON object a line for each document"},
    {"hearsay read -f csv news/ > rows.csv", "a table for a spreadsheet: a line a statement"},
    {"curl -s https://example.org/story.txt | hearsay read -", "what another program fetched"},
    {"hearsay read -f jsonl article.txt | jq -r '.statements[] | .act'",
     "the rows in another program"},
    {NULL, NULL},
};

static const struct hs_entry environment[] = {
    {"HEARSAY_DATA", "a folder with hearsay.model and hearsay.lexicon; what is not there is looked "
                     "for where the program was installed or built"},
    {"NO_COLOR", "when set and not empty, no colours unless --color always"},
    {NULL, NULL},
};

static const struct hs_entry statuses[] = {
    {"0", "done"},
    {"1", "some inputs failed, each named on standard error, and the rest is written; or there is "
          "no model, or the output could not be written"},
    {"2", "wrong usage"},
    {NULL, NULL},
};

static const struct hs_section sections[] = {
    {"examples", examples},
    {"environment", environment},
    {"exit status", statuses},
    {NULL, NULL},
};

/* ---- reading */

/* All that the threads share. Only `take` touches the input, only `give` output and counts. */
struct reading {
    const struct settings *settings;
    const char *format;
    hearsay_layout layout;
    const hearsay *engine;
    struct hs_input input;
    struct hs_progress progress;
    bool failed, broken; /* an input failed; standard output takes no more */
    int reason;          /* errno of that */
};

/* One input on its way: what came, and what was made of it. */
struct item {
    bool came; /* there is a record, to be released */
    struct hs_record record;
    hearsay_report *report; /* NULL: see error */
    hearsay_error error;
};

static bool take(void *context, void *thing)
{
    struct reading *reading = context;
    struct item *item = thing;
    enum hs_input_step step = hs_input_next(&reading->input, &item->record, &item->error);
    item->came = step == HS_INPUT_RECORD;
    return step != HS_INPUT_END;
}

static void fill_in(hearsay_text *text, const char *given)
{
    if (!text->data && given)
        *text = (hearsay_text){given, strlen(given)};
}

static void read_item(void *context, void *thing)
{
    const struct reading *reading = context;
    struct item *item = thing;
    if (!item->came)
        return;
    hearsay_source source = item->record.source;
    fill_in(&source.published, reading->settings->published);
    fill_in(&source.outlet, reading->settings->outlet);
    fill_in(&source.url, reading->settings->url);
    item->report = hearsay_read(reading->engine, &source, &item->error);
}

static bool write_all(void *context, const char *data, size_t size)
{
    struct reading *reading = context;
    while (size > 0) {
        ssize_t written = write(STDOUT_FILENO, data, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            reading->reason = errno;
            return false;
        }
        data += written;
        size -= (size_t)written;
    }
    return true;
}

static void complain(struct reading *reading, const hearsay_error *error)
{
    hs_progress_wipe(&reading->progress);
    hs_complain("%s", error->message);
    reading->failed = true;
}

static void give_rows(struct reading *reading, struct item *item)
{
    hearsay_status status = hearsay_report_write(item->report, reading->format, &reading->layout,
                                                 write_all, reading, &item->error);
    reading->broken = status == HEARSAY_WRITE_FAILED;
    if (status != HEARSAY_OK && !reading->broken)
        complain(reading, &item->error);
}

static bool give(void *context, void *thing)
{
    struct reading *reading = context;
    struct item *item = thing;
    if (!item->report)
        complain(reading, &item->error);
    else if (!reading->broken)
        give_rows(reading, item);
    hearsay_report_free(item->report);
    if (item->came) {
        hs_progress_add(&reading->progress, item->record.source.bytes.size);
        hs_record_release(&item->record);
    }
    return !reading->broken;
}

static void read_all(struct reading *reading)
{
    const struct hs_work work = {reading, sizeof(struct item), take, read_item, give};
    uint32_t threads = reading->settings->threads ? reading->settings->threads : hs_work_cores();
    hs_progress_init(&reading->progress);
    hearsay_text header = hs_csv_header();
    if (strcmp(reading->format, "csv") == 0)
        reading->broken = !write_all(reading, header.data, header.size);
    if (!reading->broken && !hs_work_do(&work, threads)) {
        hs_complain("cannot begin: out of memory");
        reading->failed = true;
    }
    hs_progress_wipe(&reading->progress);
    if (!reading->broken && close(STDOUT_FILENO) != 0) {
        reading->reason = errno;
        reading->broken = true;
    }
    if (!reading->broken)
        return;
    hearsay_error error;
    hs_fail_system(&error, HEARSAY_WRITE_FAILED, reading->reason, "write", "standard output");
    complain(reading, &error);
}

/* ---- the terminal */

static bool has_colour(const struct settings *settings)
{
    if (settings->color == COLOR_ALWAYS || settings->color == COLOR_NEVER)
        return settings->color == COLOR_ALWAYS;
    const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return isatty(STDOUT_FILENO) && !(none && *none) && terminal && strcmp(terminal, "dumb") != 0;
}

static uint32_t page_width(const struct settings *settings)
{
    struct winsize size;
    if (settings->width)
        return settings->width;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        return 0;
    return size.ws_col < WIDTH_WIDEST ? size.ws_col : WIDTH_WIDEST;
}

static const char *format_name(const struct settings *settings)
{
    if (settings->format)
        return formats[settings->format - 1];
    return isatty(STDOUT_FILENO) ? "page" : "jsonl";
}

/* ---- the command */

static hearsay *open_engine(const struct settings *settings)
{
    char model[HS_PATH_SIZE], lexicon[HS_PATH_SIZE];
    hearsay_options where = {settings->model, settings->lexicon};
    hearsay_error error;
    if (!where.model) {
        hs_data_find("model", model);
        where.model = model;
    }
    if (!where.lexicon) {
        hs_data_find("lexicon", lexicon);
        where.lexicon = lexicon;
    }
    hearsay *engine = hearsay_open(&where, &error);
    if (engine)
        return engine;
    hs_complain("%s", error.message);
    fputs("name the files with --model and --lexicon, or their folder in HEARSAY_DATA\n", stderr);
    return NULL;
}

static int run(const struct hs_command *self, int argc, char **argv)
{
    static const char *const standard_input[] = {"-"};
    struct settings settings = {0};
    struct hs_parsed parsed = hs_options_parse(self, argc, argv, &settings);
    if (parsed.ended)
        return parsed.status;
    if (!parsed.operand_count && isatty(STDIN_FILENO)) {
        hs_command_usage(self, stderr);
        return HS_EXIT_USAGE;
    }
    hearsay *engine = open_engine(&settings);
    if (!engine)
        return HS_EXIT_FAILED;
    struct reading reading = {
        .settings = &settings,
        .format = format_name(&settings),
        .layout = {page_width(&settings), has_colour(&settings)},
        .engine = engine,
    };
    const char *const *path = parsed.operand_count ? (const char *const *)argv : standard_input;
    hs_input_init(&reading.input, path, parsed.operand_count ? (size_t)parsed.operand_count : 1);
    read_all(&reading);
    hs_input_release(&reading.input);
    hearsay_close(engine);
    return reading.failed ? HS_EXIT_FAILED : HS_EXIT_DONE;
}

const struct hs_command hs_command_read = {
    .name = "read",
    .summary = "reads news reports and writes down who said what, on whose word",
    .operands = "[FILE|DIR|-]…",
    .about = about,
    .option = options,
    .section = sections,
    .run = run,
};
