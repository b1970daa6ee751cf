/* SPDX-License-Identifier: Apache-2.0 */
/* Bylines. A name is a word with a capital; the small words that stand among names are in
   lexicon/bylines.tsv. */
#include "story/byline.h"

#include "base/text.h"
#include "story/dateline.h"
#include "story/phrase.h"

/* Longer blocks are not looked at. In bytes. */
enum {
    HEAD_MAX = 200,
    CREDIT_MAX = 600, /* a long list of reporters and their cities */
    TAIL_MAX = 400,
    INITIALS_MAX = 60,
    SIGNED_MAX = 60,
    AGENCY_MAX = 40,
    PLACE_MAX = 40, /* before the bar */
};

enum {
    SIGNED_WORDS = 5,   /* — Michelle Marks, Philadelphia */
    INITIALS_WORDS = 6, /* R. Haddad / H. Omar / Karim */
    NAMES_TO_OTHER = 3, /* in a credit: "Reporting by Reuters found that …" is none */
};

struct words {
    uint32_t names, links, others; /* with a capital; in lexicon/bylines.tsv; neither */
    uint32_t digits;               /* words that begin with one */
};

static bool has_kind(const struct hs_lexicon *lexicon, struct hs_rows rows, hearsay_text kind)
{
    uint32_t table = hs_lexicon_table(lexicon, "bylines");
    for (uint32_t row = rows.begin; row < rows.end; row++)
        if (hs_text_equal(hs_lexicon_field(lexicon, table, row, 1), kind))
            return true;
    return false;
}

/* Where the phrase of that kind at the start of `span` ends; HEARSAY_NONE without one. */
static uint32_t phrase_end(const struct hs_lexicon *lexicon, hearsay_text text, hearsay_span span,
                           hearsay_text kind)
{
    struct hs_phrase phrase;
    uint32_t table = hs_lexicon_table(lexicon, "bylines");
    if (!hs_phrase_find(lexicon, table, text, span, &phrase) ||
        !has_kind(lexicon, phrase.rows, kind))
        return HEARSAY_NONE;
    return phrase.end;
}

/* Without brackets, dashes and the like before the first letter or digit. */
static hearsay_span from_letter(hearsay_text text, hearsay_span span)
{
    hearsay_text head = {text.data, span.end};
    for (size_t at = span.begin; at < span.end; span.begin = (uint32_t)at) {
        uint32_t c = hs_text_next(head, &at);
        if (hs_char_letter(c) || hs_char_digit(c))
            break;
    }
    return span;
}

static void count_word(const struct hs_lexicon *lexicon, hearsay_text text, hearsay_span word,
                       struct words *words)
{
    word = from_letter(text, word);
    if (hs_span_empty(word))
        return;
    size_t at = word.begin;
    uint32_t c = hs_text_next(text, &at);
    if (hs_char_digit(c))
        words->digits++;
    else if (!hs_char_lower(c))
        words->names++;
    else if (phrase_end(lexicon, text, word, HS_TEXT("link")) != HEARSAY_NONE)
        words->links++;
    else
        words->others++;
}

static struct words count_words(const struct hs_lexicon *lexicon, hearsay_text text,
                                hearsay_span span)
{
    struct words words = {0};
    for (;;) {
        hearsay_span word = hs_phrase_word(text, span);
        if (hs_span_empty(word))
            return words;
        count_word(lexicon, text, word, &words);
        span.begin = word.end;
    }
}

static bool has_any(hearsay_text text, hearsay_span span, const char *bytes)
{
    for (uint32_t at = span.begin; at < span.end; at++)
        if (strchr(bytes, text.data[at]) && text.data[at])
            return true;
    return false;
}

/* "By Tuesday", "By May 15": a day, and nobody. */
static bool begins_with_date(const struct hs_lexicon *lexicon, hearsay_text text,
                             hearsay_span names)
{
    struct hs_phrase phrase;
    uint32_t table = hs_lexicon_table(lexicon, "calendar");
    if (!hs_phrase_find(lexicon, table, text, names, &phrase))
        return false;
    hearsay_text kind = hs_lexicon_field(lexicon, table, phrase.rows.begin, 1);
    hearsay_span next = from_letter(text, (hearsay_span){phrase.end, names.end});
    size_t at = next.begin;
    return hs_text_equal(kind, HS_TEXT("weekday")) || hs_span_empty(next) ||
           hs_char_digit(hs_text_next(text, &at));
}

/* What comes after "By" or "By:", empty if the block does not begin with that. */
static hearsay_span after_by(const struct hs_lexicon *lexicon, hearsay_text text,
                             hearsay_span block)
{
    uint32_t end = phrase_end(lexicon, text, block, HS_TEXT("by"));
    if (end >= block.end)
        return (hearsay_span){block.end, block.end};
    return hs_text_trim(text, (hearsay_span){text.data[end] == ':' ? end + 1 : end, block.end});
}

/* "By", names, and nothing but names: "By Tuesday, talks had failed" has other words. */
static bool is_head(const struct hs_lexicon *lexicon, hearsay_text text, hearsay_span block)
{
    hearsay_span names = after_by(lexicon, text, block);
    if (hs_span_size(block) > HEAD_MAX || hs_span_empty(names))
        return false;
    if (begins_with_date(lexicon, text, names) || has_any(text, names, "?!"))
        return false;
    struct words words = count_words(lexicon, text, names);
    size_t at = names.begin;
    return words.names > 0 && words.others == 0 && hs_char_upper(hs_text_next(text, &at));
}

/* "ZENDA | By John Smith": what comes after the first bar; the block itself without one. */
static hearsay_span after_bar(hearsay_text text, hearsay_span block)
{
    for (uint32_t at = block.begin; at < block.end && at - block.begin < PLACE_MAX; at++)
        if (text.data[at] == '|')
            return hs_text_trim(text, (hearsay_span){at + 1, block.end});
    return block;
}

/* Nothing but the name of an agency or paper, with its capitals. */
static bool is_agency(const struct hs_lexicon *lexicon, hearsay_text text, hearsay_span block)
{
    size_t at = block.begin;
    return hs_span_size(block) <= AGENCY_MAX && hs_char_upper(hs_text_next(text, &at)) &&
           hs_dateline_agency(lexicon, text, block).data;
}

/* "Reporting by" or the like, and then a name. */
static bool is_credit(const struct hs_lexicon *lexicon, hearsay_text text, hearsay_span block)
{
    if (hs_span_size(block) > CREDIT_MAX)
        return false;
    uint32_t end = phrase_end(lexicon, text, from_letter(text, block), HS_TEXT("credit"));
    if (end == HEARSAY_NONE)
        return false;
    hearsay_span names = from_letter(text, (hearsay_span){end, block.end});
    struct words words = count_words(lexicon, text, names);
    size_t at = names.begin;
    return words.names > NAMES_TO_OTHER * words.others && hs_char_upper(hs_text_next(text, &at));
}

/* Names, then "contributed to this report" or the like, and again nothing but names. */
static bool is_tail(const struct hs_lexicon *lexicon, hearsay_text text, hearsay_span block)
{
    if (hs_span_size(block) > TAIL_MAX)
        return false;
    struct words words = {0};
    for (hearsay_span rest = block;;) {
        hearsay_span word = hs_phrase_word(text, rest);
        if (hs_span_empty(word) || words.others)
            return false;
        hearsay_span from = {word.begin, block.end};
        uint32_t end =
            words.names ? phrase_end(lexicon, text, from, HS_TEXT("tail")) : HEARSAY_NONE;
        if (end != HEARSAY_NONE)
            return count_words(lexicon, text, (hearsay_span){end, block.end}).others == 0;
        count_word(lexicon, text, word, &words);
        rest.begin = word.end;
    }
}

/* Whether what comes after each slash has a capital. */
static bool slashes_part_names(hearsay_text text, hearsay_span block)
{
    hearsay_text head = {text.data, block.end};
    for (size_t at = block.begin; at < block.end;) {
        if (hs_text_next(head, &at) != '/')
            continue;
        size_t next = hs_text_trim(text, (hearsay_span){(uint32_t)at, block.end}).begin;
        if (next >= block.end || !hs_char_upper(hs_text_next(head, &next)))
            return false;
    }
    return true;
}

/* Only letters, full stops, slashes and spaces, and each name with a capital. */
static bool is_initials(const struct hs_lexicon *lexicon, hearsay_text text, hearsay_span block)
{
    if (hs_span_size(block) > INITIALS_MAX || !has_any(text, block, "/") ||
        has_any(text, block, ":,;()\"0123456789@"))
        return false;
    struct words words = count_words(lexicon, text, block);
    size_t at = block.begin;
    return hs_char_upper(hs_text_next(text, &at)) && slashes_part_names(text, block) &&
           words.names <= INITIALS_WORDS && words.links + words.others == 0;
}

/* A dash, then a name and perhaps where from. */
static bool is_signed(const struct hs_lexicon *lexicon, hearsay_text text, hearsay_span block)
{
    size_t at = block.begin;
    uint32_t c = hs_text_next(text, &at);
    if (hs_span_size(block) > SIGNED_MAX || !(hs_char_dash(c) || c == '_') ||
        has_any(text, block, ":;?!\""))
        return false;
    struct words words = count_words(lexicon, text, block);
    return words.names >= 2 && words.names <= SIGNED_WORDS && words.others + words.digits == 0;
}

/* The last of the names that is an agency's. */
static hearsay_text named_agency(const struct hs_lexicon *lexicon, hearsay_text text,
                                 hearsay_span names)
{
    uint32_t end = names.end;
    for (uint32_t at = names.end; at > names.begin; at--) {
        if (!strchr("|,/", text.data[at - 1]) || !text.data[at - 1])
            continue;
        hearsay_text agency = hs_dateline_agency(lexicon, text, (hearsay_span){at, end});
        if (agency.data)
            return agency;
        end = at - 1;
    }
    return hs_dateline_agency(lexicon, text, (hearsay_span){names.begin, end});
}

static enum hs_byline_kind byline_kind(const struct hs_lexicon *lexicon, hearsay_text text,
                                       hearsay_span block)
{
    if (is_head(lexicon, text, block) || is_head(lexicon, text, after_bar(text, block)) ||
        is_agency(lexicon, text, block))
        return HS_BYLINE_HEAD;
    if (is_credit(lexicon, text, block))
        return HS_BYLINE_CREDIT;
    if (is_initials(lexicon, text, block) || is_signed(lexicon, text, block) ||
        is_tail(lexicon, text, block))
        return HS_BYLINE_FOOT;
    return HS_BYLINE_NOT;
}

struct hs_byline hs_byline_read(const struct hs_lexicon *lexicon, hearsay_text text,
                                hearsay_span block)
{
    if (hs_span_size(block) > CREDIT_MAX)
        return (struct hs_byline){HS_BYLINE_NOT, {NULL, 0}};
    struct hs_byline byline = {byline_kind(lexicon, text, block), {NULL, 0}};
    if (byline.kind != HS_BYLINE_HEAD)
        return byline;
    hearsay_span names = after_by(lexicon, text, block);
    byline.agency = named_agency(lexicon, text, hs_span_empty(names) ? block : names);
    return byline;
}
