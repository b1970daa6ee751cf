/* SPDX-License-Identifier: Apache-2.0 */
/* Texts read by hand: words with tags and trees, cues with their roles, as the network would give them, and the rows that
   the meaning room makes of them. Words are parted by one space; a word is "form", "form/UPOS", "form/UPOS/lemma" or
   "form/UPOS/lemma/XPOS", and "|" begins a sentence. */
#ifndef TEST_SCENE_H
#define TEST_SCENE_H

#include "rows.h"

#include <stdio.h>

#include "language/model.h"
#include "meaning/draft.h"
#include "meaning/statement.h"

static struct hs_model scene_model;
static struct hs_language scene_language;
static hearsay_report *scene_report;

static inline const struct hs_lexicon *scene_lexicon(void)
{
    static struct hs_lexicon *lexicon;
    if (!lexicon)
        lexicon = hs_lexicon_new(LEXICON, NULL);
    ck_assert_ptr_nonnull(lexicon);
    return lexicon;
}

/* ---- words */

/* The number of a label, which joins the list when it is new. */
static inline uint16_t scene_label(struct hs_labels *labels, hearsay_text name)
{
    for (uint32_t n = 0; n < labels->count; n++)
        if (hs_text_equal(labels->name[n], name))
            return (uint16_t)n;
    labels->name = hs_array_grow(&memory, labels->name, labels->count, sizeof *labels->name);
    labels->name[labels->count] = name;
    return (uint16_t)labels->count++;
}

/* The part of a marked word at *at, up to "/" or its end, where *at then stands; `otherwise` if there is none. */
static inline hearsay_text scene_part(hearsay_text word, size_t *at, hearsay_text otherwise)
{
    if (*at >= word.size)
        return otherwise;
    const char *start = word.data + *at, *end = memchr(start, '/', word.size - *at);
    size_t size = end ? (size_t)(end - start) : word.size - *at;
    *at += size + 1;
    return (hearsay_text){start, size};
}

static inline hearsay_text scene_lower(hearsay_text form)
{
    char *lower = hs_arena_alloc(&memory, HS_FOLD_GROWTH * form.size);
    return (hearsay_text){lower, hs_text_lower(form, lower, HS_FOLD_GROWTH * form.size)};
}

static inline hearsay_text scene_usual_upos(hearsay_text form)
{
    size_t at = 0;
    return hs_char_punctuation(hs_text_next(form, &at)) ? HS_TEXT("PUNCT") : HS_TEXT("X");
}

static inline void scene_add_word(hearsay_text marked, char *text)
{
    struct hs_words *words = &scene_language.words;
    uint32_t number = words->count;
    size_t at = 0;
    hearsay_text form = scene_part(marked, &at, marked);
    hearsay_text upos = scene_part(marked, &at, scene_usual_upos(form));
    hearsay_text lemma = scene_part(marked, &at, scene_lower(form));
    hearsay_text xpos = scene_part(marked, &at, HS_TEXT("_"));
    uint32_t begin = number ? words->word[number - 1].span.end + 1 : 0;
    memcpy(text + begin, form.data, form.size);
    text[begin + form.size] = ' ';

    words->word = hs_array_grow(&memory, words->word, number, sizeof *words->word);
    words->word[number] = (struct hs_word){.span = {begin, begin + (uint32_t)form.size},
                                           .shape = (uint8_t)hs_word_case(form)};
    scene_language.tag =
        hs_array_grow(&memory, scene_language.tag, number, sizeof *scene_language.tag);
    scene_language.tag[number] =
        (struct hs_tag){.upos = scene_label(&scene_model.upos_names, upos),
                        .xpos = scene_label(&scene_model.xpos_names, xpos),
                        .relation = scene_label(&scene_model.relation_names, HS_TEXT("root")),
                        .head = number,
                        .lemma = lemma};
    words->count++;
}

static inline void scene_add_sentence(void)
{
    struct hs_language *language = &scene_language;
    language->sentence = hs_array_grow(&memory, language->sentence, language->sentence_count,
                                       sizeof *language->sentence);
    language->sentence[language->sentence_count++] =
        (struct hs_range){language->words.count, language->words.count};
}

static void scene_free(void *report)
{
    hearsay_report_free(report);
}

/* Begins a scene of these words, each its own root, with one story that has them all for its body. */
static inline void scene_begin(const char *marked)
{
    char *text = hs_arena_alloc(&memory, strlen(marked) + 2);
    scene_model = (struct hs_model){0};
    scene_language = (struct hs_language){.model = &scene_model};
    scene_add_sentence();
    while (*marked) {
        size_t size = strcspn(marked, " ");
        if (size == 1 && *marked == '|')
            scene_add_sentence();
        else
            scene_add_word((hearsay_text){marked, size}, text);
        scene_language.sentence[scene_language.sentence_count - 1].end = scene_language.words.count;
        marked += size + (marked[size] == ' ');
    }
    uint32_t size = scene_language.words.word[scene_language.words.count - 1].span.end;
    text[size] = '\0';
    scene_report = rows_report(text);
    hs_arena_defer(&memory, scene_free, scene_report);
    scene_language.text = scene_report->document.text;
    rows_story(scene_report)->body = rows_spans(scene_report, text);
}

/* The words of the first place in the text where `string` stands as whole words. */
static inline struct hs_range scene_range(const char *string)
{
    const struct hs_words *words = &scene_language.words;
    size_t size = strlen(string);
    for (uint32_t begin = 0; begin < words->count; begin++)
        for (uint32_t end = begin; end < words->count; end++) {
            hearsay_span span = {words->word[begin].span.begin, words->word[end].span.end};
            if (hs_span_size(span) == size &&
                memcmp(scene_language.text.data + span.begin, string, size) == 0)
                return (struct hs_range){begin, end + 1};
        }
    ck_abort_msg("'%s' does not stand in the text", string);
}

/* Pieces parted by " … "; NULL for none. */
static inline struct hs_ranges scene_ranges(const char *string)
{
    static const char gap[] = " … ";
    struct hs_ranges ranges = {NULL, 0};
    while (string) {
        const char *end = strstr(string, gap);
        size_t size = end ? (size_t)(end - string) : strlen(string);
        char *piece = hs_arena_alloc(&memory, size + 1);
        memcpy(piece, string, size);
        ranges.range = hs_array_grow(&memory, ranges.range, ranges.count, sizeof *ranges.range);
        ranges.range[ranges.count++] = scene_range(piece);
        string = end ? end + strlen(gap) : NULL;
    }
    return ranges;
}

/* Hangs a word below another. */
static inline void scene_hang(const char *word, const char *relation, const char *head)
{
    struct hs_tag *tag = &scene_language.tag[scene_range(word).begin];
    tag->relation = scene_label(&scene_model.relation_names, text_of(relation));
    tag->head = scene_range(head).begin;
}

/* Adds a cue with its roles. Cues come in the order of their words. */
static inline struct hs_cue *scene_cue(const char *cue, const char *source, const char *content)
{
    struct hs_language *language = &scene_language;
    language->cue =
        hs_array_grow(&memory, language->cue, language->cue_count, sizeof *language->cue);
    struct hs_cue *added = &language->cue[language->cue_count++];
    *added = (struct hs_cue){.range = scene_range(cue),
                             .score = 0.5f,
                             .source = scene_ranges(source),
                             .content = scene_ranges(content)};
    return added;
}

static inline void scene_inner_cue(const char *cue, const char *source, const char *content)
{
    scene_cue(cue, source, content)->inner = true;
}

/* What a step of the room reads: for tests that call one alone. */
static inline struct hs_scene scene_now(void)
{
    static struct hs_quotes quotes;
    hearsay_span all = {0, (uint32_t)scene_language.text.size};
    quotes = hs_quotes_find(&memory, scene_language.text, &all, 1);
    return (struct hs_scene){&memory, scene_lexicon(), &scene_language, &quotes,
                             scene_language.text};
}

/* ---- rows */

static inline void scene_put(struct written *out, const char *string)
{
    rows_sink(out, string, strlen(string));
}

static inline void scene_put_spans(struct written *out, hearsay_spans spans)
{
    for (uint32_t n = 0; n < spans.count; n++) {
        hearsay_text words = hearsay_report_text(scene_report, spans.span[n]);
        scene_put(out, n ? " … " : "");
        rows_sink(out, words.data, words.size);
    }
    scene_put(out, spans.count ? " | " : "- | ");
}

static inline void scene_put_row(struct written *out, const hearsay_statement *row)
{
    char parent[16];
    snprintf(parent, sizeof parent, "%u> ", row->parent);
    scene_put(out, row->parent == HEARSAY_NONE ? "" : parent);
    scene_put_spans(out, row->source);
    scene_put_spans(out, row->cue);
    scene_put_spans(out, row->content);
    scene_put(out, hearsay_act_name(row->act));
    scene_put(out, " ");
    scene_put(out, hearsay_mode_name(row->mode));
    scene_put(out, row->polarity == HEARSAY_POLARITY_NEGATIVE ? " negative" : "");
    for (uint32_t n = 0; n < row->via_count; n++) {
        scene_put(out, n ? ", " : " via ");
        rows_sink(out, row->via[n].name.data, row->via[n].name.size);
    }
    scene_put(out, row->occasion == HEARSAY_OCCASION_NONE ? "" : " at ");
    scene_put(out, hearsay_occasion_name(row->occasion));
    scene_put(out, "\n");
}

/* Reads the statements of the scene; a line each, as tests/cases has them but for numbers: "PARENT> source | cue | content | act mode …".
   Parents count from 0. */
static inline void scene_expect(const char *wanted)
{
    struct hs_scene scene = scene_now();
    hs_statements_find(scene_report, scene.lexicon, &scene_language, scene.quotes);
    struct written out = {0};
    scene_put(&out, "");
    for (uint32_t n = 0; n < scene_report->statement_count; n++)
        scene_put_row(&out, &scene_report->statement[n]);
    rows_expect(out.data, wanted);
    free(out.data);
}

#endif
