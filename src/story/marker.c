/* SPDX-License-Identifier: Apache-2.0 */
/* Blocks that begin with or are a phrase of lexicon/teasers.tsv, or hold one of
 * lexicon/notices.tsv. */
#include "story/marker.h"

#include "base/text.h"
#include "story/phrase.h"

/* Bytes of a block; in a longer one a phrase is part of a sentence. */
enum {
    BLOCK_MAX = 400,
    LABEL_MAX = 48,
    REST_MAX = 200,
};

enum column { KIND = 1, FORM, WITH };

struct search {
    const struct hs_lexicon *lexicon;
    uint32_t table;
    hearsay_text text;
    hearsay_span block; /* from its first letter on */
    bool quoted; /* a quotation mark stands before that: somebody's words, or a marker in marks */
};

static bool is_word(uint32_t c)
{
    return hs_char_letter(c) || hs_char_digit(c) || c == '(' || c == 0xa9 || c == '@';
}

/* Without quotation marks, bullets and dashes before the first word. */
static hearsay_span from_word(hearsay_text text, hearsay_span span)
{
    hearsay_text head = {text.data, span.end};
    for (size_t at = span.begin; at < span.end; span.begin = (uint32_t)at)
        if (is_word(hs_text_next(head, &at)))
            break;
    return span;
}

static bool separates(uint32_t c)
{
    return c == ':' || c == '|' || c == 0xbb || c == '>' || c == 0x203a || hs_char_dash(c) ||
           c == 0x2192;
}

/* What comes after the colon, bar or dash at `at`; nothing comes after a mere full stop or
   quotation mark. */
static bool split_rest(const struct search *search, uint32_t at, hearsay_span *rest)
{
    hearsay_span tail = hs_text_trim(search->text, (hearsay_span){at, search->block.end});
    *rest = (hearsay_span){search->block.end, search->block.end};
    size_t next = tail.begin;
    if (hs_span_empty(tail))
        return true;
    bool separated = separates(hs_text_next(search->text, &next));
    hearsay_span after = hs_text_trim(search->text, from_word(search->text, tail));
    if (hs_span_empty(after))
        return true;
    *rest = hs_text_trim(search->text, (hearsay_span){(uint32_t)next, search->block.end});
    return separated && hs_span_size(*rest) <= REST_MAX;
}

static bool ends_sentence(const struct search *search)
{
    char last = search->text.data[search->block.end - 1];
    return last == '.' || last == '!' || last == '?';
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Whether `words`, which are in small letters, come after `at`. */
static bool comes_later(const struct search *search, uint32_t at, hearsay_text words)
{
    for (; at + words.size <= search->block.end; at++) {
        size_t same = 0;
        while (same < words.size && small(search->text.data[at + same]) == words.data[same])
            same++;
        if (same == words.size)
            return true;
    }
    return false;
}

static hearsay_text field(const struct search *search, uint32_t row, enum column column)
{
    return hs_lexicon_field(search->lexicon, search->table, row, column);
}

/* Whether the row fits the block, its phrase ending at `end`. */
static bool row_fits(const struct search *search, uint32_t row, uint32_t end, hearsay_span *rest)
{
    hearsay_text form = field(search, row, FORM), with = field(search, row, WITH);
    *rest = (hearsay_span){search->block.end, search->block.end};
    if (!hs_text_equal(with, HS_TEXT("-")) && !comes_later(search, end, with))
        return false;
    if (hs_text_equal(form, HS_TEXT("label")))
        return !search->quoted && hs_span_size(search->block) <= LABEL_MAX &&
               !ends_sentence(search);
    if (hs_text_equal(form, HS_TEXT("start")))
        return !search->quoted;
    bool fits = split_rest(search, end, rest);
    return fits && (hs_span_empty(*rest) || hs_text_equal(form, HS_TEXT("head")));
}

static bool begins_with_phrase(const struct search *search, struct hs_marker *marker)
{
    struct hs_phrase phrase;
    if (!hs_phrase_find(search->lexicon, search->table, search->text, search->block, &phrase))
        return false;
    for (uint32_t row = phrase.rows.begin; row < phrase.rows.end; row++) {
        if (!row_fits(search, row, phrase.end, &marker->rest))
            continue;
        bool teaser = hs_text_equal(field(search, row, KIND), HS_TEXT("teaser"));
        marker->kind = teaser ? HS_MARKER_TEASER : HS_MARKER_BOILERPLATE;
        return true;
    }
    return false;
}

static bool holds_notice(const struct search *search)
{
    uint32_t table = hs_lexicon_table(search->lexicon, "notices");
    for (uint32_t row = 0; row < hs_lexicon_row_count(search->lexicon, table); row++) {
        hearsay_text words = hs_lexicon_field(search->lexicon, table, row, 0);
        if (comes_later(search, search->block.begin, words))
            return true;
    }
    return false;
}

static bool begins_quoted(hearsay_text text, hearsay_span block)
{
    size_t at = block.begin;
    uint32_t c = hs_text_next(text, &at);
    return hs_char_quote(c) || c == '\'' || c == 0x2018;
}

struct hs_marker hs_marker_read(const struct hs_lexicon *lexicon, hearsay_text text,
                                hearsay_span block)
{
    struct hs_marker marker = {HS_MARKER_NOT, {block.end, block.end}};
    if (hs_span_size(block) > BLOCK_MAX)
        return marker;
    struct search search = {
        .lexicon = lexicon,
        .table = hs_lexicon_table(lexicon, "teasers"),
        .text = text,
        .block = from_word(text, block),
        .quoted = begins_quoted(text, block),
    };
    if (hs_span_empty(search.block) || begins_with_phrase(&search, &marker))
        return marker;
    if (!search.quoted && holds_notice(&search))
        marker.kind = HS_MARKER_BOILERPLATE;
    return marker;
}
