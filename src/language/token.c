/* SPDX-License-Identifier: Apache-2.0 */
/* Words by rule. White space parts chunks; a chunk is read from left to right, one word at a time:
       an address   http://…  name@host  #tag  @handle
       a run        letters and digits, with marks that join them: 1,000.5  U.S.  AT&T  O'Reilly;
                    then a full stop that belongs to it; its clitics and units are cut off
       a mark       alone, or with its equals: ...  --  ?!
   Every look ahead is bounded, or done once for a stretch, so that the whole is linear. What joins
   and what does not was measured on the train parts of UD English EWT and GUM. */
#include "language/token.h"

#include "base/array.h"
#include "base/text.h"
#include "language/quote.h"

enum {
    RUN_MAX = HS_WORD_SIZE_MAX - 16, /* leaves room for a full stop and a currency sign */
    KEY_MAX = 24,      /* no abbreviation, contraction, prefix, unit or ending is longer */
    ADDRESS_MAX = 256, /* of an e-mail address and of a host name */
    CLITIC_MAX = 3,    /* cut from one word: "shouldn't've" has two */
};

struct cutter {
    struct hs_arena *arena;
    const struct hs_lexicon *lexicon;
    uint32_t abbreviations, contractions, endings, prefixes, units;
    hearsay_text text; /* up to the end of the block */
    struct hs_quotes quotes;
    uint32_t quotation; /* the first that does not end before the next word */
    struct hs_words words;
    bool paragraph; /* the next word is the first of its block */
    bool address;   /* the chunk has an @ */
    size_t no_mail; /* no e-mail address begins before this */
    bool host;      /* before host_end, full stops are within a host name */
    size_t host_end;
};

static bool word_char(uint32_t c)
{
    bool within = c == 0xad || c == 0x200d; /* soft hyphen, joiner */
    return hs_char_letter(c) || hs_char_digit(c) || hs_char_mark(c) || within;
}

static bool apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019;
}

/* The character at `at`, 0 at the end of the block. */
static uint32_t char_at(const struct cutter *cutter, size_t at)
{
    return at < cutter->text.size ? hs_text_next(cutter->text, &at) : 0;
}

static uint32_t char_before(const struct cutter *cutter, size_t at)
{
    return at > 0 ? hs_text_previous(cutter->text, &at) : 0;
}

static size_t after_char(const struct cutter *cutter, size_t at)
{
    hs_text_next(cutter->text, &at);
    return at;
}

static hearsay_text slice(const struct cutter *cutter, size_t begin, size_t end)
{
    return (hearsay_text){cutter->text.data + begin, end - begin};
}

static struct hs_rows look_up(const struct cutter *cutter, uint32_t table, size_t begin, size_t end)
{
    if (end <= begin || end - begin > KEY_MAX)
        return (struct hs_rows){0, 0};
    return hs_lexicon_find(cutter->lexicon, table, slice(cutter, begin, end));
}

static bool known(const struct cutter *cutter, uint32_t table, size_t begin, size_t end)
{
    struct hs_rows rows = look_up(cutter, table, begin, end);
    return rows.begin < rows.end;
}

/* Where the run of characters of one class that starts at `at` ends. */
static size_t skip(const struct cutter *cutter, size_t at, size_t end, bool (*belongs)(uint32_t c))
{
    while (at < end && belongs(char_at(cutter, at)))
        at = after_char(cutter, at);
    return at;
}

enum hs_case hs_word_case(hearsay_text word)
{
    uint32_t upper = 0, lower = 0;
    bool first_upper = false;
    for (size_t at = 0; at < word.size;) {
        uint32_t c = hs_text_next(word, &at);
        if (hs_char_upper(c)) {
            first_upper |= upper + lower == 0;
            upper++;
        } else if (hs_char_lower(c)) {
            lower++;
        }
    }
    if (upper + lower == 0)
        return HS_CASE_OTHER;
    if (upper == 0)
        return HS_CASE_LOWER;
    if (first_upper && upper == 1)
        return HS_CASE_TITLE;
    return lower == 0 ? HS_CASE_UPPER : HS_CASE_MIXED;
}

static bool within_quotation(struct cutter *cutter, hearsay_span span)
{
    const struct hs_quotes *quotes = &cutter->quotes;
    while (cutter->quotation < quotes->count &&
           quotes->quotation[cutter->quotation].span.end <= span.begin)
        cutter->quotation++;
    return cutter->quotation < quotes->count &&
           hs_span_overlaps(quotes->quotation[cutter->quotation].span, span);
}

static void add_word(struct cutter *cutter, size_t begin, size_t end, bool joined)
{
    struct hs_words *words = &cutter->words;
    hearsay_span span = {(uint32_t)begin, (uint32_t)end};
    words->word = hs_array_grow(cutter->arena, words->word, words->count, sizeof *words->word);
    words->word[words->count++] = (struct hs_word){
        .span = span,
        .joined = joined,
        .paragraph = cutter->paragraph,
        .quoted = within_quotation(cutter, span),
        .shape = (uint8_t)hs_word_case(slice(cutter, begin, end)),
    };
    cutter->paragraph = false;
}

/* addresses */

static bool starts_with(const struct cutter *cutter, size_t at, size_t end, const char *start)
{
    for (; *start; start++, at++)
        if (at >= end || (cutter->text.data[at] | 0x20) != (*start | 0x20))
            return false;
    return true;
}

static bool ends_address(uint32_t c)
{
    return c == '<' || c == '>' || hs_char_quote(c) != HS_QUOTE_NOT;
}

static bool trails_address(uint32_t c)
{
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')' ||
           c == ']' || c == '*' || apostrophe(c);
}

/* Where a web address that starts at `at` ends; `at` if there is none. */
static size_t web_end(const struct cutter *cutter, size_t at, size_t end)
{
    if (!starts_with(cutter, at, end, "http://") && !starts_with(cutter, at, end, "https://") &&
        !starts_with(cutter, at, end, "www.") && !starts_with(cutter, at, end, "ftp://") &&
        !starts_with(cutter, at, end, "mailto:"))
        return at;
    size_t stop = at, limit = end - at > RUN_MAX ? at + RUN_MAX : end;
    while (stop < limit && !ends_address(char_at(cutter, stop)))
        stop = after_char(cutter, stop);
    size_t last = stop;
    while (last > at && trails_address(hs_text_previous(cutter->text, &last)))
        stop = last;
    return stop;
}

static bool mailbox_char(uint32_t c)
{
    return c < 0x80 && (word_char(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-');
}

static bool host_char(uint32_t c)
{
    return c < 0x80 && (word_char(c) || c == '.' || c == '-');
}

/* Where an e-mail address that starts at `at` ends; `at` if there is none. */
static size_t mail_end(struct cutter *cutter, size_t at, size_t end)
{
    if (!cutter->address || at < cutter->no_mail)
        return at;
    size_t limit = end - at > ADDRESS_MAX ? at + ADDRESS_MAX : end;
    size_t sign = skip(cutter, at, limit, mailbox_char);
    if (sign == at || sign == limit || cutter->text.data[sign] != '@') {
        cutter->no_mail = sign;
        return at;
    }
    size_t stop = skip(cutter, sign + 1, limit, host_char);
    while (stop > sign + 1 && !word_char((unsigned char)cutter->text.data[stop - 1]))
        stop--;
    return stop > sign + 1 ? stop : at;
}

static bool tag_char(uint32_t c)
{
    return word_char(c) || c == '_';
}

/* Where a #tag or @handle that starts at `at` ends; `at` if there is none. */
static size_t tag_end(const struct cutter *cutter, size_t at, size_t end)
{
    uint32_t c = char_at(cutter, at);
    if ((c != '#' && c != '@') || at + 1 >= end || word_char(char_before(cutter, at)))
        return at;
    uint32_t next = char_at(cutter, at + 1);
    if (!hs_char_letter(next) && next != '_')
        return at;
    return skip(cutter, at + 1, end - at > RUN_MAX ? at + RUN_MAX : end, tag_char);
}

static size_t address_end(struct cutter *cutter, size_t at, size_t end)
{
    size_t stop = web_end(cutter, at, end);
    if (stop == at)
        stop = mail_end(cutter, at, end);
    return stop == at ? tag_end(cutter, at, end) : stop;
}

/* full stops */

/* Whether a sentence may begin at `at`, which stands after a full stop. */
static bool begins_sentence(const struct cutter *cutter, size_t at)
{
    enum { CLOSING_MAX = 4 };
    for (int i = 0; i < CLOSING_MAX && at < cutter->text.size; i++) {
        uint32_t c = char_at(cutter, at);
        if (!apostrophe(c) && c != ')' && c != ']' && !(hs_char_quote(c) & HS_QUOTE_CLOSE))
            break;
        at = after_char(cutter, at);
    }
    at = skip(cutter, at, cutter->text.size, hs_char_space);
    uint32_t c = char_at(cutter, at);
    return c == 0 || hs_char_upper(c) || (hs_char_quote(c) & HS_QUOTE_OPEN) || c == 0x2018 ||
           c == '(' || c == '[';
}

static bool before_number(const struct cutter *cutter, size_t at)
{
    at = skip(cutter, at, cutter->text.size, hs_char_space);
    return hs_char_digit(char_at(cutter, at));
}

/* Whether the word [begin, end), its full stop included, is an abbreviation where it stands. */
static bool abbreviation(const struct cutter *cutter, size_t begin, size_t end)
{
    struct hs_rows rows = look_up(cutter, cutter->abbreviations, begin, end);
    for (uint32_t row = rows.begin; row < rows.end; row++) {
        hearsay_text form = hs_lexicon_field(cutter->lexicon, cutter->abbreviations, row, 0);
        hearsay_text where = hs_lexicon_field(cutter->lexicon, cutter->abbreviations, row, 2);
        if (hs_char_upper((unsigned char)form.data[0]) && !hs_char_upper(char_at(cutter, begin)))
            continue;
        if (hs_text_equal(where, HS_TEXT("any")) ||
            (hs_text_equal(where, HS_TEXT("inside")) && !begins_sentence(cutter, end)) ||
            (hs_text_equal(where, HS_TEXT("number")) && before_number(cutter, end)))
            return true;
    }
    return false;
}

/* Whether [begin, end) is single letters parted by full stops: U.S, but not U. */
static bool acronym(const struct cutter *cutter, size_t begin, size_t end)
{
    uint32_t letters = 0;
    while (begin < end) {
        if (!hs_char_letter(hs_text_next(cutter->text, &begin)))
            return false;
        letters++;
        if (begin < end && hs_text_next(cutter->text, &begin) != '.')
            return false;
    }
    return letters > 1;
}

/* Whether the one letter [begin, stop) before a full stop is the initial of a name. */
static bool initial(const struct cutter *cutter, size_t begin, size_t stop)
{
    uint32_t c = char_at(cutter, begin);
    if (after_char(cutter, begin) != stop || !hs_char_upper(c))
        return false;
    size_t next = skip(cutter, stop + 1, cutter->text.size, hs_char_space);
    if (next == cutter->text.size)
        return false;
    const struct hs_words *words = &cutter->words;
    bool after_lower = words->count && words->word[words->count - 1].shape == HS_CASE_LOWER;
    return c != 'I' || (!after_lower && hs_char_upper(char_at(cutter, next)));
}

/* Whether the full stop at `stop` belongs to the word [begin, stop). */
static bool keeps_stop(const struct cutter *cutter, size_t begin, size_t stop)
{
    if (stop - begin > KEY_MAX || char_at(cutter, stop + 1) == '.')
        return false;
    return acronym(cutter, begin, stop) || initial(cutter, begin, stop) ||
           abbreviation(cutter, begin, stop + 1);
}

/* runs */

/* Whether a host or file name goes on over the full stop at `stop`: what follows must end in a
   known ending. */
static bool name_goes_on(struct cutter *cutter, size_t stop, size_t end)
{
    if (stop < cutter->host_end)
        return cutter->host;
    size_t limit = end - stop > ADDRESS_MAX ? stop + ADDRESS_MAX : end;
    size_t last = skip(cutter, stop + 1, limit, host_char);
    cutter->host_end = last;
    while (last > stop + 1 && !word_char((unsigned char)cutter->text.data[last - 1]))
        last--;
    size_t label = last;
    while (label > stop + 1 && word_char((unsigned char)cutter->text.data[label - 1]))
        label--;
    cutter->host = hs_word_case(slice(cutter, label, last)) != HS_CASE_TITLE &&
                   known(cutter, cutter->endings, label, last);
    return cutter->host;
}

/* Whether the full stop at `stop` joins what stands on both sides into one word that began at
   `begin`. */
static bool stop_joins(struct cutter *cutter, size_t begin, size_t stop, size_t end)
{
    uint32_t before = char_before(cutter, stop), after = char_at(cutter, stop + 1);
    if (hs_char_digit(before) && hs_char_digit(after))
        return true;
    size_t beyond = after_char(cutter, stop + 1);
    if (stop - begin <= KEY_MAX && hs_char_letter(after) && !word_char(char_at(cutter, beyond)) &&
        acronym(cutter, begin, beyond))
        return true;
    size_t next =
        skip(cutter, stop + 1, end - stop > KEY_MAX ? stop + KEY_MAX : end, hs_char_letter);
    if (next < end && cutter->text.data[next] == '.' && abbreviation(cutter, begin, next + 1))
        return true;
    return name_goes_on(cutter, stop, end);
}

/* Whether three digits or more stand at `at`: 1,000 is a number, 13,14 are two. */
static bool hundreds(const struct cutter *cutter, size_t at, size_t end)
{
    size_t limit = end - at > KEY_MAX ? at + KEY_MAX : end;
    return skip(cutter, at, limit, hs_char_digit) >= at + 3;
}

/* Whether the mark at `at`, after a run that began at `begin` and before a letter or digit, is
   within one word. */
static bool mark_joins(struct cutter *cutter, size_t begin, size_t at, size_t end)
{
    uint32_t c = char_at(cutter, at), before = char_before(cutter, at),
             after = char_at(cutter, after_char(cutter, at));
    switch (c) {
    case '.':
        return stop_joins(cutter, begin, at, end);
    case ',':
        return hs_char_digit(before) && hundreds(cutter, at + 1, end);
    case ':':
    case '/':
        return hs_char_digit(before) && hs_char_digit(after);
    case '&':
    case '\'':
    case 0x2019:
        return word_char(before) && hs_char_letter(after);
    case '-':
    case 0x2010:
    case 0x2011:
        return known(cutter, cutter->prefixes, begin, at);
    default:
        return false;
    }
}

/* Where digits in groups that start at `at` end, as in a telephone number or a date; `at` if there
   are none. Two groups of any other size are a range: 10-12. */
static size_t groups_end(const struct cutter *cutter, size_t at, size_t end)
{
    enum { GROUPS_MAX = 8 };
    size_t begin = at, first = 0, last = 0, stop = at;
    int groups = 0;
    for (; groups < GROUPS_MAX; groups++) {
        stop = skip(cutter, begin, end - begin > KEY_MAX ? begin + KEY_MAX : end, hs_char_digit);
        last = stop - begin;
        first = groups ? first : last;
        if (last == 0 || char_at(cutter, stop) != '-' || !hs_char_digit(char_at(cutter, stop + 1)))
            break;
        begin = stop + 1;
    }
    if (last == 0 || word_char(char_at(cutter, stop)))
        return at;
    return groups >= 2 || (groups == 1 && (first == 3 || first == 5) && last == 4) ? stop : at;
}

static bool run_char(uint32_t c)
{
    return word_char(c) || c == '_';
}

/* Where the run that starts at `begin` ends, before a full stop of its own. */
static size_t run_end(struct cutter *cutter, size_t begin, size_t end)
{
    size_t limit = end - begin > RUN_MAX ? begin + RUN_MAX : end;
    size_t at = groups_end(cutter, begin, limit);
    while ((at = skip(cutter, at, limit, run_char)) < limit) {
        size_t next = after_char(cutter, at);
        if (next >= limit || !word_char(char_at(cutter, next)) ||
            !mark_joins(cutter, begin, at, end))
            break;
        at = next;
    }
    return at;
}

/* US$, HK$, A$ */
static bool currency(const struct cutter *cutter, size_t begin, size_t end)
{
    return end - begin <= 3 && char_at(cutter, end) == '$' &&
           skip(cutter, begin, end, hs_char_upper) == end;
}

/* Whether [begin, end) is what follows the apostrophe of a clitic, but for n't. */
static bool clitic_of(const struct cutter *cutter, size_t begin, size_t end)
{
    static const char *const tail[] = {"s", "m", "d", "re", "ve", "ll"};
    for (size_t i = 0; i < sizeof tail / sizeof *tail; i++)
        if (end - begin == strlen(tail[i]) && starts_with(cutter, begin, end, tail[i]))
            return true;
    return false;
}

/* The first byte of the clitic that ends the word [begin, end); `end` if there is none. */
static size_t clitic_begin(const struct cutter *cutter, size_t begin, size_t end)
{
    size_t at = end;
    while (at > begin && end - at < 2 && hs_char_letter(char_before(cutter, at)))
        hs_text_previous(cutter->text, &at);
    size_t letters = at;
    if (letters == end || letters == begin || !apostrophe(hs_text_previous(cutter->text, &at)))
        return end;
    bool not = end - letters == 1 && starts_with(cutter, letters, end, "t") && at > begin &&
               starts_with(cutter, at - 1, at, "n");
    if (not )
        return at - 1 > begin ? at - 1 : end;
    return at > begin && clitic_of(cutter, letters, end) ? at : end;
}

static bool all_digits(const struct cutter *cutter, size_t begin, size_t end)
{
    return skip(cutter, begin, end, hs_char_digit) == end;
}

/* Where a number is parted from the unit written onto it: 10|km; `end` if it is not. */
static size_t unit_begin(const struct cutter *cutter, size_t begin, size_t end)
{
    if (!hs_char_digit(char_at(cutter, begin)))
        return end;
    size_t unit = end;
    while (unit > begin && end - unit < KEY_MAX && hs_char_letter(char_before(cutter, unit)))
        hs_text_previous(cutter->text, &unit);
    return unit < end && known(cutter, cutter->units, unit, end) ? unit : end;
}

/* Adds the parts of a word that the lexicon cuts; false if it knows nothing of it. */
static bool add_contraction(struct cutter *cutter, size_t begin, size_t end)
{
    struct hs_rows rows = look_up(cutter, cutter->contractions, begin, end);
    if (rows.begin == rows.end)
        return false;
    hearsay_text parts = hs_lexicon_field(cutter->lexicon, cutter->contractions, rows.begin, 1);
    uint32_t first = cutter->words.count;
    size_t at = begin;
    for (size_t i = 0; i <= parts.size; i++) {
        if (i < parts.size && parts.data[i] != ' ')
            continue;
        size_t start = i;
        while (start > 0 && parts.data[start - 1] != ' ')
            start--;
        size_t stop = i == parts.size || at + (i - start) > end ? end : at + (i - start);
        if (stop > at)
            add_word(cutter, at, stop, cutter->words.count > first);
        at = stop;
    }
    return true;
}

static void add_run(struct cutter *cutter, size_t begin, size_t end)
{
    if (add_contraction(cutter, begin, end))
        return;
    size_t cut[CLITIC_MAX + 1] = {end};
    int cuts = 0;
    while (cuts < CLITIC_MAX) {
        size_t clitic = clitic_begin(cutter, begin, cut[cuts]);
        if (clitic == cut[cuts] || all_digits(cutter, begin, clitic)) /* the 80's are one word */
            break;
        cut[++cuts] = clitic;
    }
    size_t unit = unit_begin(cutter, begin, cut[cuts]);
    add_word(cutter, begin, unit, false);
    if (unit < cut[cuts])
        add_word(cutter, unit, cut[cuts], false);
    for (; cuts > 0; cuts--)
        add_word(cutter, cut[cuts], cut[cuts - 1], true);
}

static size_t cut_run(struct cutter *cutter, size_t begin, size_t end)
{
    size_t stop = run_end(cutter, begin, end);
    if (currency(cutter, begin, stop)) {
        add_word(cutter, begin, stop + 1, false);
        return stop + 1;
    }
    if (stop < end && cutter->text.data[stop] == '.' && keeps_stop(cutter, begin, stop))
        stop++;
    add_run(cutter, begin, stop);
    return stop;
}

/* marks */

/* Marks that make one word with what follows of their sort. */
static bool same_sort(uint32_t c, uint32_t next)
{
    if (c == '!' || c == '?')
        return next == '!' || next == '?';
    return c == next && (c == '.' || c == '$' || c == '*' || c == '=' || c == '+' || c == '~' ||
                         c == '_' || c == '<' || c == '>' || c == '|' || c == '\'' || c == '`' ||
                         c == 0x2019 || c == 0x2026 || hs_char_dash(c));
}

/* Whether the apostrophe at `at` makes a possessive of the word before: the workers' rights. */
static bool possessive(const struct cutter *cutter, size_t at)
{
    uint32_t before = char_before(cutter, at);
    if ((before != 's' && before != 'S') || !cutter->words.count)
        return false;
    for (uint32_t i = cutter->quotation; i < cutter->quotes.count; i++) {
        const struct hs_quotation *quotation = &cutter->quotes.quotation[i];
        if (quotation->span.end > at)
            return !(quotation->single && quotation->span.end == after_char(cutter, at));
    }
    return true;
}

/* A word that begins with an apostrophe: a clitic after a mark (U.S.'s), 'em, '90s. */
static size_t cut_apostrophe(struct cutter *cutter, size_t begin, size_t end)
{
    size_t letters = after_char(cutter, begin);
    size_t stop =
        skip(cutter, letters, end - letters > KEY_MAX ? letters + KEY_MAX : end, word_char);
    uint32_t before = char_before(cutter, begin);
    bool attached =
        cutter->words.count && cutter->words.word[cutter->words.count - 1].span.end == begin;
    if (stop == letters) {
        while (stop < end && same_sort(char_at(cutter, begin), char_at(cutter, stop)) &&
               stop - begin < RUN_MAX)
            stop = after_char(cutter, stop);
        add_word(cutter, begin, stop, stop == letters && attached && possessive(cutter, begin));
        return stop;
    }
    if (attached && !hs_char_space(before) && clitic_begin(cutter, begin - 1, stop) == begin) {
        add_word(cutter, begin, stop, true);
        return stop;
    }
    if (!attached && hs_char_digit(char_at(cutter, letters)) && stop - letters <= 3) {
        add_word(cutter, begin, stop, false);
        return stop;
    }
    bool alone = !attached && stop == end;
    if (alone && clitic_of(cutter, letters, stop)) {
        add_word(cutter, begin, stop, false);
        return stop;
    }
    if (!attached && add_contraction(cutter, begin, stop))
        return stop;
    add_word(cutter, begin, letters, false);
    return letters;
}

/* Where a face such as :-) ends; `at` if there is none. */
static size_t face_end(const struct cutter *cutter, size_t at)
{
    uint32_t eyes = char_at(cutter, at);
    if ((eyes != ':' && eyes != ';' && eyes != '=') || word_char(char_before(cutter, at)))
        return at;
    size_t mouth = char_at(cutter, at + 1) == '-' ? at + 2 : at + 1;
    uint32_t c = char_at(cutter, mouth);
    bool face =
        (c == ')' || c == '(' || c == 'D' || c == 'P') && !word_char(char_at(cutter, mouth + 1));
    return face ? mouth + 1 : at;
}

static size_t cut_mark(struct cutter *cutter, size_t begin, size_t end)
{
    uint32_t c = char_at(cutter, begin);
    size_t face = face_end(cutter, begin), stop = face > begin ? face : after_char(cutter, begin);
    while (stop < end && stop - begin < RUN_MAX && face == begin &&
           same_sort(c, char_at(cutter, stop)))
        stop = after_char(cutter, stop);
    add_word(cutter, begin, stop, false);
    return stop;
}

static size_t cut_word(struct cutter *cutter, size_t begin, size_t end)
{
    size_t stop = address_end(cutter, begin, end);
    if (stop > begin) {
        add_word(cutter, begin, stop, false);
        return stop;
    }
    uint32_t c = char_at(cutter, begin);
    if (word_char(c))
        return cut_run(cutter, begin, end);
    if (apostrophe(c))
        return cut_apostrophe(cutter, begin, end);
    return cut_mark(cutter, begin, end);
}

static bool not_space(uint32_t c)
{
    return !hs_char_space(c);
}

static void cut_block(struct cutter *cutter, hearsay_text text, hearsay_span block)
{
    cutter->text = (hearsay_text){text.data, block.end};
    cutter->paragraph = true;
    for (size_t at = block.begin; (at = skip(cutter, at, block.end, hs_char_space)) < block.end;) {
        size_t end = skip(cutter, at, block.end, not_space);
        cutter->address = memchr(text.data + at, '@', end - at);
        while (at < end)
            at = cut_word(cutter, at, end);
    }
}

struct hs_words hs_words_cut(struct hs_arena *arena, const struct hs_lexicon *lexicon,
                             hearsay_text text, const hearsay_span *block, uint32_t block_count)
{
    struct cutter cutter = {
        .arena = arena,
        .lexicon = lexicon,
        .abbreviations = hs_lexicon_table(lexicon, "abbreviations"),
        .contractions = hs_lexicon_table(lexicon, "contractions"),
        .endings = hs_lexicon_table(lexicon, "endings"),
        .prefixes = hs_lexicon_table(lexicon, "prefixes"),
        .units = hs_lexicon_table(lexicon, "units"),
        .quotes = hs_quotes_find(arena, text, block, block_count),
    };
    for (uint32_t i = 0; i < block_count; i++)
        cut_block(&cutter, text, block[i]);
    return cutter.words;
}
