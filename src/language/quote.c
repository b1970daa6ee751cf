/* SPDX-License-Identifier: Apache-2.0 */
/* Quotation marks, read in two walks over each block. The first pairs single marks, most of which
   are apostrophes: a pair needs a mark that can only open and a later one that can close before the
   next that opens. The second walks double marks and those pairs with a small stack, of which only
   the outermost level is kept. */
#include "language/quote.h"

#include "base/array.h"
#include "base/text.h"

enum { DEPTH_MAX = 4 };

/* A mark in its place: the characters beside it, 0 at the ends of the block. */
struct mark {
    uint32_t c, before, after;
    uint32_t begin, end;
};

struct walk {
    struct hs_arena *arena;
    hearsay_text text;
    hearsay_span block;
    uint32_t *single; /* where paired single marks begin: open, close, open, close */
    uint32_t single_count, single_next;
    uint32_t stack[DEPTH_MAX]; /* the opening marks we are in */
    uint32_t depth, begin;     /* begin: of the outermost */
    bool left_open;            /* the block before ended within a quotation */
    bool resumed;
    struct hs_quotes quotes;
};

static bool single_mark(uint32_t c)
{
    return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x201a;
}

static bool any_mark(uint32_t c)
{
    return single_mark(c) || hs_char_quote(c) != HS_QUOTE_NOT;
}

static bool word_char(uint32_t c)
{
    return hs_char_letter(c) || hs_char_digit(c) || hs_char_mark(c);
}

static bool opening_bracket(uint32_t c)
{
    return c == '(' || c == '[' || c == '{' || c == 0xbf || c == 0xa1; /* ¿ ¡ */
}

/* Nothing stands before the mark that it could close. */
static bool can_open(const struct mark *mark)
{
    bool free = mark->before == 0 || hs_char_space(mark->before) || opening_bracket(mark->before) ||
                hs_char_dash(mark->before) || mark->before == '/' || any_mark(mark->before);
    return free && mark->after != 0 && !hs_char_space(mark->after);
}

/* No word begins after the mark. */
static bool can_close(const struct mark *mark)
{
    return mark->before != 0 && !hs_char_space(mark->before) && !word_char(mark->after);
}

/* The next mark of the block from *at on, `*before` the character before; false at the end. */
static bool next_mark(const struct walk *walk, size_t *at, uint32_t *before, struct mark *mark)
{
    hearsay_text text = {walk->text.data, walk->block.end};
    while (*at < text.size) {
        size_t begin = *at;
        uint32_t c = hs_text_next(text, at);
        if (!any_mark(c)) {
            *before = c;
            continue;
        }
        size_t end = *at, beyond = *at;
        uint32_t after = beyond < text.size ? hs_text_next(text, &beyond) : 0;
        *mark = (struct mark){c, *before, after, (uint32_t)begin, (uint32_t)end};
        *before = c;
        return true;
    }
    return false;
}

static void add_single(struct walk *walk, uint32_t begin)
{
    walk->single =
        hs_array_grow(walk->arena, walk->single, walk->single_count, sizeof *walk->single);
    walk->single[walk->single_count++] = begin;
}

static bool opens_single(const struct mark *mark)
{
    return mark->c != 0x2019 && can_open(mark) && !hs_char_digit(mark->after); /* '90s */
}

/* A closing mark that can hardly be the apostrophe of "workers' rights". */
static bool closes_surely(const struct mark *mark)
{
    return !hs_char_letter(mark->before) || mark->after == 0 || !hs_char_space(mark->after);
}

/* Pairs the single marks of the block. A pair is kept once its closing mark is sure, or once the
   next one opens. */
static void pair_singles(struct walk *walk)
{
    walk->single_count = walk->single_next = 0;
    size_t at = walk->block.begin;
    uint32_t before = 0, open = HEARSAY_NONE, close = HEARSAY_NONE;
    struct mark mark;
    bool more = true;
    while (more) {
        more = next_mark(walk, &at, &before, &mark);
        bool opens = more && single_mark(mark.c) && opens_single(&mark);
        bool closes = more && single_mark(mark.c) && !opens && mark.c != 0x201a &&
                      open != HEARSAY_NONE && can_close(&mark);
        if (closes)
            close = mark.begin;
        if (close != HEARSAY_NONE && (!more || opens || (closes && closes_surely(&mark)))) {
            add_single(walk, open);
            add_single(walk, close);
            open = close = HEARSAY_NONE;
        }
        if (opens)
            open = mark.begin;
    }
}

static void add_quotation(struct walk *walk, uint32_t end, bool closed)
{
    struct hs_quotes *quotes = &walk->quotes;
    quotes->quotation =
        hs_array_grow(walk->arena, quotes->quotation, quotes->count, sizeof *quotes->quotation);
    quotes->quotation[quotes->count++] = (struct hs_quotation){
        {walk->begin, end}, closed, walk->resumed, single_mark(walk->stack[0])};
    walk->resumed = false;
    walk->depth = 0;
}

static void open_mark(struct walk *walk, const struct mark *mark)
{
    if (walk->depth == DEPTH_MAX)
        return;
    if (walk->depth == 0) {
        walk->begin = mark->begin;
        walk->resumed = walk->left_open && mark->before == 0;
    }
    walk->stack[walk->depth++] = mark->c;
}

/* Closes the innermost level of the mark's own sort, and with it what was left open inside. */
static void close_mark(struct walk *walk, const struct mark *mark)
{
    bool single = single_mark(mark->c);
    uint32_t level = walk->depth;
    while (level > 0 && single_mark(walk->stack[level - 1]) != single)
        level--;
    if (level == 0)
        return;
    walk->depth = level - 1;
    if (walk->depth == 0)
        add_quotation(walk, mark->end, true);
}

static bool within(const struct walk *walk, uint32_t c)
{
    for (uint32_t i = 0; i < walk->depth; i++)
        if (walk->stack[i] == c)
            return true;
    return false;
}

/* 5'10" and a 12" pipe are measures. */
static bool inches(const struct walk *walk, const struct mark *mark)
{
    return mark->c == '"' && hs_char_digit(mark->before) && !within(walk, '"') &&
           !hs_char_letter(mark->after);
}

/* A mark that says what it is still gives way where its neighbours leave no doubt: pages mix them
   up. */
static bool opens_double(const struct walk *walk, const struct mark *mark)
{
    bool open = can_open(mark), close = can_close(mark);
    switch (hs_char_quote(mark->c)) {
    case HS_QUOTE_OPEN:
        return !(close && !open && walk->depth > 0);
    case HS_QUOTE_CLOSE:
        return open && !close && walk->depth == 0;
    default:
        return open == close ? !within(walk, mark->c) : open;
    }
}

static void walk_single(struct walk *walk, const struct mark *mark)
{
    if (walk->single_next == walk->single_count || walk->single[walk->single_next] != mark->begin)
        return;
    if (walk->single_next++ % 2 == 0)
        open_mark(walk, mark);
    else
        close_mark(walk, mark);
}

static void walk_double(struct walk *walk, const struct mark *mark)
{
    if (inches(walk, mark))
        return;
    if (opens_double(walk, mark))
        open_mark(walk, mark);
    else
        close_mark(walk, mark);
}

static void walk_block(struct walk *walk)
{
    size_t at = walk->block.begin;
    uint32_t before = 0;
    struct mark mark;
    pair_singles(walk);
    while (next_mark(walk, &at, &before, &mark)) {
        if (single_mark(mark.c))
            walk_single(walk, &mark);
        else
            walk_double(walk, &mark);
    }
    walk->left_open = walk->depth > 0;
    if (walk->left_open)
        add_quotation(walk, walk->block.end, false);
}

struct hs_quotes hs_quotes_find(struct hs_arena *arena, hearsay_text text,
                                const hearsay_span *block, uint32_t block_count)
{
    struct walk walk = {.arena = arena, .text = text};
    for (uint32_t i = 0; i < block_count; i++) {
        walk.block = block[i];
        walk_block(&walk);
    }
    return walk.quotes;
}
