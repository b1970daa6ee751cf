/* SPDX-License-Identifier: Apache-2.0 */
/* Datelines, read left to right in parts:
       place part… end        UNITED NATIONS, 14 October (UN News)
       part   date, agency, (date), (agency), /agency/, more of the place
       end    a dash, the end of the block; after an agency in brackets also nothing: (CNN)The

   What a part is follows from the tables of agencies and months; everything else with a capital is
   the place. Whether the whole is a dateline is decided last, so that "Moscow – the capital – said"
   is none: no agency, no date, no capitals throughout. */
#include "story/dateline.h"

#include <stdio.h>

#include "base/text.h"
#include "story/phrase.h"

enum {
    DATELINE_MAX = 160, /* bytes that are looked at */
    PARTS_MAX = 10,
    BRACKET_MAX = 60,  /* bytes within brackets */
    PLACE_WORDS = 8,   /* where an agency or date vouches for it: ABOARD AIR FORCE ONE OVER … */
    PLAIN_WORDS = 3,   /* where only its capitals do: PORT OF SPAIN */
    PLAIN_LETTERS = 4, /* then so many, or a region after it: GOP stands before dashes too */
    PLAIN_REPORT = 40, /* and so many bytes after it */
    PARTICLE_LETTERS = 4, /* Rio de Janeiro, Newcastle upon Tyne */
};

struct scan {
    struct hs_arena *arena;
    const struct hs_lexicon *lexicon;
    uint32_t agencies, calendar, kickers; /* tables */
    hearsay_text text;                    /* up to where the scan may look */
    uint32_t at, end, block_end;
};

struct parts {
    hearsay_span place;
    uint32_t first_end;        /* of the place before its comma: TEHRAN in "TEHRAN, Iran" */
    uint32_t words, more;      /* of it, and of what comes after the comma */
    hearsay_text agency, date; /* date: ISO 8601 */
    uint32_t end;              /* of the last part */
    bool known, bracket,
        year; /* the lexicon has the agency; it is in brackets; the date has a year */
};

static uint32_t peek(const struct scan *scan, uint32_t at)
{
    size_t next = at;
    return at < scan->end ? hs_text_next(scan->text, &next) : 0;
}

static uint32_t after(const struct scan *scan, uint32_t at)
{
    size_t next = at;
    hs_text_next(scan->text, &next);
    return (uint32_t)next;
}

static uint32_t skip_spaces(const struct scan *scan, uint32_t at)
{
    while (at < scan->end && hs_char_space(peek(scan, at)))
        at = after(scan, at);
    return at;
}

static hearsay_text slice(const struct scan *scan, uint32_t begin, uint32_t end)
{
    return hs_text_slice(scan->text, (hearsay_span){begin, end});
}

/* ---- dates ---- */

/* Up to `most` digits at *at as a number, which moves past them; 0 if there are none, or more. */
static uint32_t take_number(const struct scan *scan, uint32_t *at, int most)
{
    uint32_t number = 0, end = *at;
    for (; end < scan->end && scan->text.data[end] >= '0' && scan->text.data[end] <= '9'; end++) {
        if (most-- == 0)
            return 0;
        number = number * 10 + (uint32_t)(scan->text.data[end] - '0');
    }
    *at = end;
    return number;
}

static uint32_t letters_end(const struct scan *scan, uint32_t at)
{
    while (at < scan->end && hs_char_letter(peek(scan, at)))
        at = after(scan, at);
    return at;
}

/* The number of the month or weekday at *at, which moves past it and the full stop of a short form;
   else 0. */
static uint32_t take_named(const struct scan *scan, uint32_t *at, hearsay_text kind)
{
    uint32_t end = letters_end(scan, *at);
    struct hs_rows rows = hs_lexicon_find(scan->lexicon, scan->calendar, slice(scan, *at, end));
    for (uint32_t row = rows.begin; row < rows.end; row++) {
        if (!hs_text_equal(hs_lexicon_field(scan->lexicon, scan->calendar, row, 1), kind))
            continue;
        hearsay_text number = hs_lexicon_field(scan->lexicon, scan->calendar, row, 2);
        *at = peek(scan, end) == '.' ? end + 1 : end;
        return number.size == 2 ? 10 + (uint32_t)(number.data[1] - '0')
                                : (uint32_t)(number.data[0] - '0');
    }
    return 0;
}

/* 1st, 2nd, 3rd, 4th; the "of" of "4th of July". */
static uint32_t skip_ordinal(const struct scan *scan, uint32_t at)
{
    static const char ending[][3] = {"st", "nd", "rd", "th"};
    uint32_t end = letters_end(scan, at);
    for (size_t i = 0; i < 4; i++)
        if (hs_text_equal(slice(scan, at, end), (hearsay_text){ending[i], 2}))
            return end;
    return at;
}

static uint32_t take_day(const struct scan *scan, uint32_t *at)
{
    uint32_t end = *at, day = take_number(scan, &end, 2);
    if (day < 1 || day > 31)
        return 0;
    end = skip_ordinal(scan, end);
    if (hs_char_letter(peek(scan, end)))
        return 0;
    *at = end;
    return day;
}

static uint32_t take_year(const struct scan *scan, uint32_t *at)
{
    uint32_t end = skip_spaces(scan, peek(scan, *at) == ',' ? *at + 1 : *at);
    uint32_t year = take_number(scan, &end, 4);
    if (year < 1900 || year > 2199)
        return 0;
    *at = end;
    return year;
}

struct date {
    uint32_t year, month, day;
};

/* October 15, Oct. 15, Oct 15th */
static bool take_month_day(const struct scan *scan, uint32_t *at, struct date *date)
{
    date->month = take_named(scan, at, HS_TEXT("month"));
    *at = skip_spaces(scan, *at);
    return date->month && (date->day = take_day(scan, at)) != 0;
}

/* 15 October, 15th of Oct. */
static bool take_day_month(const struct scan *scan, uint32_t *at, struct date *date)
{
    date->day = take_day(scan, at);
    *at = skip_spaces(scan, *at);
    if (hs_text_starts(slice(scan, *at, scan->end), HS_TEXT("of ")))
        *at += 3;
    return date->day && (date->month = take_named(scan, at, HS_TEXT("month"))) != 0;
}

/* 2015-10-15 */
static bool take_iso(const struct scan *scan, uint32_t *at, struct date *date)
{
    date->year = take_number(scan, at, 4);
    if (date->year < 1900 || peek(scan, *at) != '-')
        return false;
    ++*at;
    date->month = take_number(scan, at, 2);
    if (date->month < 1 || date->month > 12 || peek(scan, *at) != '-')
        return false;
    ++*at;
    return (date->day = take_day(scan, at)) != 0;
}

/* The date at *at, which moves past it. A weekday before it does not count. */
static bool take_date(const struct scan *scan, uint32_t *at, struct date *date)
{
    uint32_t start = *at;
    if (take_named(scan, &start, HS_TEXT("weekday")))
        start = skip_spaces(scan, peek(scan, start) == ',' ? start + 1 : start);
    uint32_t end = start;
    *date = (struct date){0, 0, 0};
    if (take_iso(scan, &end, date)) {
        *at = end;
        return true;
    }
    *date = (struct date){0, 0, 0};
    end = start;
    if (!take_month_day(scan, &end, date)) {
        end = start;
        if (!take_day_month(scan, &end, date))
            return false;
    }
    date->year = take_year(scan, &end);
    *at = end;
    return true;
}

static void keep_date(const struct scan *scan, struct parts *parts, struct date date)
{
    enum { SIZE = 16 };
    char *iso = hs_arena_alloc(scan->arena, SIZE);
    int size = date.year ? snprintf(iso, SIZE, "%04u-%02u-%02u", date.year, date.month, date.day)
                         : snprintf(iso, SIZE, "XXXX-%02u-%02u", date.month, date.day);
    parts->date = (hearsay_text){iso, (size_t)size};
    parts->year = date.year != 0;
}

/* ---- agencies ---- */

static hearsay_text agency_name(const struct scan *scan, struct hs_rows rows)
{
    return hs_lexicon_field(scan->lexicon, scan->agencies, rows.begin, 1);
}

hearsay_text hs_dateline_agency(const struct hs_lexicon *lexicon, hearsay_text text,
                                hearsay_span span)
{
    uint32_t table = hs_lexicon_table(lexicon, "agencies");
    struct hs_rows rows =
        hs_lexicon_find(lexicon, table, hs_text_slice(text, hs_text_trim(text, span)));
    return rows.begin < rows.end ? hs_lexicon_field(lexicon, table, rows.begin, 1)
                                 : (hearsay_text){NULL, 0};
}

/* The agency named by [begin, end), or by what a slash or comma ends there: (AFP/Reuters). */
static hearsay_text bracket_agency(const struct scan *scan, uint32_t begin, uint32_t end)
{
    hearsay_text agency = hs_dateline_agency(scan->lexicon, scan->text, (hearsay_span){begin, end});
    for (uint32_t at = begin; !agency.data && at < end; at++)
        if (scan->text.data[at] == '/' || scan->text.data[at] == ',')
            return hs_dateline_agency(scan->lexicon, scan->text, (hearsay_span){begin, at});
    return agency;
}

/* Could be an agency that the lexicon does not know: a capital, then letters and what names are
   joined with. */
static bool agency_like(const struct scan *scan, uint32_t begin, uint32_t end)
{
    if (begin >= end || !hs_char_upper(peek(scan, begin)))
        return false;
    for (uint32_t at = begin; at < end; at = after(scan, at)) {
        uint32_t c = peek(scan, at);
        if (!hs_char_letter(c) && !hs_char_mark(c) && c != ' ' && c != '/' && c != '&')
            return false;
    }
    return true;
}

static bool read_bracket_inside(const struct scan *scan, struct parts *parts, uint32_t begin,
                                uint32_t end)
{
    struct scan inside = *scan;
    inside.text.size = inside.end = end;
    struct date date;
    uint32_t at = begin;
    if (!parts->date.data && take_date(&inside, &at, &date)) {
        keep_date(scan, parts, date);
        return skip_spaces(&inside, at) == end;
    }
    if (parts->agency.data)
        return false;
    parts->agency = bracket_agency(scan, begin, end);
    parts->known = parts->agency.data != NULL;
    if (!parts->known && agency_like(scan, begin, end))
        parts->agency = slice(scan, begin, end);
    parts->bracket = parts->agency.data != NULL;
    return parts->bracket;
}

/* A part in brackets or, as TASS writes, between slashes. */
static bool take_bracket(struct scan *scan, struct parts *parts)
{
    char close = scan->text.data[scan->at] == '('   ? ')'
                 : scan->text.data[scan->at] == '[' ? ']'
                                                    : '/';
    uint32_t begin = scan->at + 1;
    uint32_t room = scan->end - begin < BRACKET_MAX ? scan->end - begin : BRACKET_MAX;
    const char *end = memchr(scan->text.data + begin, close, room);
    if (!end)
        return false;
    uint32_t stop = (uint32_t)(end - scan->text.data);
    if (!read_bracket_inside(scan, parts, begin, stop))
        return false;
    scan->at = parts->end = stop + 1;
    return true;
}

static bool part_ends(const struct scan *scan, uint32_t at)
{
    uint32_t c = peek(scan, at);
    return at >= scan->end || hs_char_space(c) || hs_char_dash(c) || c == ',' || c == '.' ||
           c == '_' || c == '(';
}

static bool capitals(const struct scan *scan, hearsay_span span)
{
    uint32_t upper = 0, lower = 0;
    for (uint32_t at = span.begin; at < span.end; at = after(scan, at)) {
        upper += hs_char_upper(peek(scan, at));
        lower += hs_char_lower(peek(scan, at));
    }
    return upper > 0 && lower * 4 <= upper; /* McALLEN */
}

/* Written as the lexicon has it, or in capitals: "SCRANTON, Pa." is not the Press Association. */
static bool written_alike(const struct scan *scan, const struct hs_phrase *phrase)
{
    hearsay_span span = {scan->at, phrase->end};
    hearsay_text alias = hs_lexicon_field(scan->lexicon, scan->agencies, phrase->rows.begin, 0);
    return capitals(scan, span) || hs_text_equal(alias, slice(scan, span.begin, span.end));
}

static bool take_bare_agency(struct scan *scan, struct parts *parts)
{
    struct hs_phrase phrase;
    hearsay_span rest = {scan->at, scan->end};
    if (parts->agency.data ||
        !hs_phrase_find(scan->lexicon, scan->agencies, scan->text, rest, &phrase))
        return false;
    if (!part_ends(scan, phrase.end) || !written_alike(scan, &phrase))
        return false;
    parts->agency = agency_name(scan, phrase.rows);
    parts->known = true;
    scan->at = parts->end = phrase.end;
    return true;
}

/* ---- places ---- */

static bool joins_letters(uint32_t c)
{
    return hs_char_mark(c) || c == '\'' || c == 0x2019 || c == '.' || c == '-' || c == '/';
}

/* Letters, and marks, hyphens, full stops and slashes between two of them: N'DJAMENA, N.H,
   PORT-AU-PRINCE. */
static uint32_t word_end(const struct scan *scan, uint32_t at)
{
    uint32_t end = letters_end(scan, at);
    while (end > at && end < scan->end && joins_letters(peek(scan, end))) {
        uint32_t next = letters_end(scan, after(scan, end));
        if (next == after(scan, end) && !hs_char_mark(peek(scan, end)))
            break;
        end = next;
    }
    return end;
}

static bool has_inner_stop(const struct scan *scan, uint32_t begin, uint32_t end)
{
    return memchr(scan->text.data + begin, '.', end - begin) != NULL;
}

/* Past the full stop of "N.H." and of "Calif.," but not of "Moscow. October 15". */
static uint32_t with_stop(const struct scan *scan, uint32_t begin, uint32_t end)
{
    if (peek(scan, end) != '.')
        return end;
    uint32_t next = peek(scan, skip_spaces(scan, end + 1));
    bool stands = has_inner_stop(scan, begin, end) || next == ',' || next == '(' || next == '_' ||
                  hs_char_dash(next);
    return peek(scan, end + 1) == ',' || stands ? end + 1 : end;
}

static bool place_word(const struct scan *scan, uint32_t begin, uint32_t end, bool first)
{
    if (begin == end)
        return false;
    return hs_char_upper(peek(scan, begin)) || (!first && end - begin <= PARTICLE_LETTERS);
}

/* One more word of the place; `fresh` where a comma stands before it. */
static bool take_place_word(struct scan *scan, struct parts *parts, bool fresh)
{
    bool first = hs_span_empty(parts->place);
    uint32_t end = word_end(scan, scan->at);
    if (parts->agency.data || parts->date.data || !place_word(scan, scan->at, end, first || fresh))
        return false;
    if (first)
        parts->place.begin = scan->at;
    bool more = parts->more || (fresh && !first);
    *(more ? &parts->more : &parts->words) += 1;
    scan->at = parts->place.end = parts->end = with_stop(scan, scan->at, end);
    if (!more)
        parts->first_end = parts->end;
    return parts->words + parts->more <= PLACE_WORDS;
}

/* ---- the whole ---- */

/* Past spaces, one comma or full stop, and spaces; gives back the comma or full stop, else 0. */
static char skip_separator(struct scan *scan)
{
    scan->at = skip_spaces(scan, scan->at);
    uint32_t c = peek(scan, scan->at);
    if (c != ',' && c != '.')
        return 0;
    scan->at = skip_spaces(scan, scan->at + 1);
    return (char)c;
}

static bool take_part(struct scan *scan, struct parts *parts, char separator)
{
    uint32_t c = peek(scan, scan->at);
    if (c == '(' || c == '[' || c == '/')
        return take_bracket(scan, parts);
    struct date date;
    uint32_t at = scan->at;
    if (!parts->date.data && take_date(scan, &at, &date)) {
        keep_date(scan, parts, date);
        scan->at = parts->end = at;
        return true;
    }
    if (!hs_span_empty(parts->place) && separator && take_bare_agency(scan, parts))
        return true;
    if (!hs_span_empty(parts->place) && take_named(scan, &at, HS_TEXT("weekday"))) {
        scan->at = parts->end = at;
        return true;
    }
    return take_place_word(scan, parts, separator == ',');
}

static bool at_dash(const struct scan *scan)
{
    uint32_t c = peek(scan, scan->at);
    return hs_char_dash(c) || c == '_' || c == ':';
}

/* Parts up to a dash, the end of the block or, after brackets, anything else. False where neither
   comes. */
static bool read_parts(struct scan *scan, struct parts *parts)
{
    for (int count = 0; count < PARTS_MAX; count++) {
        uint32_t before = scan->at;
        char separator = skip_separator(scan);
        if (scan->at >= scan->end || at_dash(scan))
            return count > 0;
        if (!take_part(scan, parts, separator)) {
            scan->at = before;
            return parts->bracket;
        }
    }
    return false;
}

static bool kicker(const struct scan *scan, hearsay_text words, hearsay_text scope)
{
    struct hs_rows rows = hs_lexicon_find(scan->lexicon, scan->kickers, words);
    return rows.begin < rows.end &&
           (!scope.data ||
            hs_text_equal(hs_lexicon_field(scan->lexicon, scan->kickers, rows.begin, 1), scope));
}

static bool names_no_place(const struct scan *scan, const struct parts *parts)
{
    if (hs_span_empty(parts->place))
        return false;
    uint32_t word = word_end(scan, parts->place.begin);
    return kicker(scan, slice(scan, parts->place.begin, word), HS_TEXT("first")) ||
           kicker(scan, slice(scan, parts->place.begin, parts->first_end), (hearsay_text){NULL, 0});
}

/* "AFP - ": no place, only an agency. "AFP: " begins headlines. */
static void see_lone_agency(const struct scan *scan, struct parts *parts)
{
    if (parts->agency.data || parts->more || !capitals(scan, parts->place) ||
        peek(scan, scan->at) == ':')
        return;
    parts->agency = hs_dateline_agency(scan->lexicon, scan->text, parts->place);
    parts->known = parts->agency.data != NULL;
    if (parts->known)
        parts->place.end = parts->place.begin;
}

/* Past the dash and the spaces around it; HEARSAY_NONE if that is no dash a dateline ends with. */
static uint32_t dash_end(const struct scan *scan, const struct parts *parts, bool plain)
{
    bool colon = peek(scan, scan->at) == ':', spaced = scan->at > parts->end || parts->bracket;
    uint32_t at = scan->at, size = 0;
    bool wide = peek(scan, at) >= 0x2014;
    for (; at < scan->end &&
           (hs_char_dash(peek(scan, at)) || peek(scan, at) == '_' || (colon && !size));
         size++)
        at = after(scan, at);
    uint32_t end = skip_spaces(scan, at);
    if (size > 3 || (colon && (plain || size > 1)))
        return HEARSAY_NONE;
    bool stands = spaced || end > at || wide || size > 1 || end >= scan->end;
    return stands ? end : HEARSAY_NONE;
}

/* Where the report begins, HEARSAY_NONE if these parts make no dateline. */
static uint32_t report_begin(const struct scan *scan, const struct parts *parts)
{
    bool sure = parts->known || parts->date.data;
    bool caps = capitals(scan, (hearsay_span){parts->place.begin, parts->first_end});
    if (!at_dash(scan)) {
        uint32_t begin = skip_spaces(scan, peek(scan, scan->at) == '.' ? scan->at + 1 : scan->at);
        bool opens = hs_char_upper(peek(scan, begin)) || hs_char_quote(peek(scan, begin));
        return parts->known && parts->bracket && (opens || begin >= scan->end) ? begin
                                                                               : HEARSAY_NONE;
    }
    uint32_t begin = dash_end(scan, parts, !sure);
    if (begin == HEARSAY_NONE || (parts->bracket && parts->known))
        return begin;
    bool bare = hs_span_empty(parts->place) && !parts->known && !parts->year;
    if (bare || hs_char_lower(peek(scan, begin)))
        return HEARSAY_NONE;
    if (sure)
        return begin;
    if (parts->agency.data)
        return caps ? begin : HEARSAY_NONE;
    bool plain = caps && parts->words <= PLAIN_WORDS && parts->more <= PLAIN_WORDS &&
                 scan->block_end - begin >= PLAIN_REPORT &&
                 (parts->more || parts->first_end - parts->place.begin >= PLAIN_LETTERS);
    return plain ? begin : HEARSAY_NONE;
}

static struct scan scan_start(struct hs_arena *arena, const struct hs_lexicon *lexicon,
                              hearsay_text text, hearsay_span block)
{
    uint32_t end = hs_span_size(block) > DATELINE_MAX ? block.begin + DATELINE_MAX : block.end;
    while (end < block.end && ((unsigned char)text.data[end] & 0xc0) == 0x80)
        end--; /* not within a character */
    return (struct scan){
        .arena = arena,
        .lexicon = lexicon,
        .agencies = hs_lexicon_table(lexicon, "agencies"),
        .calendar = hs_lexicon_table(lexicon, "calendar"),
        .kickers = hs_lexicon_table(lexicon, "kickers"),
        .text = {text.data, end},
        .at = block.begin,
        .end = end,
        .block_end = block.end,
    };
}

bool hs_dateline_read(struct hs_arena *arena, const struct hs_lexicon *lexicon, hearsay_text text,
                      hearsay_span block, struct hs_dateline *dateline)
{
    struct scan scan = scan_start(arena, lexicon, text, block);
    struct parts parts = {.place = {block.begin, block.begin}, .first_end = block.begin};
    if (!read_parts(&scan, &parts))
        return false;
    see_lone_agency(&scan, &parts);
    uint32_t begin = report_begin(&scan, &parts);
    if (begin == HEARSAY_NONE || names_no_place(&scan, &parts))
        return false;
    hearsay_text place =
        hs_span_empty(parts.place) ? (hearsay_text){NULL, 0} : hs_text_slice(text, parts.place);
    *dateline = (struct hs_dateline){
        .row = {place, parts.agency, parts.date, {block.begin, parts.end}},
        .end = begin,
        .sure = parts.known || (place.data && parts.date.data),
    };
    return true;
}
