/* SPDX-License-Identifier: Apache-2.0 */
/* Headlines. A short line between paragraphs is either the headline of a new story or a subheading
   of the same. A news report tells its headline again in its first sentence (the inverted pyramid),
   a subheading is not told again: that, a dateline, a byline and an ending just before are the
   evidence, in points. */
#include "story/headline.h"

#include "base/text.h"
#include "page/block.h"

enum {
    HEADLINE_MAX = 240, /* bytes */
    WORDS_MAX = 32,
    LEAD_MAX = 600, /* bytes of the lead in which the headline's words are looked for */
    STEM = 5,       /* words are the same if so many bytes of their folded forms are */
    STEM_MIN = 4,   /* shorter words are mostly grammar, unless they are written in capitals */
    LEAD_WORDS = 160,
};

/* Points for another story. Tuned on PolNeAR train: of the 840 single reports 0.2 % are split, 4 %
   if the full stop is taken off every short line; of pages made of three reports each, 47 % of the
   boundaries are found, 67 % where the reports open with a headline and a paragraph, and 97 % of
   the boundaries found are right. */
enum {
    STORY_ENOUGH = 4,
    STORY_SURE_DATELINE = 7,
    STORY_DATELINE = 3,
    STORY_BYLINE = 3,
    STORY_ENDED = 3,
    STORY_RULE = 1,
    STORY_RETOLD = 3,    /* half of its words come again, three at least */
    STORY_HALF_TOLD = 2, /* a third of them, two at least */
    STORY_COLON = 1,     /* "Minister: talks to go on" */
    STORY_LONG = 1,      /* LONG_WORDS or more */
    STORY_TITLE = 1,     /* LONG_WORDS or more in title case: subheadings of that form are short */
    STORY_SHORT = -2,    /* SHORT_WORDS or fewer: "The polls" */
    STORY_QUESTION = -3, /* an interviewer's */
    STORY_NUMBERED = -3, /* an item of a list */
    STORY_LISTED = -2,
    STORY_DECK = -1, /* each */
    LONG_WORDS = 5,
    SHORT_WORDS = 3,
};

/* Points for the headline of a page. */
enum {
    PAGE_ENOUGH = 2,
    PAGE_OPEN = 2, /* ends without a full stop */
    PAGE_TITLE_CASE = 2,
    PAGE_DATELINE = 2,
    PAGE_BYLINE = 2,
    PAGE_RETOLD = 1,
    PAGE_QUOTED = -2,   /* all in quotation marks: a paragraph of speech */
    TITLE_PERCENT = 75, /* of its longer words begin with a capital */
    TITLE_WORDS = 2,
};

struct shape {
    uint32_t words, titles,
        longer; /* longer: of STEM_MIN letters or more; titles: of these, with a capital */
    uint32_t first, last; /* characters; last before quotation marks and brackets that close */
    bool colon, quoted, numbered, abbreviated;
};

struct stem {
    char byte[STEM];
    unsigned char size;
};

/* The next run of letters, digits and marks in `span`, which moves past it; empty at the end. */
static hearsay_span next_word(hearsay_text text, hearsay_span *span)
{
    hearsay_text head = {text.data, span->end};
    hearsay_span word = {span->end, span->end};
    for (size_t at = span->begin; at < head.size; span->begin = (uint32_t)at) {
        uint32_t before = (uint32_t)at, c = hs_text_next(head, &at);
        bool inside = hs_char_letter(c) || hs_char_digit(c) || hs_char_mark(c);
        if (inside && word.begin == span->end)
            word.begin = before;
        word.end = (uint32_t)at;
        if (!inside && word.begin < before)
            return (hearsay_span){word.begin, before};
    }
    return word;
}

static uint32_t first_char(hearsay_text text, hearsay_span span)
{
    size_t at = span.begin;
    return hs_span_empty(span) ? 0 : hs_text_next(text, &at);
}

/* U.S., D.C.: a letter between full stops before the last. */
static bool ends_abbreviated(hearsay_text text, hearsay_span block)
{
    return hs_span_size(block) > 3 && text.data[block.end - 1] == '.' &&
           text.data[block.end - 3] == '.';
}

static struct shape shape_of(hearsay_text text, hearsay_span block)
{
    struct shape shape = {.first = first_char(text, block), .last = hs_block_last(text, block)};
    size_t end = block.end;
    shape.quoted = hs_char_quote(shape.first) && hs_char_quote(hs_text_previous(text, &end));
    shape.numbered = hs_char_digit(shape.first) || hs_char_dash(shape.first) ||
                     shape.first == 0x2022 || shape.first == '*' || shape.first == '#';
    shape.colon = memchr(text.data + block.begin, ':', hs_span_size(block)) != NULL;
    shape.abbreviated = ends_abbreviated(text, block);
    hearsay_span rest = block;
    for (hearsay_span word; !hs_span_empty(word = next_word(text, &rest));) {
        bool longer = hs_span_size(word) >= STEM_MIN;
        shape.words++;
        shape.longer += longer;
        shape.titles += longer && !hs_char_lower(first_char(text, word));
    }
    return shape;
}

static bool title_case(const struct shape *shape)
{
    return shape->longer >= TITLE_WORDS && shape->titles * 100 >= shape->longer * TITLE_PERCENT;
}

static bool stops(const struct shape *shape)
{
    return shape->last == '.' && !shape->abbreviated;
}

static bool in_bounds(const struct shape *shape)
{
    return !hs_char_lower(shape->first) && shape->words > 0 && shape->words <= WORDS_MAX;
}

/* A line that leads over to the next: "She added:", "Among them,". */
static bool hangs(const struct shape *shape)
{
    return shape->last == ':' || shape->last == ',' || hs_char_dash(shape->last);
}

bool hs_headline_like(hearsay_text text, hearsay_span block)
{
    if (hs_span_size(block) > HEADLINE_MAX)
        return false;
    struct shape shape = shape_of(text, block);
    return in_bounds(&shape) && !hangs(&shape) && !stops(&shape) && shape.last != ';' &&
           !shape.quoted;
}

static bool tells(hearsay_text text, hearsay_span word)
{
    size_t at = word.begin;
    if (hs_span_size(word) >= STEM_MIN)
        return true;
    return hs_char_upper(hs_text_next(text, &at)) && at < word.end &&
           hs_char_upper(hs_text_next(text, &at));
}

static struct stem stem_of(hearsay_text text, hearsay_span word)
{
    struct stem stem = {.size = 0};
    hearsay_text start = hs_text_slice(text, word);
    stem.size = (unsigned char)hs_text_fold(start, stem.byte, STEM);
    return stem;
}

static bool same_stem(struct stem a, struct stem b)
{
    return a.size == b.size && memcmp(a.byte, b.byte, a.size) == 0;
}

static uint32_t stems_of(hearsay_text text, hearsay_span span, struct stem *stem, uint32_t most)
{
    uint32_t count = 0;
    for (hearsay_span word; count < most && !hs_span_empty(word = next_word(text, &span));)
        if (tells(text, word))
            stem[count++] = stem_of(text, word);
    return count;
}

/* The first LEAD_MAX bytes, or a few less: not to part a character. */
static hearsay_span first_bytes(hearsay_text text, hearsay_span lead)
{
    if (hs_span_size(lead) > LEAD_MAX)
        lead.end = lead.begin + LEAD_MAX;
    while (lead.end < text.size && ((unsigned char)text.data[lead.end] & 0xc0) == 0x80)
        lead.end--;
    return lead;
}

static bool among(struct stem wanted, const struct stem *stem, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (same_stem(wanted, stem[i]))
            return true;
    return false;
}

/* How far the lead tells the headline again: STORY_RETOLD, STORY_HALF_TOLD or 0. */
static int retold(hearsay_text text, hearsay_span block, hearsay_span lead)
{
    struct stem headline[WORDS_MAX], told[LEAD_WORDS];
    uint32_t words = stems_of(text, block, headline, WORDS_MAX), again = 0;
    uint32_t count = stems_of(text, first_bytes(text, lead), told, LEAD_WORDS);
    for (uint32_t i = 0; i < words; i++)
        again += among(headline[i], told, count);
    if (again >= 3 && again * 2 >= words)
        return STORY_RETOLD;
    return again >= 2 && again * 3 >= words ? STORY_HALF_TOLD : 0;
}

static int setting_points(const struct hs_setting *setting)
{
    int points = setting->sure ? STORY_SURE_DATELINE : setting->dateline ? STORY_DATELINE : 0;
    points += setting->byline ? STORY_BYLINE : 0;
    points += setting->ended ? STORY_ENDED : 0;
    points += setting->rule ? STORY_RULE : 0;
    points += setting->listed ? STORY_LISTED : 0;
    return points + STORY_DECK * (int)setting->decks;
}

static int shape_points(const struct shape *shape)
{
    int points = shape->colon ? STORY_COLON : 0;
    if (shape->words >= LONG_WORDS)
        points += STORY_LONG + (title_case(shape) ? STORY_TITLE : 0);
    points += shape->words <= SHORT_WORDS ? STORY_SHORT : 0;
    points += shape->last == '?' ? STORY_QUESTION : 0;
    return points + (shape->numbered ? STORY_NUMBERED : 0);
}

bool hs_headline_opens_story(hearsay_text text, hearsay_span block,
                             const struct hs_setting *setting, int doubt)
{
    if (hs_span_empty(setting->lead))
        return false;
    struct shape shape = shape_of(text, block);
    int points =
        setting_points(setting) + shape_points(&shape) + retold(text, block, setting->lead);
    return points >= STORY_ENOUGH + doubt;
}

bool hs_headline_is_label(hearsay_text text, hearsay_span block, hearsay_span next,
                          hearsay_span lead)
{
    if (hs_span_size(block) > HEADLINE_MAX || !hs_headline_like(text, next))
        return false;
    struct shape shape = shape_of(text, block);
    bool bar = memchr(text.data + block.begin, '|', hs_span_size(block)) != NULL;
    return (bar || shape.words <= SHORT_WORDS) && !retold(text, block, lead) &&
           retold(text, next, lead);
}

bool hs_headline_opens_page(hearsay_text text, hearsay_span block, const struct hs_setting *setting)
{
    if (hs_span_size(block) > HEADLINE_MAX || hs_span_empty(setting->lead))
        return false;
    struct shape shape = shape_of(text, block);
    if (!in_bounds(&shape) || hangs(&shape))
        return false;
    int points = stops(&shape) ? 0 : PAGE_OPEN;
    points += title_case(&shape) ? PAGE_TITLE_CASE : 0;
    points += setting->dateline ? PAGE_DATELINE : 0;
    points += setting->byline ? PAGE_BYLINE : 0;
    points += shape.quoted ? PAGE_QUOTED : 0;
    points += retold(text, block, setting->lead) ? PAGE_RETOLD : 0;
    return points >= PAGE_ENOUGH;
}
