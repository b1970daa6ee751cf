/* SPDX-License-Identifier: Apache-2.0 */
/* Makes drafts of the cues, has them nested and relayed, and writes them as rows. */
#include "meaning/statement.h"

#include <stdlib.h>

#include "base/array.h"
#include "meaning/act.h"
#include "meaning/chain.h"

struct hs_range hs_scene_sentence(const struct hs_scene *scene, uint32_t word)
{
    const struct hs_language *language = scene->language;
    uint32_t low = 0, high = language->sentence_count;
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        if (language->sentence[middle].begin <= word)
            low = middle;
        else
            high = middle;
    }
    return language->sentence[low];
}

/* From the first byte of a story to its last. */
static hearsay_span hull(const hearsay_story *story)
{
    hearsay_span hull = story->headline;
    if (hs_span_empty(hull) && !hs_span_empty(story->dateline.span))
        hull = story->dateline.span;
    for (uint32_t n = 0; n < story->body.count; n++) {
        if (hs_span_empty(hull))
            hull = story->body.span[n];
        hull.end = story->body.span[n].end > hull.end ? story->body.span[n].end : hull.end;
    }
    return hull;
}

/* The story that a byte stands in, or HEARSAY_NONE. */
static uint32_t story_at(const hearsay_report *report, uint32_t at)
{
    for (uint32_t n = 0; n < report->story_count; n++) {
        hearsay_span span = hull(&report->story[n]);
        if (span.begin <= at && at < span.end)
            return n;
    }
    return HEARSAY_NONE;
}

/* The bytes of a dateline and its dash: nobody says them. */
static hearsay_span before_body(const hearsay_story *story)
{
    if (hs_span_empty(story->dateline.span) || story->body.count == 0)
        return (hearsay_span){0, 0};
    return (hearsay_span){story->dateline.span.begin, story->body.span[0].begin};
}

/* The words of `ranges` that stand in the story, past its dateline. */
static struct hs_ranges within_story(const struct hs_scene *scene, const hearsay_story *story, struct hs_ranges ranges)
{
    hearsay_span whole = hull(story), dateline = before_body(story);
    struct hs_ranges out = {NULL, 0};
    for (uint32_t n = 0; n < ranges.count; n++)
        for (uint32_t w = ranges.range[n].begin; w < ranges.range[n].end; w++) {
            hearsay_span span = scene->language->words.word[w].span;
            if (!hs_span_holds(whole, span) || hs_span_overlaps(dateline, span))
                continue;
            if (out.count && out.range[out.count - 1].end == w) {
                out.range[out.count - 1].end++;
                continue;
            }
            out.range = hs_array_grow(scene->arena, out.range, out.count, sizeof *out.range);
            out.range[out.count++] = (struct hs_range){w, w + 1};
        }
    return out;
}

static struct hs_draft draft_of(const struct hs_scene *scene, const hearsay_report *report, const struct hs_cue *cue)
{
    uint32_t at = scene->language->words.word[cue->range.begin].span.begin;
    struct hs_range *range = hs_arena_array(scene->arena, 1, sizeof *range);
    range[0] = cue->range;
    struct hs_draft draft = {.source = cue->source, .cue = {range, 1}, .content = cue->content, .inner = cue->inner,
                             .score = cue->score, .story = story_at(report, at), .parent = HEARSAY_NONE};
    draft.dropped = draft.story == HEARSAY_NONE; /* bylines, and the words that announce teasers */
    if (!draft.dropped) {
        const hearsay_story *story = &report->story[draft.story];
        draft.source = within_story(scene, story, draft.source);
        draft.content = within_story(scene, story, draft.content);
        draft.dropped = story->kind == HEARSAY_STORY_BOILERPLATE;
    }
    /* Inner cues are looked for generously: one that the lexicon does not know is more often none. */
    draft.dropped |= draft.content.count == 0 || (draft.inner && hs_act_of(scene, &draft) == HEARSAY_ACT_OTHER);
    return draft;
}

static struct hs_drafts drafts_of(const struct hs_scene *scene, const hearsay_report *report)
{
    const struct hs_language *language = scene->language;
    struct hs_drafts drafts = {hs_arena_array(scene->arena, language->cue_count, sizeof *drafts.draft), 0};
    for (uint32_t n = 0; n < language->cue_count; n++) {
        struct hs_draft draft = draft_of(scene, report, &language->cue[n]);
        if (!draft.dropped)
            drafts.draft[drafts.count++] = draft;
    }
    return drafts;
}

/* What rows are sorted by: the first word, not before that of a parent; how deep it stands; the cue. */
struct place {
    uint32_t first, depth, cue, draft;
};

static uint32_t least(struct hs_ranges ranges, uint32_t first)
{
    return ranges.count && ranges.range[0].begin < first ? ranges.range[0].begin : first;
}

/* The innermost statement around a draft of those that stay, or HEARSAY_NONE. */
static uint32_t parent_of(struct hs_drafts drafts, uint32_t number)
{
    uint32_t parent = drafts.draft[number].parent;
    while (parent != HEARSAY_NONE && drafts.draft[parent].dropped)
        parent = drafts.draft[parent].parent;
    return parent;
}

static struct place place_of(struct hs_drafts drafts, uint32_t number)
{
    struct place place = {0, 0, drafts.draft[number].cue.range[0].begin, number};
    for (uint32_t n = number; n != HEARSAY_NONE; n = parent_of(drafts, n)) {
        const struct hs_draft *draft = &drafts.draft[n];
        uint32_t first = least(draft->source, least(draft->content, draft->cue.range[0].begin));
        place.first = first > place.first ? first : place.first;
        place.depth++;
    }
    return place;
}

static int by_place(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->depth != y->depth)
        return x->depth < y->depth ? -1 : 1;
    if (x->cue != y->cue)
        return x->cue < y->cue ? -1 : 1;
    return x->draft < y->draft ? -1 : x->draft > y->draft;
}

/* Drafts that stay, in the order of their rows. */
static struct place *ordered(const struct hs_scene *scene, struct hs_drafts drafts, uint32_t *count)
{
    struct place *place = hs_arena_array(scene->arena, drafts.count, sizeof *place);
    *count = 0;
    for (uint32_t n = 0; n < drafts.count; n++)
        if (!drafts.draft[n].dropped)
            place[(*count)++] = place_of(drafts, n);
    qsort(place, *count, sizeof *place, by_place);
    return place;
}

static hearsay_spans spans_of(const struct hs_scene *scene, struct hs_ranges ranges)
{
    const struct hs_word *word = scene->language->words.word;
    hearsay_span *span = hs_arena_array(scene->arena, ranges.count, sizeof *span);
    for (uint32_t n = 0; n < ranges.count; n++)
        span[n] = (hearsay_span){word[ranges.range[n].begin].span.begin, word[ranges.range[n].end - 1].span.end};
    return (hearsay_spans){span, ranges.count};
}

static void write_row(const struct hs_scene *scene, const struct hs_draft *draft, uint32_t parent, hearsay_statement *row)
{
    row->source = spans_of(scene, draft->source);
    row->cue = spans_of(scene, draft->cue);
    row->content = spans_of(scene, draft->content);
    row->act = hs_act_of(scene, draft);
    row->mode = hs_mode_of(scene, draft);
    row->polarity = hs_polarity_of(scene, draft);
    row->occasion = hs_occasion_of(scene, draft);
    row->story = draft->story;
    row->parent = parent;
    row->via = draft->via;
    row->via_count = draft->via_count;
    row->score = draft->score;
}

void hs_statements_find(hearsay_report *report, const struct hs_lexicon *lexicon, const struct hs_language *language,
                        const struct hs_quotes *quotes)
{
    struct hs_scene scene = {&report->arena, lexicon, language, quotes, report->document.text};
    struct hs_drafts drafts = drafts_of(&scene, report);
    uint32_t count;
    hs_chain_nest(&scene, drafts);
    hs_chain_relay(&scene, drafts);
    struct place *place = ordered(&scene, drafts, &count);
    uint32_t *row = hs_arena_array(&report->arena, drafts.count, sizeof *row);
    for (uint32_t n = 0; n < count; n++)
        row[place[n].draft] = n;
    hearsay_statement *statement = hs_arena_array(&report->arena, count, sizeof *statement);
    for (uint32_t n = 0; n < count; n++) {
        const struct hs_draft *draft = &drafts.draft[place[n].draft];
        uint32_t parent = parent_of(drafts, place[n].draft);
        write_row(&scene, draft, parent == HEARSAY_NONE ? parent : row[parent], &statement[n]);
    }
    report->statement = statement;
    report->statement_count = count;
}
