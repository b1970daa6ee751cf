/* SPDX-License-Identifier: Apache-2.0 */
/* The one pass: batch by batch through the encoder and all heads, then lemmas. */
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

/* ---- lemmas */

enum { LEMMA_FORM_MAX = 256 }; /* a longer word is its own lemma, in bytes */

/* Without its last `strip` characters, or empty where there are fewer. */
static hearsay_text strip_end(hearsay_text form, uint32_t strip)
{
    while (strip-- > 0 && form.size > 0)
        hs_text_previous(form, &form.size);
    return form;
}

static hearsay_text apply_rule(struct hs_arena *arena, const struct hs_lemma_rule *rule,
                               hearsay_text form, hearsay_text lower)
{
    hearsay_text base = rule->lower ? lower : form;
    hearsay_text kept = strip_end(base, rule->strip);
    if (kept.size + rule->append.size == 0)
        kept = base;
    char *lemma = hs_arena_alloc(arena, kept.size + rule->append.size);
    memcpy(lemma, kept.data, kept.size);
    memcpy(lemma + kept.size, rule->append.data, rule->append.size);
    return (hearsay_text){lemma, kept.size + rule->append.size};
}

static hearsay_text lemma_of(struct hs_arena *arena, const struct hs_model *model,
                             hearsay_text form, uint32_t xpos, uint32_t rule)
{
    char small[HS_FOLD_GROWTH * LEMMA_FORM_MAX];
    if (form.size > LEMMA_FORM_MAX)
        return form;
    hearsay_text lower = {small, hs_text_lower(form, small, sizeof small)};
    hearsay_text known = hs_model_lemma(model, lower, model->xpos_names.name[xpos]);
    return known.data ? known : apply_rule(arena, &model->lemma_rule[rule], form, lower);
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
        language->tag[n].lemma =
            lemma_of(arena, model, form, reading->xpos[row], reading->lemma[row]);
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
