/* SPDX-License-Identifier: Apache-2.0 */
/* hearsay-vectors: what the network makes of texts, for tools/compare.py.
       {"id", "text"}  ->  {"id", "words": [word, …], "cues": [cue, …]}
       word                [paragraph, quoted, shape, [piece, …], upos, xpos, lemma, head, relation]
       cue                 [begin, end, inner, score, [[begin, end], …] source, [[…], …] content]
   The words' vectors go to a file, one after the other, as 32-bit floats. Words count from the
   start of the text. */
#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>

#include "base/text.h"
#include "language/encoder.h"
#include "language/language.h"
#include "page/block.h"

static const size_t MEMORY_MAX = (size_t)8 << 30;

struct tool {
    struct hs_arena arena;
    struct hs_lexicon *lexicon;
    struct hs_model *model;
    struct hs_scratch *scratch;
    struct hs_batch batch;
    struct hs_activations activations;
    FILE *vectors;
};

static json_t *text_value(hearsay_text text)
{
    return json_stringn(text.data, text.size);
}

static json_t *piece_list(const struct hs_pieces *pieces, uint32_t word)
{
    json_t *list = json_array();
    for (uint32_t i = pieces->begin[word]; i < pieces->begin[word + 1]; i++)
        json_array_append_new(list, json_integer(pieces->piece[i]));
    return list;
}

static json_t *word_list(const struct hs_language *language, const struct hs_pieces *pieces)
{
    json_t *list = json_array();
    for (uint32_t n = 0; n < language->words.count; n++) {
        const struct hs_word *word = &language->words.word[n];
        const struct hs_tag *tag = &language->tag[n];
        json_array_append_new(list, json_pack("[b, b, i, o, o, o, o, i, o]", word->paragraph,
                                              word->quoted, word->shape, piece_list(pieces, n),
                                              text_value(hs_language_upos(language, n)),
                                              text_value(hs_language_xpos(language, n)),
                                              text_value(tag->lemma), (int)tag->head,
                                              text_value(hs_language_relation(language, n))));
    }
    return list;
}

static json_t *range_list(struct hs_ranges ranges)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < ranges.count; i++)
        json_array_append_new(
            list, json_pack("[i, i]", (int)ranges.range[i].begin, (int)ranges.range[i].end));
    return list;
}

static json_t *cue_list(const struct hs_language *language)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < language->cue_count; i++) {
        const struct hs_cue *cue = &language->cue[i];
        json_array_append_new(list, json_pack("[i, i, b, f, o, o]", (int)cue->range.begin,
                                              (int)cue->range.end, cue->inner, (double)cue->score,
                                              range_list(cue->source), range_list(cue->content)));
    }
    return list;
}

/* The vectors of words that count, window by window. */
static void write_vectors(struct tool *tool, struct hs_words words, const struct hs_pieces *pieces)
{
    for (uint32_t begin = 0; begin < words.count;) {
        begin = hs_batch_fill(&tool->batch, words, pieces, begin);
        hs_encode(&tool->model->encoder, &tool->activations, &tool->batch, words, pieces);
        for (uint32_t i = 0; i < tool->batch.window_count; i++) {
            const struct hs_window *window = &tool->batch.window[i];
            uint32_t row = window->word + window->begin - window->left;
            fwrite(tool->batch.vector + (size_t)row * HS_WIDTH, sizeof(float) * HS_WIDTH,
                   window->end - window->begin, tool->vectors);
        }
    }
}

static void write_text(struct tool *tool, struct hs_arena *arena, const json_t *record)
{
    const json_t *value = json_object_get(record, "text");
    hearsay_text text = {json_string_value(value), json_string_length(value)};
    hearsay_spans block = hs_blocks_find(arena, text);
    struct hs_words words = hs_words_cut(arena, tool->lexicon, text, block.span, block.count);
    struct hs_pieces pieces = hs_pieces_cut(arena, tool->model->vocabulary, text, words);
    struct hs_language language = hs_language_read(arena, tool->model, tool->scratch, text, words);
    json_t *out = json_pack("{s: O, s: o, s: o}", "id", json_object_get(record, "id"), "words",
                            word_list(&language, &pieces), "cues", cue_list(&language));
    json_dumpf(out, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(out);
    if (tool->vectors)
        write_vectors(tool, words, &pieces);
}

static bool read_line(struct tool *tool, const char *line, size_t size)
{
    jmp_buf recovery;
    struct hs_arena arena;
    json_t *record = json_loadb(line, size, JSON_ALLOW_NUL, NULL);
    bool good = json_is_string(json_object_get(record, "text")) && json_object_get(record, "id");
    hs_arena_init(&arena, MEMORY_MAX, &recovery);
    if (good && setjmp(recovery) == 0)
        write_text(tool, &arena, record);
    hs_arena_release(&arena);
    json_decref(record);
    return good;
}

static int read_lines(struct tool *tool)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t size;
    int status = 0;
    while (status == 0 && (size = getline(&line, &room, stdin)) >= 0)
        status = read_line(tool, line, (size_t)size) ? 0 : 1;
    free(line); /* getline's own */
    return status;
}

static bool tool_init(struct tool *tool, char **path, hearsay_error *error)
{
    tool->lexicon = hs_lexicon_new(path[0], error);
    tool->model = hs_model_new(&tool->arena, path[1], error);
    if (!tool->lexicon || !tool->model)
        return false;
    tool->scratch = hs_scratch_new(&tool->arena);
    hs_batch_init(&tool->batch, &tool->arena);
    hs_activations_init(&tool->activations, &tool->arena);
    tool->vectors = path[2] ? fopen(path[2], "wb") : NULL;
    return true;
}

int main(int count, char **argument)
{
    static jmp_buf recovery;
    static struct tool tool;
    hearsay_error error = {.message = "out of memory"};
    if (count < 3) {
        fputs("usage: hearsay-vectors LEXICON MODEL [VECTORS] < IN.jsonl > OUT.jsonl\n", stderr);
        return 2;
    }
    hs_arena_init(&tool.arena, MEMORY_MAX, &recovery);
    int status = 1;
    if (setjmp(recovery) == 0 && tool_init(&tool, argument + 1, &error))
        status = read_lines(&tool);
    else
        fprintf(stderr, "hearsay-vectors: %s\n", error.message);
    if (tool.vectors && fclose(tool.vectors) != 0)
        status = 1;
    hs_arena_release(&tool.arena);
    hs_lexicon_free(tool.lexicon);
    return status;
}
