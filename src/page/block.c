/* SPDX-License-Identifier: Apache-2.0 */
/* Lines to blocks. Old wire copy and mail break lines by hand at some column:
       DAMASCUS, Syria (AP) _ The government said on Thursday     <- a seam: no blank line follows
       that its forces had taken two villages.                    <- here the paragraph ends

   Whether a document is like that is decided once, from all its seams. */
#include "page/block.h"

#include "base/text.h"

/* When a document counts as hard-wrapped. Tuned against PolNeAR train and dev: none of the 924
   reports as they are is taken for it; wrapped at 60, 65, 72 or 80 columns, 99 % get back exactly
   their paragraphs where blank lines part them, and 98 % of the paragraphs come back where only an
   indent does. */
enum {
    WRAP_MIN = 50,      /* columns of a line that was broken because it was full */
    WRAP_MAX = 90,      /* and at most so many */
    SEAMS_MIN = 3,      /* fewer are no evidence */
    WIDE_PERCENT = 5,   /* at most so many lines over WRAP_MAX: an address, a table */
    OPEN_PERCENT = 60,  /* of the seams: the upper line is full and does not end a sentence */
    LOWER_PERCENT = 30, /* of the seams: the lower line begins small; headlines in a list do not */
    LIMIT_PERCENT = 90, /* of the full lines are within the column at which lines were broken */
};

/* When two lines of such a document belong together. */
enum {
    INDENT = 2, /* the lower line stands so much further in: a paragraph begins */
    RAGGED = 8, /* an unfinished sentence may be broken so many columns before it must */
};

enum { TAB = 8 };

struct line {
    hearsay_span span;             /* trimmed */
    uint32_t indent, width, first; /* columns before it, of it, of its first word: see below */
    bool open, lower;              /* does not end a sentence; begins with a small letter */
};

struct seams {
    uint32_t count, open, lower, lines, wide;
    uint32_t width[WRAP_MAX + 1]; /* how many upper lines of open seams are that wide */
};

/* The size of the line end at `at`, 0 if there is none. */
static size_t line_end_size(hearsay_text text, size_t at)
{
    unsigned char byte = (unsigned char)text.data[at];
    if (byte == '\r')
        return at + 1 < text.size && text.data[at + 1] == '\n' ? 2 : 1;
    if (byte >= '\n' && byte <= '\f')
        return 1;
    hearsay_text rest = {text.data + at, text.size - at};
    if (byte == 0xc2)
        return hs_text_starts(rest, HS_TEXT("\xc2\x85")) ? 2 : 0;
    if (byte == 0xe2)
        return hs_text_starts(rest, HS_TEXT("\u2028")) || hs_text_starts(rest, HS_TEXT("\u2029"))
                   ? 3
                   : 0;
    return 0;
}

/* The line at *at, which moves past its end. False at the end of the text. */
static bool next_line(hearsay_text text, size_t *at, hearsay_span *line)
{
    if (*at >= text.size)
        return false;
    size_t end = *at, size = 0;
    while (end < text.size && (size = line_end_size(text, end)) == 0)
        end++;
    *line = (hearsay_span){(uint32_t)*at, (uint32_t)end};
    *at = end + size;
    return true;
}

static bool closes(uint32_t c)
{
    return hs_char_quote(c) & HS_QUOTE_CLOSE || c == '\'' || c == 0x2019 || c == 0x203a ||
           c == ')' || c == ']';
}

uint32_t hs_block_last(hearsay_text text, hearsay_span block)
{
    uint32_t c = 0;
    for (size_t at = block.end; at > block.begin && (!c || closes(c));)
        c = hs_text_previous(text, &at);
    return closes(c) ? 0 : c;
}

static bool ends_sentence(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0x61f ||
           c == 0x6d4 || c == 0x964;
}

bool hs_block_ends_sentence(hearsay_text text, hearsay_span block)
{
    return ends_sentence(hs_block_last(text, block));
}

/* At most WRAP_MAX + 1: more need not be told apart. */
static uint32_t column_count(hearsay_text text, hearsay_span span, bool first_word)
{
    uint32_t count = 0;
    hearsay_text head = {text.data, span.end};
    for (size_t at = span.begin; at < head.size && count <= WRAP_MAX;) {
        uint32_t c = hs_text_next(head, &at);
        if (first_word && hs_char_space(c))
            break;
        count += c == '\t' ? TAB : !hs_char_mark(c);
    }
    return count > WRAP_MAX ? WRAP_MAX + 1 : count;
}

static struct line measured_line(hearsay_text text, hearsay_span raw)
{
    struct line line = {.span = hs_text_trim(text, raw)};
    if (hs_span_empty(line.span))
        return line;
    size_t at = line.span.begin;
    line.lower = hs_char_lower(hs_text_next(text, &at));
    line.indent = column_count(text, (hearsay_span){raw.begin, line.span.begin}, false);
    line.width = column_count(text, line.span, false);
    line.first = column_count(text, line.span, true);
    uint32_t last = hs_block_last(text, line.span);
    line.open = !ends_sentence(last) && last != ':';
    return line;
}

/* The lower line begins a paragraph: it stands further in, or as far in as a line that ends a
   sentence. */
static bool begins_paragraph(const struct line *upper, const struct line *lower)
{
    if (lower->indent >= upper->indent + INDENT)
        return true;
    return lower->indent >= INDENT && lower->indent == upper->indent && !upper->open;
}

static void count_seam(struct seams *seams, const struct line *upper, const struct line *lower)
{
    if (begins_paragraph(upper, lower))
        return;
    seams->count++;
    seams->lower += lower->lower;
    if (upper->open && upper->width >= WRAP_MIN && upper->width <= WRAP_MAX) {
        seams->open++;
        seams->width[upper->width]++;
    }
}

static struct seams count_seams(hearsay_text text)
{
    struct seams seams = {0};
    struct line upper = {.span = {0, 0}};
    hearsay_span raw;
    for (size_t at = 0; next_line(text, &at, &raw);) {
        struct line line = measured_line(text, raw);
        bool blank = hs_span_empty(line.span);
        seams.lines += !blank;
        seams.wide += line.width > WRAP_MAX;
        if (!blank && !hs_span_empty(upper.span))
            count_seam(&seams, &upper, &line);
        upper = line;
    }
    return seams;
}

static bool at_least(uint32_t part, uint32_t percent, uint32_t whole)
{
    return (uint64_t)part * 100 >= (uint64_t)whole * percent;
}

static bool hard_wrapped(const struct seams *seams)
{
    return seams->count >= SEAMS_MIN &&
           at_least(seams->lines - seams->wide, 100 - WIDE_PERCENT, seams->lines) &&
           at_least(seams->open, OPEN_PERCENT, seams->count) &&
           at_least(seams->lower, LOWER_PERCENT, seams->count);
}

/* The column at which lines were broken. */
static uint32_t wrap_column(const struct seams *seams)
{
    uint32_t column = 0;
    for (uint32_t within = seams->width[0]; !at_least(within, LIMIT_PERCENT, seams->open);)
        within += seams->width[++column];
    return column;
}

/* Whether `lower` goes on with the paragraph of `upper`: the line broke because its first word did
   not fit. */
static bool goes_on(const struct line *upper, const struct line *lower, uint32_t column)
{
    if (begins_paragraph(upper, lower))
        return false;
    if (lower->lower && upper->open)
        return true;
    return upper->width + 1 + lower->first + (upper->open ? RAGGED : 0) > column;
}

hearsay_spans hs_blocks_find(struct hs_arena *arena, hearsay_text text)
{
    struct seams seams = count_seams(text);
    uint32_t column = hard_wrapped(&seams) ? wrap_column(&seams) : HEARSAY_NONE;
    hearsay_span *block = hs_arena_array(arena, seams.lines, sizeof *block);
    uint32_t count = 0;
    struct line upper = {.span = {0, 0}};
    hearsay_span raw;
    for (size_t at = 0; next_line(text, &at, &raw);) {
        struct line line = measured_line(text, raw);
        bool joined = !hs_span_empty(upper.span) && !hs_span_empty(line.span) &&
                      column != HEARSAY_NONE && goes_on(&upper, &line, column);
        if (joined)
            block[count - 1].end = line.span.end;
        else if (!hs_span_empty(line.span))
            block[count++] = line.span;
        upper = line;
    }
    return (hearsay_spans){block, count};
}
