/* SPDX-License-Identifier: Apache-2.0 */
/* Files, folders and standard input to records. It works outside any reading, so it has a recovery
   point of its own: when memory runs out, the file at hand has failed and the next is opened. */
#include "page/input.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <jansson.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "page/encoding.h"

/* A buffer doubles, and its older halves stay in the arena until the file is done. */
static const size_t BUFFER_LIMIT = (size_t)HS_DOCUMENT_LIMIT * 5;
static const size_t RECORD_LIMIT = (size_t)HS_DOCUMENT_LIMIT * 5;

enum { ROOM_MIN = 1 << 16 };

/* Endings that say what a file is. `refusal`: why it is not read; NULL: it has a record a line. */
static const struct {
    const char *ending, *refusal;
} kinds[] = {
    {".jsonl", NULL},
    {".ndjson", NULL},
    {".json", "JSON is read one record a line, from files that end in .jsonl"},
    {".html", "HTML pages are not read yet"},
    {".htm", "HTML pages are not read yet"},
    {".xhtml", "HTML pages are not read yet"},
    {".warc", "WARC files are not read yet"},
    {".xml", "feeds are not read yet"},
    {".rss", "feeds are not read yet"},
    {".atom", "feeds are not read yet"},
    {".gz", "compressed files are not read yet"},
    {".bz2", "compressed files are not read yet"},
    {".xz", "compressed files are not read yet"},
    {".zst", "compressed files are not read yet"},
    {".zip", "compressed files are not read yet"},
    {".pdf", "files of this kind are not read"},
    {".doc", "files of this kind are not read"},
    {".docx", "files of this kind are not read"},
    {".odt", "files of this kind are not read"},
    {".rtf", "files of this kind are not read"},
};

void hs_record_release(struct hs_record *record)
{
    hs_arena_release(&record->arena);
}

/* ---- messages ---- */

static enum hs_input_step cannot(const char *verb, const char *path, int reason,
                                 hearsay_error *error)
{
    hs_fail_system(error, HEARSAY_BAD_FILE, reason, verb, path);
    return HS_INPUT_FAILED;
}

static enum hs_input_step bad_line(const struct hs_input *input, const char *what,
                                   hearsay_error *error)
{
    hs_fail(error, HEARSAY_BAD_INPUT, 0, "'%s' line %llu: %s", input->name,
            (unsigned long long)input->line, what);
    return HS_INPUT_FAILED;
}

/* ---- bytes ---- */

static void start_buffer(struct hs_arena *arena, struct hs_input_buffer *buffer, size_t room)
{
    *buffer = (struct hs_input_buffer){.data = hs_arena_alloc(arena, room), .room = room};
}

/* Room for more bytes: what was used is given up; if that is little, the room doubles. */
static void make_room(struct hs_arena *arena, struct hs_input_buffer *buffer)
{
    size_t size = buffer->end - buffer->begin;
    char *data = buffer->data;
    if (size > buffer->room / 2) {
        buffer->data = hs_arena_alloc(arena, buffer->room * 2);
        buffer->room *= 2;
    }
    memmove(buffer->data, data + buffer->begin, size);
    buffer->begin = 0;
    buffer->end = size;
}

/* Reads some more; false with errno if that fails. */
static bool fill(struct hs_arena *arena, struct hs_input_buffer *buffer, int file)
{
    if (buffer->end == buffer->room)
        make_room(arena, buffer);
    ssize_t size;
    do
        size = read(file, buffer->data + buffer->end, buffer->room - buffer->end);
    while (size < 0 && errno == EINTR);
    if (size < 0)
        return false;
    buffer->over = size == 0;
    buffer->end += (size_t)size;
    return true;
}

static void close_file(struct hs_input *input)
{
    if (input->file > STDIN_FILENO)
        close(input->file);
    input->file = -1;
    input->name = NULL;
    hs_arena_release(&input->arena);
    input->buffer = (struct hs_input_buffer){.data = NULL};
}

/* ---- lines ---- */

enum found { LINE, NO_LINE, LONG_LINE, BROKEN };

/* Looks for the end of the line at the start of the buffer, and reads as far as needed; the line is
   without it. */
static enum found find_line(struct hs_input *input, hearsay_text *line)
{
    struct hs_input_buffer *buffer = &input->buffer;
    for (size_t looked = 0;;) {
        const char *begin = buffer->data + buffer->begin;
        size_t size = buffer->end - buffer->begin;
        const char *end = size > looked ? memchr(begin + looked, '\n', size - looked) : NULL;
        *line = (hearsay_text){begin, end ? (size_t)(end - begin) : size};
        if (line->size > input->limit)
            return LONG_LINE;
        if (end || buffer->over)
            return end || size ? LINE : NO_LINE;
        looked = size;
        if (!fill(&input->arena, buffer, input->file))
            return BROKEN;
    }
}

static void use_line(struct hs_input *input, hearsay_text line)
{
    input->buffer.begin += line.size;
    input->buffer.begin += input->buffer.begin < input->buffer.end; /* its end */
    input->line++;
}

static enum hs_input_step cannot_read(struct hs_input *input, hearsay_error *error)
{
    enum hs_input_step failed = cannot("read", input->name, errno, error);
    close_file(input);
    return failed;
}

static enum hs_input_step long_line(const struct hs_input *input, hearsay_error *error)
{
    char what[64];
    snprintf(what, sizeof what, "over %zu MiB", input->limit >> 20);
    return bad_line(input, what, error);
}

/* Gives up a line that is over the limit. */
static enum hs_input_step pass_line(struct hs_input *input, hearsay_error *error)
{
    struct hs_input_buffer *buffer = &input->buffer;
    input->line++;
    for (;;) {
        const char *end = memchr(buffer->data + buffer->begin, '\n', buffer->end - buffer->begin);
        buffer->begin = end ? (size_t)(end - buffer->data) + 1 : buffer->end;
        if (end || buffer->over)
            return long_line(input, error);
        if (!fill(&input->arena, buffer, input->file))
            return cannot_read(input, error);
    }
}

/* ---- records ---- */

static bool is_blank(hearsay_text line)
{
    for (size_t i = 0; i < line.size; i++)
        if (!strchr(" \t\r\n", line.data[i]) || !line.data[i])
            return false;
    return true;
}

static hearsay_text without_mark(hearsay_text line)
{
    if (hs_text_starts(line, HS_TEXT("\xef\xbb\xbf")))
        return (hearsay_text){line.data + 3, line.size - 3};
    return line;
}

static void close_json(void *holder)
{
    json_decref(*(json_t **)holder);
}

/* Belongs to the record. NULL with the reason. */
static json_t *load_json(struct hs_arena *arena, hearsay_text line, json_error_t *reason)
{
    json_t **holder =
        hs_arena_alloc(arena, sizeof(json_t *)); /* first: what is loaded must not be lost */
    hs_arena_defer(arena, close_json, holder);
    *holder = json_loadb(line.data, line.size, JSON_ALLOW_NUL, reason);
    return *holder;
}

static enum hs_input_step bad_json(const struct hs_input *input, const json_error_t *reason,
                                   hearsay_error *error)
{
    const char *what = "JSON broken";
    hearsay_status status = HEARSAY_BAD_INPUT;
    if (json_error_code(reason) == json_error_premature_end_of_input)
        what = "JSON cut short";
    else if (json_error_code(reason) == json_error_invalid_utf8)
        what = "not UTF-8";
    else if (json_error_code(reason) == json_error_out_of_memory)
        status = HEARSAY_NO_MEMORY, what = "memory ran out";
    uint64_t at = reason->position > 0 ? (uint64_t)reason->position : 0;
    hs_fail(error, status, at, "'%s' line %llu: %s at byte %llu", input->name,
            (unsigned long long)input->line, what, (unsigned long long)at);
    return HS_INPUT_FAILED;
}

static hearsay_text number_text(struct hs_arena *arena, long long number)
{
    enum { SIZE = 24 };
    char *digits = hs_arena_alloc(arena, SIZE);
    return (hearsay_text){digits, (size_t)snprintf(digits, SIZE, "%lld", number)};
}

/* The text under `key`: missing if it is not there or null. False if it is something else; an id
   may be a number. */
static bool take_text(struct hs_record *record, const json_t *object, const char *key,
                      hearsay_text *text)
{
    const json_t *value = json_object_get(object, key);
    *text = (hearsay_text){NULL, 0};
    if (!value || json_is_null(value))
        return true;
    if (json_is_integer(value) && strcmp(key, "id") == 0)
        *text = number_text(&record->arena, json_integer_value(value));
    else if (json_is_string(value))
        *text = (hearsay_text){json_string_value(value), json_string_length(value)};
    return text->data != NULL;
}

static enum hs_input_step read_object(struct hs_input *input, struct hs_record *record,
                                      const json_t *object, hearsay_error *error)
{
    const struct {
        const char *key;
        hearsay_text *text;
    } field[] = {
        {"text", &record->source.bytes},  {"id", &record->source.id},
        {"url", &record->source.url},     {"published", &record->source.published},
        {"title", &record->source.title}, {"outlet", &record->source.outlet},
    };
    for (size_t i = 0; i < sizeof field / sizeof *field; i++) {
        if (take_text(record, object, field[i].key, field[i].text))
            continue;
        char what[64];
        snprintf(what, sizeof what, "\"%s\" is no text", field[i].key);
        return bad_line(input, what, error);
    }
    if (record->source.bytes.data)
        return HS_INPUT_RECORD;
    return bad_line(input, json_object_get(object, "html") ? "HTML is not read yet" : "no \"text\"",
                    error);
}

static const char *kept_name(const struct hs_input *input, struct hs_record *record)
{
    const char *name = input->file == STDIN_FILENO ? "-" : input->name;
    size_t size = strlen(name) + 1;
    return memcpy(hs_arena_alloc(&record->arena, size), name, size);
}

static enum hs_input_step read_line(struct hs_input *input, struct hs_record *record,
                                    hearsay_text line, hearsay_error *error)
{
    json_error_t reason;
    json_t *object = load_json(&record->arena, line, &reason);
    if (!object)
        return bad_json(input, &reason, error);
    if (!json_is_object(object))
        return bad_line(input, "no JSON object", error);
    record->path = kept_name(input, record);
    record->line = input->line;
    return read_object(input, record, object, error);
}

/* The next record of a file that has one a line; HS_INPUT_END at its end. */
static enum hs_input_step next_of_lines(struct hs_input *input, struct hs_record *record,
                                        hearsay_error *error)
{
    hearsay_text line;
    enum found found;
    while ((found = find_line(input, &line)) == LINE) {
        use_line(input, line);
        if (input->line == 1)
            line = without_mark(line);
        if (!is_blank(line))
            return read_line(input, record, line, error);
    }
    if (found == LONG_LINE)
        return pass_line(input, error);
    return found == BROKEN ? cannot_read(input, error) : HS_INPUT_END;
}

static enum hs_input_step too_large(struct hs_input *input, hearsay_error *error)
{
    hs_fail(error, HEARSAY_BAD_INPUT, input->limit, "cannot read '%s': over %zu MiB", input->name,
            input->limit >> 20);
    close_file(input);
    return HS_INPUT_FAILED;
}

/* As many bytes as the file says it has; 0 if it does not. */
static size_t file_size(int file)
{
    struct stat state;
    bool sized = fstat(file, &state) == 0 && S_ISREG(state.st_mode) && state.st_size > 0;
    return sized ? (size_t)state.st_size : 0;
}

/* What is left of the file, in memory of the record. */
static enum hs_input_step read_whole(struct hs_input *input, struct hs_record *record,
                                     hearsay_error *error)
{
    struct hs_input_buffer whole, *had = &input->buffer;
    size_t size = had->end - had->begin, likely = file_size(input->file);
    if (likely > input->limit)
        return too_large(input, error);
    start_buffer(&record->arena, &whole, likely > size ? likely + 1 : size + ROOM_MIN);
    memcpy(whole.data, had->data + had->begin, size);
    whole.end = size;
    while (!whole.over && whole.end <= input->limit)
        if (!fill(&record->arena, &whole, input->file))
            return cannot_read(input, error);
    if (whole.end > input->limit)
        return too_large(input, error);
    record->source.bytes = (hearsay_text){whole.data, whole.end};
    record->path = kept_name(input, record);
    close_file(input);
    return HS_INPUT_RECORD;
}

/* ---- standard input: text, or a record a line ---- */

/* The first byte that is not blank; the end of the buffer if there is none within the limit. */
static size_t first_byte(struct hs_input *input)
{
    struct hs_input_buffer *buffer = &input->buffer;
    size_t at = 0;
    do {
        if (at == 0)
            at = (size_t)(without_mark((hearsay_text){buffer->data, buffer->end}).data -
                          buffer->data);
        while (at < buffer->end && is_blank((hearsay_text){buffer->data + at, 1}))
            at++;
    } while (at == buffer->end && at <= input->limit && !buffer->over &&
             fill(&input->arena, buffer, input->file));
    return at;
}

/* The line from `at` on, as far as it can be read. Nothing of the buffer is used up, since nothing
   was before. */
static hearsay_text line_from(struct hs_input *input, size_t at)
{
    struct hs_input_buffer *buffer = &input->buffer;
    const char *end = NULL;
    for (size_t looked = at; !end; looked = buffer->end) {
        end = memchr(buffer->data + looked, '\n', buffer->end - looked);
        if (end || buffer->over || buffer->end > input->limit ||
            !fill(&input->arena, buffer, input->file))
            break;
    }
    return (hearsay_text){buffer->data + at,
                          (size_t)((end ? end : buffer->data + buffer->end) - (buffer->data + at))};
}

static bool is_record(hearsay_text line)
{
    json_t *object = json_loadb(line.data, line.size, JSON_ALLOW_NUL, NULL);
    bool is = json_object_get(object, "text") || json_object_get(object, "html");
    json_decref(object);
    return is;
}

static bool has_records(struct hs_input *input)
{
    size_t at = first_byte(input);
    if (at >= input->buffer.end || input->buffer.data[at] != '{')
        return false;
    return is_record(line_from(input, at));
}

/* ---- files and folders ---- */

static void start_file(struct hs_input *input, int file, const char *name)
{
    input->file = file;
    input->name = name;
    input->line = 0;
    start_buffer(&input->arena, &input->buffer, ROOM_MIN);
}

static enum hs_input_step open_standard(struct hs_input *input)
{
    start_file(input, STDIN_FILENO, "standard input");
    input->lines = has_records(input);
    return HS_INPUT_RECORD;
}

static enum hs_input_step open_file(struct hs_input *input, const char *path, hearsay_error *error)
{
    const char *ending = strrchr(path, '.');
    input->lines = false;
    for (size_t i = 0; ending && i < sizeof kinds / sizeof *kinds; i++) {
        if (strcasecmp(ending, kinds[i].ending) != 0)
            continue;
        if (kinds[i].refusal) {
            hs_fail(error, HEARSAY_BAD_INPUT, 0, "cannot read '%s': %s", path, kinds[i].refusal);
            return HS_INPUT_FAILED;
        }
        input->lines = true;
    }
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return cannot("open", path, errno, error);
    start_file(input, file, path);
    return HS_INPUT_RECORD;
}

static bool is_hidden(const FTSENT *entry)
{
    return entry->fts_level > FTS_ROOTLEVEL && entry->fts_name[0] == '.';
}

/* Opens the file of an entry; HS_INPUT_END where it is none and that is well. */
static enum hs_input_step open_entry(struct hs_input *input, FTSENT *entry, hearsay_error *error)
{
    if (is_hidden(entry)) {
        fts_set(input->folder, entry, FTS_SKIP);
        return HS_INPUT_END;
    }
    switch (entry->fts_info) {
    case FTS_D:
    case FTS_DP:
        return HS_INPUT_END;
    case FTS_F:
        return open_file(input, entry->fts_path, error);
    case FTS_DEFAULT: /* a pipe or device may never end: only if it was asked for by name */
        if (entry->fts_level == FTS_ROOTLEVEL)
            return open_file(input, entry->fts_path, error);
        hs_fail(error, HEARSAY_BAD_FILE, 0, "cannot read '%s': not a regular file",
                entry->fts_path);
        return HS_INPUT_FAILED;
    case FTS_DC:
        return cannot("read", entry->fts_path, ELOOP, error);
    default:
        return cannot("open", entry->fts_path, entry->fts_errno ? entry->fts_errno : ENOENT, error);
    }
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static enum hs_input_step open_path(struct hs_input *input, const char *path, hearsay_error *error)
{
    if (strcmp(path, "-") == 0)
        return open_standard(input);
    char *const paths[] = {(char *)path, NULL};
    input->folder = fts_open(paths, FTS_LOGICAL | FTS_NOCHDIR, by_name);
    return input->folder ? HS_INPUT_END : cannot("open", path, errno, error);
}

/* HS_INPUT_RECORD: the next file is open. */
static enum hs_input_step next_file(struct hs_input *input, hearsay_error *error)
{
    enum hs_input_step step = HS_INPUT_END;
    while (step == HS_INPUT_END) {
        FTSENT *entry = input->folder ? fts_read(input->folder) : NULL;
        if (entry) {
            step = open_entry(input, entry, error);
            continue;
        }
        if (input->folder)
            fts_close(input->folder);
        input->folder = NULL;
        if (input->path_next == input->path_count)
            return HS_INPUT_END;
        step = open_path(input, input->path[input->path_next++], error);
    }
    return step;
}

static enum hs_input_step next_record(struct hs_input *input, struct hs_record *record,
                                      hearsay_error *error)
{
    for (;;) {
        enum hs_input_step step = HS_INPUT_RECORD;
        if (input->file < 0)
            step = next_file(input, error);
        if (step != HS_INPUT_RECORD)
            return step;
        if (!input->lines)
            return read_whole(input, record, error);
        step = next_of_lines(input, record, error);
        if (step != HS_INPUT_END)
            return step;
        close_file(input);
    }
}

static enum hs_input_step out_of_memory(struct hs_input *input, hearsay_error *error)
{
    hs_fail(error, HEARSAY_NO_MEMORY, 0, "cannot read '%s': memory ran out",
            input->name ? input->name : "input");
    close_file(input);
    return HS_INPUT_FAILED;
}

void hs_input_init(struct hs_input *input, const char *const *path, size_t count)
{
    *input = (struct hs_input){
        .path = path, .path_count = count, .file = -1, .limit = HS_DOCUMENT_LIMIT};
    hs_arena_init(&input->arena, BUFFER_LIMIT, NULL);
}

void hs_input_release(struct hs_input *input)
{
    close_file(input);
    if (input->folder)
        fts_close(input->folder);
    input->folder = NULL;
}

enum hs_input_step hs_input_next(struct hs_input *input, struct hs_record *record,
                                 hearsay_error *error)
{
    jmp_buf recovery;
    *record = (struct hs_record){.path = NULL};
    hs_arena_init(&record->arena, RECORD_LIMIT, &recovery);
    input->arena.recovery = &recovery;
    enum hs_input_step step;
    if (setjmp(recovery) == 0)
        step = next_record(input, record, error);
    else
        step = out_of_memory(input, error);
    input->arena.recovery = record->arena.recovery = NULL;
    if (step != HS_INPUT_RECORD)
        hs_record_release(record);
    return step;
}
