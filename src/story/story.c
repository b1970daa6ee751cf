/* SPDX-License-Identifier: Apache-2.0 */
/* Blocks to stories, in one walk that looks a few blocks ahead:
       headline        opens a page, or between paragraphs another report (headline.c)
       byline          above or below
       lead, body…     to the report that is open; a sure dateline further down opens another
       Check Also      a marker: headlines after it are teasers, with one paragraph each at most
       Follow us on …  boilerplate: a story of that kind; the report goes on after it */
#include "story/story.h"

#include "base/array.h"
#include "base/text.h"
#include "page/block.h"
#include "story/byline.h"
#include "story/dateline.h"
#include "story/headline.h"
#include "story/marker.h"

enum {
    AHEAD = 7,        /* blocks that are looked at for the lead of a headline */
    LEAD_MIN = 60,    /* bytes of a paragraph that can be a lead */
    PARAGRAPH = 240,  /* bytes of a block that is a paragraph even if it ends no sentence */
    TOLD_MIN = 120,   /* bytes of paragraphs before another story may begin */
    LEAD_BLOCKS = 4,  /* a dateline that is not sure stands within so many of the headline */
    TEASER_DOUBT = 3, /* points that a headline below "Related" needs on top to open a report */
};

struct draft {
    hearsay_story row;
    hearsay_span *piece; /* of the body */
    uint32_t piece_count;
    uint32_t blocks; /* of the body */
    uint32_t told;   /* bytes of its paragraphs, as far as TOLD_MIN */
};

struct walk {
    struct hs_arena *arena;
    const struct hs_lexicon *lexicon;
    hearsay_text text;
    const hearsay_span *block;
    uint32_t count;
    unsigned char *role;
    uint32_t *home;
    struct draft *draft;
    uint32_t draft_count;
    uint32_t report; /* that paragraphs belong to, or HEARSAY_NONE */
    uint32_t
        open; /* the story whose body the next paragraph continues without a gap, or HEARSAY_NONE */
    uint32_t teaser;  /* the last one since the marker, or HEARSAY_NONE */
    bool in_teasers;  /* below a marker */
    bool ended, rule; /* just before: the end of the report; a rule */
};

/* ---- what a block is by itself ---- */

static bool is_rule(const struct walk *walk, uint32_t number)
{
    hearsay_text head = {walk->text.data, walk->block[number].end};
    for (size_t at = walk->block[number].begin; at < head.size;) {
        uint32_t c = hs_text_next(head, &at);
        if (hs_char_letter(c) || hs_char_digit(c))
            return false;
    }
    return true;
}

static struct hs_marker marker_of(const struct walk *walk, uint32_t number)
{
    return hs_marker_read(walk->lexicon, walk->text, walk->block[number]);
}

static struct hs_byline byline_of(const struct walk *walk, uint32_t number)
{
    return hs_byline_read(walk->lexicon, walk->text, walk->block[number]);
}

static bool dateline_of(const struct walk *walk, uint32_t number, struct hs_dateline *dateline)
{
    return hs_dateline_read(walk->arena, walk->lexicon, walk->text, walk->block[number], dateline);
}

static bool is_headline_like(const struct walk *walk, uint32_t number)
{
    struct hs_dateline dateline;
    return hs_headline_like(walk->text, walk->block[number]) &&
           !dateline_of(walk, number, &dateline);
}

static bool is_paragraph(const struct walk *walk, uint32_t number)
{
    uint32_t size = hs_span_size(walk->block[number]);
    return size > PARAGRAPH ||
           (size >= LEAD_MIN && hs_block_ends_sentence(walk->text, walk->block[number]));
}

/* Cut by the page: an ellipsis is the last thing, brackets apart. In quotation marks it is a
   speaker trailing off. */
static bool is_cut(hearsay_text text, hearsay_span span)
{
    while (!hs_span_empty(span) && strchr("])", text.data[span.end - 1]) && text.data[span.end - 1])
        span.end--;
    hearsay_text tail = hs_text_slice(text, span);
    return (tail.size >= 3 && memcmp(tail.data + tail.size - 3, "...", 3) == 0) ||
           (tail.size >= 3 && memcmp(tail.data + tail.size - 3, "\u2026", 3) == 0);
}

/* ---- what stands around a block ---- */

static bool see_lead(const struct walk *walk, uint32_t number, struct hs_setting *setting)
{
    struct hs_dateline dateline;
    setting->dateline = dateline_of(walk, number, &dateline);
    setting->sure = setting->dateline && dateline.sure;
    if (setting->dateline || is_paragraph(walk, number))
        setting->lead = walk->block[number];
    return !hs_span_empty(setting->lead);
}

/* Looks from a headline down to its lead, past bylines and the lines under the headline. */
static void see_ahead(const struct walk *walk, uint32_t number, struct hs_setting *setting)
{
    uint32_t end = walk->count - number > AHEAD ? number + AHEAD : walk->count;
    for (uint32_t next = number + 1; next < end; next++) {
        enum hs_marker_kind marker = marker_of(walk, next).kind;
        if (marker == HS_MARKER_TEASER)
            return;
        if (marker == HS_MARKER_BOILERPLATE || is_rule(walk, next))
            continue;
        if (byline_of(walk, next).kind == HS_BYLINE_HEAD)
            setting->byline = true;
        else if (see_lead(walk, next, setting))
            return;
        else
            setting->decks++;
    }
}

static struct hs_setting setting_of(const struct walk *walk, uint32_t number)
{
    struct hs_setting setting = {.ended = walk->ended, .rule = walk->rule};
    if (number > 0 && walk->role[number - 1] == HS_ROLE_BODY)
        setting.listed = is_headline_like(walk, number - 1);
    see_ahead(walk, number, &setting);
    return setting;
}

static bool has_told(const struct walk *walk)
{
    return walk->report != HEARSAY_NONE && walk->draft[walk->report].told >= TOLD_MIN;
}

/* A page begins where no report has a headline or body yet. */
static bool opens_page(const struct walk *walk, uint32_t number)
{
    if (walk->report != HEARSAY_NONE)
        return false;
    struct hs_setting setting = setting_of(walk, number);
    return hs_headline_opens_page(walk->text, walk->block[number], &setting);
}

/* Above the headline of a page. */
static bool is_label(const struct walk *walk, uint32_t number)
{
    if (walk->report != HEARSAY_NONE || number + 1 >= walk->count)
        return false;
    struct hs_setting setting = setting_of(walk, number);
    return setting.decks > 0 && hs_headline_is_label(walk->text, walk->block[number],
                                                     walk->block[number + 1], setting.lead);
}

static bool opens_story(const struct walk *walk, uint32_t number, int doubt)
{
    if (!has_told(walk) || !is_headline_like(walk, number))
        return false;
    struct hs_setting setting = setting_of(walk, number);
    return hs_headline_opens_story(walk->text, walk->block[number], &setting, doubt);
}

/* Nothing of the report comes after it. */
static bool at_foot(const struct walk *walk, uint32_t number)
{
    uint32_t next = number + 1;
    while (next < walk->count && next <= number + AHEAD && is_rule(walk, next))
        next++;
    return next >= walk->count || marker_of(walk, next).kind || byline_of(walk, next).kind ||
           is_headline_like(walk, next);
}

static bool stands_as_byline(const struct walk *walk, uint32_t number, enum hs_byline_kind kind)
{
    return kind == HS_BYLINE_FOOT ? has_told(walk) && at_foot(walk, number) : kind != HS_BYLINE_NOT;
}

/* ---- filling in ---- */

static uint32_t add_story(struct walk *walk, hearsay_story_kind kind)
{
    walk->draft = hs_array_grow(walk->arena, walk->draft, walk->draft_count, sizeof *walk->draft);
    walk->draft[walk->draft_count] = (struct draft){.row = {.kind = kind}};
    return walk->draft_count++;
}

static void place(struct walk *walk, uint32_t number, enum hs_role role, uint32_t story)
{
    walk->role[number] = (unsigned char)role;
    walk->home[number] = story;
}

/* `span` joins the body; to the last piece if nothing but rules stands between. */
static void add_body(struct walk *walk, uint32_t story, hearsay_span span)
{
    struct draft *draft = &walk->draft[story];
    if (walk->open == story) {
        draft->piece[draft->piece_count - 1].end = span.end;
        return;
    }
    draft->piece =
        hs_array_grow(walk->arena, draft->piece, draft->piece_count, sizeof *draft->piece);
    draft->piece[draft->piece_count++] = span;
    walk->open = story;
}

static void set_dateline(struct draft *draft, const struct hs_dateline *dateline)
{
    hearsay_text agency = draft->row.dateline.agency; /* of the byline */
    draft->row.dateline = dateline->row;
    if (!dateline->row.agency.data)
        draft->row.dateline.agency = agency;
}

static void add_lead(struct walk *walk, uint32_t number, uint32_t story,
                     const struct hs_dateline *dateline)
{
    place(walk, number, HS_ROLE_LEAD, story);
    set_dateline(&walk->draft[story], dateline);
    walk->open = HEARSAY_NONE;
    hearsay_span rest = {dateline->end, walk->block[number].end};
    if (!hs_span_empty(rest))
        add_body(walk, story, rest);
}

static void add_headline(struct walk *walk, uint32_t number, uint32_t story)
{
    walk->draft[story].row.headline = walk->block[number];
    place(walk, number, HS_ROLE_HEADLINE, story);
    walk->open = HEARSAY_NONE;
}

static void open_report(struct walk *walk)
{
    walk->report = add_story(walk, HEARSAY_STORY_REPORT);
    walk->in_teasers = walk->ended = walk->rule = false;
    walk->open = HEARSAY_NONE;
}

static void count_paragraph(struct walk *walk, uint32_t number)
{
    struct draft *draft = &walk->draft[walk->report];
    draft->blocks++;
    if (draft->told < TOLD_MIN && is_paragraph(walk, number))
        draft->told += hs_span_size(walk->block[number]);
    walk->ended = walk->rule = walk->in_teasers = false;
}

static void read_paragraph(struct walk *walk, uint32_t number)
{
    struct hs_dateline dateline;
    bool dated = dateline_of(walk, number, &dateline);
    if (walk->report == HEARSAY_NONE || (dated && dateline.sure && has_told(walk)))
        open_report(walk);
    const struct draft *draft = &walk->draft[walk->report];
    if (dated && draft->blocks < LEAD_BLOCKS && hs_span_empty(draft->row.dateline.span)) {
        add_lead(walk, number, walk->report, &dateline);
    } else {
        place(walk, number, HS_ROLE_BODY, walk->report);
        add_body(walk, walk->report, walk->block[number]);
    }
    count_paragraph(walk, number);
}

static void read_byline(struct walk *walk, uint32_t number, struct hs_byline byline)
{
    bool teaser = walk->in_teasers && walk->teaser != HEARSAY_NONE;
    if (!teaser && walk->report == HEARSAY_NONE)
        open_report(walk);
    uint32_t story = teaser ? walk->teaser : walk->report;
    hearsay_story *row = &walk->draft[story].row;
    if (hs_span_empty(row->byline))
        row->byline = walk->block[number];
    if (!row->dateline.agency.data)
        row->dateline.agency = byline.agency;
    place(walk, number, HS_ROLE_BYLINE, story);
    walk->ended = has_told(walk) && (byline.kind != HS_BYLINE_HEAD || at_foot(walk, number));
    walk->open = HEARSAY_NONE;
}

static void read_boilerplate(struct walk *walk, uint32_t number)
{
    bool more =
        walk->open != HEARSAY_NONE && walk->draft[walk->open].row.kind == HEARSAY_STORY_BOILERPLATE;
    uint32_t story = more ? walk->open : add_story(walk, HEARSAY_STORY_BOILERPLATE);
    place(walk, number, HS_ROLE_BOILERPLATE, story);
    add_body(walk, story, walk->block[number]);
    walk->ended = walk->ended || (has_told(walk) && at_foot(walk, number));
}

static void read_marker(struct walk *walk, uint32_t number, hearsay_span rest)
{
    place(walk, number, HS_ROLE_TEASER, HEARSAY_NONE);
    walk->open = HEARSAY_NONE;
    if (hs_span_empty(rest)) {
        walk->in_teasers = true;
        walk->teaser = HEARSAY_NONE;
        return;
    }
    walk->home[number] = add_story(walk, HEARSAY_STORY_TEASER);
    walk->draft[walk->home[number]].row.headline = rest;
}

/* ---- teasers ---- */

/* At least two paragraphs follow: more than a teaser has. */
static bool is_told_at_length(const struct walk *walk, uint32_t number)
{
    uint32_t paragraphs = 0;
    for (uint32_t next = number + 1; next < walk->count && next <= number + AHEAD; next++)
        paragraphs += is_paragraph(walk, next);
    return paragraphs >= 2;
}

/* Cut short, below a headline that is not: among headlines that are all cut it is the next. */
static bool is_cut_lead(const struct walk *walk, uint32_t number)
{
    hearsay_span headline = walk->draft[walk->teaser].row.headline;
    return hs_span_size(walk->block[number]) >= LEAD_MIN &&
           is_cut(walk->text, walk->block[number]) && !is_cut(walk->text, headline);
}

/* The paragraph of the teaser whose headline stands just above: dated, cut short, or below the end
   of the report. */
static bool read_teaser_body(struct walk *walk, uint32_t number)
{
    struct hs_dateline dateline;
    if (walk->teaser == HEARSAY_NONE || walk->draft[walk->teaser].piece_count)
        return false;
    if (dateline_of(walk, number, &dateline)) {
        add_lead(walk, number, walk->teaser, &dateline);
        return true;
    }
    if (!is_cut_lead(walk, number) &&
        !(walk->ended && is_paragraph(walk, number) && at_foot(walk, number)))
        return false;
    place(walk, number, HS_ROLE_BODY, walk->teaser);
    add_body(walk, walk->teaser, walk->block[number]);
    return true;
}

/* Whether the block is part of a teaser; if not, the teasers are over. */
static bool read_teaser(struct walk *walk, uint32_t number)
{
    if (read_teaser_body(walk, number))
        return true;
    walk->in_teasers = is_headline_like(walk, number) && !(is_told_at_length(walk, number) &&
                                                           opens_story(walk, number, TEASER_DOUBT));
    if (!walk->in_teasers)
        return false;
    walk->teaser = add_story(walk, HEARSAY_STORY_TEASER);
    add_headline(walk, number, walk->teaser);
    return true;
}

/* ---- the walk ---- */

static void read_block(struct walk *walk, uint32_t number)
{
    if (is_rule(walk, number)) {
        place(walk, number, HS_ROLE_RULE, HEARSAY_NONE);
        walk->rule = true;
        return;
    }
    struct hs_marker marker = marker_of(walk, number);
    if (marker.kind == HS_MARKER_BOILERPLATE || is_label(walk, number)) {
        read_boilerplate(walk, number);
        return;
    }
    if (marker.kind == HS_MARKER_TEASER) {
        read_marker(walk, number, marker.rest);
        return;
    }
    struct hs_byline byline = byline_of(walk, number);
    if (stands_as_byline(walk, number, byline.kind)) {
        read_byline(walk, number, byline);
        return;
    }
    if (walk->in_teasers && read_teaser(walk, number))
        return;
    if (opens_page(walk, number) || opens_story(walk, number, 0)) {
        open_report(walk);
        add_headline(walk, number, walk->report);
        return;
    }
    read_paragraph(walk, number);
}

static hearsay_story finished(const struct walk *walk, const struct draft *draft)
{
    hearsay_story story = draft->row;
    story.body = (hearsay_spans){draft->piece, draft->piece_count};
    hearsay_span last = draft->piece_count ? draft->piece[draft->piece_count - 1] : story.headline;
    bool cuttable = draft->piece_count || story.kind == HEARSAY_STORY_TEASER;
    story.truncated = cuttable && is_cut(walk->text, last);
    return story;
}

static struct walk walk_start(struct hs_arena *arena, const struct hs_lexicon *lexicon,
                              hearsay_text text, const hearsay_span *block, uint32_t count)
{
    return (struct walk){
        .arena = arena,
        .lexicon = lexicon,
        .text = text,
        .block = block,
        .count = count,
        .role = hs_arena_array(arena, count, sizeof(unsigned char)),
        .home = hs_arena_array(arena, count, sizeof(uint32_t)),
        .report = HEARSAY_NONE,
        .open = HEARSAY_NONE,
        .teaser = HEARSAY_NONE,
    };
}

struct hs_stories hs_stories_find(struct hs_arena *arena, const struct hs_lexicon *lexicon,
                                  hearsay_text text, const hearsay_span *block, uint32_t count)
{
    struct walk walk = walk_start(arena, lexicon, text, block, count);
    for (uint32_t number = 0; number < count; number++)
        read_block(&walk, number);
    hearsay_story *story = hs_arena_array(arena, walk.draft_count, sizeof *story);
    for (uint32_t i = 0; i < walk.draft_count; i++)
        story[i] = finished(&walk, &walk.draft[i]);
    return (struct hs_stories){story, walk.draft_count, walk.role, walk.home};
}
