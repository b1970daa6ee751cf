/* SPDX-License-Identifier: Apache-2.0 */
/* A report for eyes: a head for the document, its stories, and under each the statements as cards.
   A card is a rule with number, speaker and act, then the words, then the chain by which they came
   to us; statements within a statement stand under it, set in behind a bar. */
#include <stdio.h>

#include "base/text.h"
#include "write/layout.h"
#include "write/write.h"

enum {
    LINKS_MAX = 6,        /* statements that a chain shows, the innermost ones */
    LINK_COLUMNS = 48,    /* of one link of a chain */
    SOURCE_COLUMNS = 240, /* of the last one: here even a long source is read in full */
    DATE_COLUMNS = 25,    /* 2015-10-15T12:30:00+02:00 */
    SPEAKER_COLUMNS = 20, /* a rule drops score and mode rather than show less of a speaker */
    WORDS_COLUMNS = 24,   /* nesting stops setting in where words would have less room */
};

/* The statements of one story or one parent, in order, as linked lists of numbers. */
struct order {
    uint32_t *inner; /* a statement: the first one within it */
    uint32_t *outer; /* a story: its first one that stands in no other; last, those of no story */
    uint32_t *next;  /* a statement: the next of the same list */
};

struct page {
    struct hs_layout line;
    const hearsay_report *report;
    struct order order;
    const char *joint; /* what stands before the next part of a line; empty at first */
};

/* ---- the order of statements */

static uint32_t *none(struct hs_arena *arena, uint32_t count)
{
    uint32_t *number = hs_arena_array(arena, count, sizeof *number);
    memset(number, 0xff, count * sizeof *number);
    return number;
}

static uint32_t *list_of(struct order *order, const hearsay_report *report, uint32_t number)
{
    const hearsay_statement *statement = hearsay_statement_at(report, number);
    uint32_t stories = hearsay_story_count(report);
    if (statement->parent < hearsay_statement_count(report))
        return &order->inner[statement->parent];
    return &order->outer[statement->story < stories ? statement->story : stories];
}

static struct order order_statements(const hearsay_report *report, struct hs_arena *scratch)
{
    uint32_t count = hearsay_statement_count(report);
    struct order order = {none(scratch, count), none(scratch, hearsay_story_count(report) + 1),
                          none(scratch, count)};
    for (uint32_t i = count; i-- > 0;) {
        uint32_t *list = list_of(&order, report, i);
        order.next[i] = *list;
        *list = i;
    }
    return order;
}

/* ---- pieces of lines */

static void put_words(struct page *page, enum hs_style style, hearsay_text text)
{
    hs_layout_style(&page->line, style);
    hs_layout_words(&page->line, text);
    hs_layout_style(&page->line, HS_STYLE_PLAIN);
}

static void put_mark(struct page *page, enum hs_style style, const char *mark)
{
    hs_layout_style(&page->line, style);
    hs_layout_mark(&page->line, mark);
    hs_layout_style(&page->line, HS_STYLE_PLAIN);
}

/* The first of `most` columns of words in pieces; gives back the columns used. */
static uint32_t put_pieces(struct page *page, enum hs_style style, hearsay_spans spans,
                           uint32_t most)
{
    uint32_t used = 0;
    hs_layout_style(&page->line, style);
    for (uint32_t i = 0; i < spans.count && used + 4 < most; i++) {
        if (i)
            hs_layout_words(&page->line, HS_TEXT(" … "));
        used += i ? 3 : 0;
        hearsay_text piece = hearsay_report_text(page->report, spans.span[i]);
        used += hs_layout_head(&page->line, piece, most - used);
    }
    hs_layout_style(&page->line, HS_STYLE_PLAIN);
    return used;
}

static uint32_t measure_pieces(const struct page *page, hearsay_spans spans, uint32_t most)
{
    uint32_t width = 0;
    for (uint32_t i = 0; i < spans.count && width <= most; i++)
        width +=
            hs_layout_measure(hearsay_report_text(page->report, spans.span[i]), most) + (i ? 3 : 0);
    return width;
}

/* The next of several parts of a line; `joint` is to stand before the one after it. */
static void put_joint(struct page *page, const char *joint)
{
    put_words(page, HS_STYLE_FAINT, (hearsay_text){page->joint, strlen(page->joint)});
    page->joint = joint;
}

static void put_part(struct page *page, enum hs_style style, hearsay_text text)
{
    if (!text.size)
        return;
    put_joint(page, " · ");
    put_words(page, style, text);
}

/* ---- the chain */

static void put_link(struct page *page, hearsay_text name)
{
    if (!name.size)
        return;
    put_joint(page, " → ");
    hs_layout_style(&page->line, HS_STYLE_FAINT);
    hs_layout_head(&page->line, name, LINK_COLUMNS);
    hs_layout_style(&page->line, HS_STYLE_PLAIN);
}

/* The outlet, and the agency that it has the story from. */
static void put_outlet(struct page *page, const hearsay_statement *statement)
{
    hearsay_text outlet = hearsay_report_document(page->report)->outlet;
    hearsay_text agency = {0};
    if (statement->story < hearsay_story_count(page->report))
        agency = hearsay_story_at(page->report, statement->story)->dateline.agency;
    put_link(page, outlet);
    if (!hs_text_equal(outlet, agency))
        put_link(page, agency);
    if (!outlet.size && !agency.size)
        put_link(page, HS_TEXT("this page"));
}

static void put_speakers(struct page *page, const hearsay_statement *statement, bool last)
{
    enum hs_style style = last ? HS_STYLE_PLAIN : HS_STYLE_FAINT;
    for (uint32_t i = 0; i < statement->via_count; i++)
        put_link(page, statement->via[i].name);
    put_joint(page, " → ");
    if (statement->source.count)
        put_pieces(page, style, statement->source, last ? SOURCE_COLUMNS : LINK_COLUMNS);
    else
        put_words(page, style, HS_TEXT("unnamed"));
}

static const hearsay_statement *around(const struct page *page, const hearsay_statement *statement)
{
    if (statement->parent >= hearsay_statement_count(page->report))
        return NULL;
    return hearsay_statement_at(page->report, statement->parent);
}

/* SANA → SPUTNIK → Peskov: outlet, relays, the speakers around this one, and this one. */
static void put_chain(struct page *page, const hearsay_statement *statement)
{
    const hearsay_statement *link[LINKS_MAX];
    uint32_t count = 0;
    page->joint = "";
    put_outlet(page, statement);
    for (; statement && count < LINKS_MAX; statement = around(page, statement))
        link[count++] = statement;
    if (statement)
        put_link(page, HS_TEXT("…"));
    while (count-- > 0)
        put_speakers(page, link[count], count == 0);
}

/* ---- cards */

static enum hs_style act_style(hearsay_act act)
{
    switch (act) {
    case HEARSAY_ACT_DENY:
    case HEARSAY_ACT_ACCUSE:
    case HEARSAY_ACT_WARN:
    case HEARSAY_ACT_CONDEMN:
    case HEARSAY_ACT_REFUSE:
        return HS_STYLE_SHARP;
    default:
        return HS_STYLE_CALM;
    }
}

/* What stands at the right of a rule: " say · direct  97% ──". */
struct tail {
    const char *negation, *act, *mode;
    char score[8];
};

static uint32_t tail_width(const struct tail *tail)
{
    size_t mode = *tail->mode ? 3 + strlen(tail->mode) : 0;
    size_t score = *tail->score ? 2 + strlen(tail->score) : 0;
    return (uint32_t)(1 + strlen(tail->negation) + strlen(tail->act) + mode + score + 3);
}

/* `room` is what speaker and tail share; the tail gives way. */
static struct tail make_tail(const hearsay_statement *statement, uint32_t room)
{
    bool negative = statement->polarity == HEARSAY_POLARITY_NEGATIVE;
    float score = statement->score > 0 ? statement->score < 1 ? statement->score : 1 : 0;
    struct tail tail = {.negation = negative ? "not " : "",
                        .act = hearsay_act_name(statement->act),
                        .mode = hearsay_mode_name(statement->mode)};
    snprintf(tail.score, sizeof tail.score, "%u%%", (unsigned)(score * 100 + 0.5f));
    if (tail_width(&tail) + SPEAKER_COLUMNS > room)
        tail.score[0] = '\0';
    if (tail_width(&tail) + SPEAKER_COLUMNS > room)
        tail.mode = "";
    return tail;
}

static void put_tail(struct page *page, const hearsay_statement *statement, const struct tail *tail)
{
    enum hs_style style = act_style(statement->act);
    put_mark(page, HS_STYLE_PLAIN, " ");
    put_mark(page, style, tail->negation);
    put_mark(page, style, tail->act);
    if (*tail->mode)
        put_mark(page, HS_STYLE_FAINT, " · ");
    put_mark(page, HS_STYLE_PLAIN, tail->mode);
    if (*tail->score)
        put_mark(page, HS_STYLE_PLAIN, "  ");
    put_mark(page, HS_STYLE_FAINT, tail->score);
    put_mark(page, HS_STYLE_FAINT, " ──");
}

/* The cue where it has letters (a colon says nothing here) and fits whole. */
static void put_cue(struct page *page, const hearsay_statement *statement, uint32_t room)
{
    hearsay_text cue = statement->cue.count
                           ? hearsay_report_text(page->report, statement->cue.span[0])
                           : HS_TEXT("");
    bool spoken = false;
    for (size_t at = 0; at < cue.size && !spoken;)
        spoken = hs_char_letter(hs_text_next(cue, &at));
    if (!spoken || 3 + measure_pieces(page, statement->cue, room) > room)
        return;
    put_mark(page, HS_STYLE_FAINT, " · ");
    put_pieces(page, HS_STYLE_SLANTED, statement->cue, room - 3);
}

static void put_rule(struct page *page, uint32_t number, const hearsay_statement *statement)
{
    struct hs_layout *line = &page->line;
    char label[24];
    snprintf(label, sizeof label, "%s %u · ", line->step ? "├─" : "──", (unsigned)number + 1);
    put_mark(page, HS_STYLE_FAINT, label);

    struct tail tail = make_tail(statement, line->width - line->column);
    uint32_t end = line->width - tail_width(&tail);
    uint32_t room = end - line->column - 3; /* two columns of rule and a blank are the least */
    if (statement->source.count)
        room -= put_pieces(page, HS_STYLE_BOLD, statement->source, room);
    else
        room -= hs_layout_head(line, HS_TEXT("unnamed"), room);
    put_cue(page, statement, room);
    put_mark(page, HS_STYLE_PLAIN, " ");
    hs_layout_style(line, HS_STYLE_FAINT);
    hs_layout_fill(line, "─", end);
    put_tail(page, statement, &tail);
    hs_layout_end(line);
}

static void put_content(struct page *page, const hearsay_statement *statement)
{
    for (uint32_t i = 0; i < statement->content.count; i++) {
        if (i)
            put_words(page, HS_STYLE_FAINT, HS_TEXT(" … "));
        put_words(page, HS_STYLE_PLAIN,
                  hearsay_report_text(page->report, statement->content.span[i]));
    }
    hs_layout_end(&page->line);
}

static void put_card(struct page *page, uint32_t number, uint32_t depth)
{
    const hearsay_statement *statement = hearsay_statement_at(page->report, number);
    uint32_t most = (page->line.width - WORDS_COLUMNS) / HS_STEP_COLUMNS - 1;
    depth = depth < most ? depth : most;
    page->line.step = depth ? depth + 1 : 0;
    hs_layout_end(&page->line);
    page->line.step = depth;
    put_rule(page, number, statement);
    page->line.step = depth + 1;
    put_content(page, statement);
    put_chain(page, statement);
    page->joint = " · ";
    const char *occasion = hearsay_occasion_name(statement->occasion);
    put_part(page, HS_STYLE_FAINT, (hearsay_text){occasion, strlen(occasion)});
    hs_layout_end(&page->line);
}

/* A list of statements, each followed by those within it. No recursion: nesting may be deep. */
static void put_cards(struct page *page, uint32_t number)
{
    const struct order *order = &page->order;
    uint32_t depth = 0;
    while (number != HEARSAY_NONE && !page->line.sink->refused) {
        put_card(page, number, depth);
        if (order->inner[number] != HEARSAY_NONE) {
            number = order->inner[number];
            depth++;
            continue;
        }
        for (; depth && order->next[number] == HEARSAY_NONE; depth--)
            number = hearsay_statement_at(page->report, number)->parent;
        number = order->next[number];
    }
    page->line.step = 0;
}

/* ---- stories and the document */

/* Words on lines of their own; no line for no words. */
static void put_line(struct page *page, enum hs_style style, hearsay_text text)
{
    put_words(page, style, text);
    if (page->line.begun)
        hs_layout_end(&page->line);
}

static void put_dateline(struct page *page, const hearsay_story *story)
{
    hearsay_text byline = hearsay_report_text(page->report, story->byline);
    const char *kind =
        story->kind == HEARSAY_STORY_REPORT ? "" : hearsay_story_kind_name(story->kind);
    page->joint = "";
    put_part(page, HS_STYLE_FAINT, story->dateline.place);
    put_part(page, HS_STYLE_FAINT, story->dateline.agency);
    put_part(page, HS_STYLE_FAINT, story->dateline.date);
    put_part(page, HS_STYLE_FAINT, byline);
    put_part(page, HS_STYLE_SLANTED, (hearsay_text){kind, strlen(kind)});
    put_part(page, HS_STYLE_SLANTED, story->truncated ? HS_TEXT("cut short") : HS_TEXT(""));
    if (page->line.begun)
        hs_layout_end(&page->line);
}

static void put_story(struct page *page, uint32_t number)
{
    const hearsay_story *story = hearsay_story_at(page->report, number);
    hs_layout_end(&page->line);
    put_line(page, story->kind == HEARSAY_STORY_REPORT ? HS_STYLE_BOLD : HS_STYLE_PLAIN,
             hearsay_report_text(page->report, story->headline));
    put_dateline(page, story);
    put_cards(page, page->order.outer[number]);
}

/* "━━ SANA ━━━━━━━━━━━━━━━━━━━━━━━━━ 2015-10-15 ━━"; a document without an outlet goes by its
   address or id. */
static void put_head(struct page *page)
{
    const hearsay_document *document = hearsay_report_document(page->report);
    struct hs_layout *line = &page->line;
    hearsay_text name = document->outlet.size ? document->outlet
                        : document->url.size  ? document->url
                                              : document->id;
    uint32_t date =
        document->published.size ? hs_layout_measure(document->published, DATE_COLUMNS) + 4 : 0;
    uint32_t end = line->width - (date < DATE_COLUMNS + 4 ? date : DATE_COLUMNS + 4);

    put_mark(page, HS_STYLE_BOLD, "━━ ");
    hs_layout_style(line, HS_STYLE_BOLD);
    hs_layout_head(line, name, end - line->column - 2);
    hs_layout_mark(line, " ");
    hs_layout_fill(line, "━", end);
    hs_layout_style(line, HS_STYLE_PLAIN);
    if (date) {
        hs_layout_mark(line, " ");
        hs_layout_head(line, document->published, DATE_COLUMNS);
        put_mark(page, HS_STYLE_BOLD, " ━━");
    }
    hs_layout_end(line);
}

static void put_title(struct page *page)
{
    char counts[64];
    uint32_t stories = hearsay_story_count(page->report);
    uint32_t statements = hearsay_statement_count(page->report);
    snprintf(counts, sizeof counts, "%u %s · %u %s", (unsigned)stories,
             stories == 1 ? "story" : "stories", (unsigned)statements,
             statements == 1 ? "statement" : "statements");
    put_line(page, HS_STYLE_BOLD, hearsay_report_document(page->report)->title);
    put_line(page, HS_STYLE_FAINT, (hearsay_text){counts, strlen(counts)});
}

void hs_page_write(struct hs_sink *sink, const hearsay_report *report, const hearsay_layout *layout,
                   struct hs_arena *scratch)
{
    struct page page = {.report = report, .order = order_statements(report, scratch)};
    uint32_t stories = hearsay_story_count(report);
    hs_layout_init(&page.line, sink, layout);
    put_head(&page);
    put_title(&page);
    for (uint32_t i = 0; i < stories && !sink->refused; i++)
        put_story(&page, i);
    put_cards(&page, page.order.outer[stories]);
    hs_layout_end(&page.line);
}
