/* SPDX-License-Identifier: Apache-2.0 */
/* The one pass: batch by batch through the encoder and all heads. */
#include "language/language.h"

#include "base/text.h"
#include "language/head.h"
#include "language/role.h"
#include "language/sentence.h"

struct hs_scratch {
    struct hs_batch batch;
    struct hs_activations activations;
    struct hs_reading reading;
    struct hs_waiting waiting;
    struct hs_cues cues;
};

struct hs_scratch *hs_scratch_new(struct hs_arena *arena)
{
    struct hs_scratch *scratch = hs_arena_alloc(arena, sizeof *scratch);
    hs_batch_init(&scratch->batch, arena);
    hs_activations_init(&scratch->activations, arena);
    hs_reading_init(&scratch->reading, arena);
    hs_waiting_init(&scratch->waiting, arena);
    hs_cues_init(&scratch->cues, arena);
    return scratch;
}

/* ---- the pass */

/* Tags of the words of a window that are not context. */
static void tag_words(struct hs_arena *arena, const struct hs_reading *reading,
                      const struct hs_window *window, struct hs_language *language)
{
    const struct hs_model *model = language->model;
    for (uint32_t n = window->begin; n < window->end; n++) {
        uint32_t row = window->word + n - window->left;
        hearsay_text form = hs_text_slice(language->text, language->words.word[n].span);
        language->tag[n].upos = reading->upos[row];
        language->tag[n].xpos = reading->xpos[row];
        language->tag[n].lemma = hs_lemma_of(model->lemmas, arena, form, model->xpos_names.name[reading->xpos[row]]);
    }
}

static void read_window(struct hs_arena *arena, struct hs_scratch *scratch,
                        const struct hs_window *window, struct hs_language *language)
{
    const struct hs_reading *reading = &scratch->reading;
    tag_words(arena, reading, window, language);
    hs_waiting_add(&scratch->waiting, reading, window->word + window->begin - window->left,
                   language->words.word, window->begin, window->end);
    hs_cues_find(&scratch->cues, reading, window);
    hs_cues_read(&scratch->cues, &language->model->roles, &scratch->activations, &scratch->batch,
                 reading, window, arena, language);
}

struct hs_language hs_language_read(struct hs_arena *arena, const struct hs_model *model,
                                    struct hs_scratch *scratch, hearsay_text text,
                                    struct hs_words words)
{
    struct hs_language language = {.model = model, .text = text, .words = words};
    language.tag = hs_arena_array(arena, words.count, sizeof *language.tag);
    struct hs_pieces pieces = hs_pieces_cut(arena, model->vocabulary, text, words);
    scratch->waiting.first = scratch->waiting.count = 0;
    for (uint32_t begin = 0; begin < words.count;) {
        begin = hs_batch_fill(&scratch->batch, words, &pieces, begin);
        hs_encode(&model->encoder, &scratch->activations, &scratch->batch, words, &pieces);
        hs_heads_run(model, &scratch->activations, &scratch->batch, &scratch->reading);
        for (uint32_t i = 0; i < scratch->batch.window_count; i++)
            read_window(arena, scratch, &scratch->batch.window[i], &language);
        hs_waiting_parse(&scratch->waiting, &model->parser, &scratch->activations, arena, &language,
                         begin == words.count);
    }
    return language;
}

hearsay_text hs_language_upos(const struct hs_language *language, uint32_t word)
{
    return language->model->upos_names.name[language->tag[word].upos];
}

hearsay_text hs_language_xpos(const struct hs_language *language, uint32_t word)
{
    return language->model->xpos_names.name[language->tag[word].xpos];
}

hearsay_text hs_language_relation(const struct hs_language *language, uint32_t word)
{
    return language->model->relation_names.name[language->tag[word].relation];
}
