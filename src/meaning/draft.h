/* SPDX-License-Identifier: Apache-2.0 */
/* Statements while they are made: still in words, each step of this room adds to them. */
#ifndef HS_MEANING_DRAFT_H
#define HS_MEANING_DRAFT_H

#include "base/text.h"
#include "language/language.h"
#include "language/quote.h"
#include "lexicon/lexicon.h"
#include "report/report.h"

/* What the steps read; nothing in it changes. */
struct hs_scene {
    struct hs_arena *arena;
    const struct hs_lexicon *lexicon;
    const struct hs_language *language;
    const struct hs_quotes *quotes;
    hearsay_text text;
};

struct hs_draft {
    struct hs_ranges source, cue,
        content; /* each in order, not touching; only the source may be empty */
    bool inner;  /* counts only inside another statement's content */
    bool dropped;
    float score;
    uint32_t story;
    uint32_t parent; /* number of a draft, or HEARSAY_NONE */
    hearsay_relay *via;
    uint32_t via_count;
};

struct hs_drafts {
    struct hs_draft *draft; /* in order of their cues */
    uint32_t count;
};

/* How many words the ranges hold. */
static inline uint32_t hs_ranges_size(struct hs_ranges ranges)
{
    uint32_t size = 0;
    for (uint32_t n = 0; n < ranges.count; n++)
        size += ranges.range[n].end - ranges.range[n].begin;
    return size;
}

static inline bool hs_ranges_hold(struct hs_ranges ranges, uint32_t word)
{
    for (uint32_t n = 0; n < ranges.count; n++)
        if (ranges.range[n].begin <= word && word < ranges.range[n].end)
            return true;
    return false;
}

/* How many words of `inner` stand in `outer`. Both are in order. */
static inline uint32_t hs_ranges_shared(struct hs_ranges outer, struct hs_ranges inner)
{
    uint32_t shared = 0, o = 0, i = 0;
    while (o < outer.count && i < inner.count) {
        struct hs_range a = outer.range[o], b = inner.range[i];
        uint32_t begin = a.begin > b.begin ? a.begin : b.begin, end = a.end < b.end ? a.end : b.end;
        shared += begin < end ? end - begin : 0;
        if (a.end < b.end)
            o++;
        else
            i++;
    }
    return shared;
}

/* The words of one sentence, by any word of it. */
struct hs_range hs_scene_sentence(const struct hs_scene *scene, uint32_t word);

/* The bytes of a word. */
static inline hearsay_text hs_scene_word(const struct hs_scene *scene, uint32_t word)
{
    return hs_text_slice(scene->text, scene->language->words.word[word].span);
}

#endif
