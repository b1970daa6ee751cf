/* SPDX-License-Identifier: Apache-2.0 */
/* hearsay-words: texts into words and pieces, JSON Lines, as training and tests want them.
       {"id", "text"}   ->  {"id", "words": [[begin, end, joined, paragraph, quoted, shape, P], …]}
       {"id", "words"}  ->  {"id", "words": [[shape, P], …]}
   P is the list of the pieces of a word. Blocks are the lines of a text that are not blank. */
#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>

#include "base/array.h"
#include "base/file.h"
#include "base/text.h"
#include "language/token.h"
#include "language/wordpiece.h"

static const size_t MEMORY_MAX = (size_t)8 << 30;

struct tool {
    struct hs_lexicon *lexicon;
    struct hs_map list;
    struct hs_arena arena;
    struct hs_vocabulary *vocabulary;
};

static void put_number(uint32_t number)
{
    char digits[10];
    int count = 0;
    do
        digits[count++] = (char)('0' + number % 10);
    while (number /= 10);
    while (count)
        putchar_unlocked(digits[--count]);
}

static void put_pieces(const struct tool *tool, hearsay_text word)
{
    uint16_t piece[HS_WORD_PIECES_MAX];
    uint32_t count = hs_wordpiece(tool->vocabulary, word, piece);
    for (uint32_t i = 0; i < count; i++) {
        putchar_unlocked(i ? ',' : '[');
        put_number(piece[i]);
    }
    putchar_unlocked(']');
}

static void put_word(const struct tool *tool, hearsay_text text, const struct hs_word *word)
{
    const uint32_t field[] = {word->span.begin, word->span.end, word->joined,
                              word->paragraph,  word->quoted,   word->shape};
    for (size_t i = 0; i < sizeof field / sizeof *field; i++) {
        putchar_unlocked(i ? ',' : '[');
        put_number(field[i]);
    }
    putchar_unlocked(',');
    put_pieces(tool, hs_text_slice(text, word->span));
    putchar_unlocked(']');
}

static const hearsay_span *find_blocks(struct hs_arena *arena, hearsay_text text, uint32_t *count)
{
    hearsay_span *block = NULL;
    *count = 0;
    for (size_t at = 0; at < text.size;) {
        const char *end = memchr(text.data + at, '\n', text.size - at);
        size_t stop = end ? (size_t)(end - text.data) : text.size;
        hearsay_span line = hs_text_trim(text, (hearsay_span){(uint32_t)at, (uint32_t)stop});
        at = stop + 1;
        if (hs_span_empty(line))
            continue;
        block = hs_array_grow(arena, block, *count, sizeof *block);
        block[(*count)++] = line;
    }
    return block;
}

static void write_text(const struct tool *tool, struct hs_arena *arena, hearsay_text text)
{
    uint32_t count;
    const hearsay_span *block = find_blocks(arena, text, &count);
    struct hs_words words = hs_words_cut(arena, tool->lexicon, text, block, count);
    for (uint32_t i = 0; i < words.count; i++) {
        if (i)
            putchar_unlocked(',');
        put_word(tool, text, &words.word[i]);
    }
}

static void write_words(const struct tool *tool, const json_t *words)
{
    size_t i;
    json_t *word;
    json_array_foreach(words, i, word)
    {
        hearsay_text text = {json_string_value(word), json_string_length(word)};
        fputs(i ? ",[" : "[", stdout);
        put_number(hs_word_case(text));
        putchar_unlocked(',');
        put_pieces(tool, text);
        putchar_unlocked(']');
    }
}

static bool all_strings(const json_t *words)
{
    size_t i;
    json_t *word;
    json_array_foreach(words, i, word) if (!json_is_string(word)) return false;
    return json_is_array(words);
}

/* What is wrong with the record, or NULL. */
static const char *record_fault(const json_t *record)
{
    const json_t *text = json_object_get(record, "text"), *words = json_object_get(record, "words");
    if (!json_object_get(record, "id"))
        return "no 'id'";
    if (json_is_string(text))
        return json_string_length(text) < UINT32_MAX ? NULL : "text over 4 GB";
    return all_strings(words) ? NULL : "neither 'text' nor a list of 'words'";
}

static bool write_record(const struct tool *tool, const json_t *record)
{
    jmp_buf recovery;
    struct hs_arena arena;
    hs_arena_init(&arena, MEMORY_MAX, &recovery);
    bool done = setjmp(recovery) == 0;
    if (done) {
        const json_t *text = json_object_get(record, "text");
        fputs("{\"id\":", stdout);
        json_dumpf(json_object_get(record, "id"), stdout, JSON_ENCODE_ANY | JSON_COMPACT);
        fputs(",\"words\":[", stdout);
        if (text)
            write_text(tool, &arena,
                       (hearsay_text){json_string_value(text), json_string_length(text)});
        else
            write_words(tool, json_object_get(record, "words"));
        fputs("]}\n", stdout);
    }
    hs_arena_release(&arena);
    return done;
}

static bool read_line(const struct tool *tool, const char *line, size_t size, uint64_t number)
{
    json_error_t error;
    json_t *record = json_loadb(line, size, JSON_ALLOW_NUL, &error);
    const char *fault = record ? record_fault(record) : error.text;
    if (!fault && !write_record(tool, record))
        fault = "memory ran out";
    if (fault)
        fprintf(stderr, "hearsay-words: line %llu: %s\n", (unsigned long long)number, fault);
    json_decref(record);
    return !fault;
}

static int read_lines(const struct tool *tool)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t size;
    bool good = true;
    for (uint64_t number = 1; good && (size = getline(&line, &room, stdin)) >= 0; number++)
        good = read_line(tool, line, (size_t)size, number);
    free(line); /* getline's own */
    if (good && (ferror(stdin) || fflush(stdout) != 0)) {
        perror("hearsay-words");
        good = false;
    }
    return good ? 0 : 1;
}

static bool tool_init(struct tool *tool, const char *lexicon, const char *vocabulary,
                      hearsay_error *error)
{
    static jmp_buf recovery;
    hs_arena_init(&tool->arena, MEMORY_MAX, &recovery);
    if (setjmp(recovery)) {
        hs_fail(error, HEARSAY_NO_MEMORY, 0, "memory ran out");
        return false;
    }
    tool->lexicon = hs_lexicon_new(lexicon, error);
    if (!tool->lexicon || hs_map_init(&tool->list, vocabulary, error) != HEARSAY_OK)
        return false;
    hearsay_text list = {(const char *)tool->list.data, tool->list.size};
    tool->vocabulary = hs_vocabulary_new(&tool->arena, list);
    return true;
}

static void tool_release(struct tool *tool)
{
    hs_arena_release(&tool->arena);
    hs_map_release(&tool->list);
    hs_lexicon_free(tool->lexicon);
}

static const char *option(int count, char **argument, const char *name)
{
    for (int i = 1; i + 1 < count; i += 2)
        if (strcmp(argument[i], name) == 0)
            return argument[i + 1];
    return NULL;
}

int main(int count, char **argument)
{
    const char *lexicon = option(count, argument, "--lexicon"),
               *vocabulary = option(count, argument, "--vocabulary");
    if (count != 5 || !lexicon || !vocabulary) {
        fputs("usage: hearsay-words --lexicon FILE --vocabulary FILE < IN.jsonl > OUT.jsonl\n",
              stderr);
        return 2;
    }
    struct tool tool = {0};
    hearsay_error error;
    int status = 1;
    if (tool_init(&tool, lexicon, vocabulary, &error))
        status = read_lines(&tool);
    else
        fprintf(stderr, "hearsay-words: %s\n", error.message);
    tool_release(&tool);
    return status;
}
