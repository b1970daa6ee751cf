/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes to valid UTF-8. A text is decoded twice: once to learn its size, once into memory of
   that size. */
#include "page/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>

#include "base/text.h"

/* One bad sequence to this many bytes beyond ASCII still counts as UTF-8. In windows-1252 prose
   such bytes stand alone or in quotes, so nearly every one is bad as UTF-8; in damaged UTF-8 (cut
   in a letter, one pasted line) few are. */
enum { FEW_BAD = 100 };

enum { CHARSET_NAME_MAX = 32 };

enum decoder { UNKNOWN, UTF8, WESTERN, ICONV };

struct charset {
    enum decoder decoder;
    size_t unit; /* bytes to pass over where none can be decoded */
    bool ascii;  /* ASCII bytes always stand for themselves */
    char name[CHARSET_NAME_MAX];
};

/* data == NULL: only counts. */
struct output {
    char *data;
    size_t size;
};

static const hearsay_text REPLACEMENT = {"\xef\xbf\xbd", 3};

static void put(struct output *output, hearsay_text text)
{
    if (output->data && text.size)
        memcpy(output->data + output->size, text.data, text.size);
    output->size += text.size;
}

static unsigned char byte_at(hearsay_text bytes, size_t at)
{
    return (unsigned char)bytes.data[at];
}

/* Where the run of ASCII bytes from `at` on ends. */
static size_t ascii_end(hearsay_text bytes, size_t at)
{
    for (uint64_t word; at + sizeof word <= bytes.size; at += sizeof word) {
        memcpy(&word, bytes.data + at, sizeof word);
        if (word & 0x8080808080808080)
            break;
    }
    while (at < bytes.size && byte_at(bytes, at) < 0x80)
        at++;
    return at;
}

/* The size of the sequence at `at`; if it is not well formed, minus the bytes that one U+FFFD
   stands for: the longest start of a well-formed one, else one byte (Unicode, table 3-7 and
   "maximal subparts"; WHATWG does the same). */
static int sequence_size(hearsay_text bytes, size_t at)
{
    unsigned char lead = byte_at(bytes, at);
    if (lead < 0xc2 || lead > 0xf4)
        return lead < 0x80 ? 1 : -1;
    int size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    unsigned char low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    for (int i = 1; i < size; i++) {
        if (at + (size_t)i >= bytes.size)
            return -i;
        unsigned char next = byte_at(bytes, at + (size_t)i);
        if (next < low || next > high)
            return -i;
        low = 0x80;
        high = 0xbf;
    }
    return size;
}

static void decode_utf8(struct output *output, hearsay_text bytes)
{
    size_t start = 0; /* of the well-formed run that is not yet put */
    for (size_t at = ascii_end(bytes, 0); at < bytes.size; at = ascii_end(bytes, at)) {
        int size = sequence_size(bytes, at);
        if (size < 0) {
            put(output, (hearsay_text){bytes.data + start, at - start});
            put(output, REPLACEMENT);
            start = at + (size_t)-size;
        }
        at += (size_t)abs(size);
    }
    put(output, (hearsay_text){bytes.data + start, bytes.size - start});
}

/* windows-1252, 0x80 to 0x9f; the other bytes are Latin-1. Five are not defined. Here, not by
   iconv: the last resort must not hang on which modules a machine has. */
static const uint16_t western[32] = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
};

static void put_western(struct output *output, unsigned char byte)
{
    uint32_t c = byte < 0xa0 ? western[byte - 0x80] : byte;
    if (c < 0x800) {
        char two[] = {(char)(0xc0 | c >> 6), (char)(0x80 | (c & 0x3f))};
        put(output, (hearsay_text){two, sizeof two});
        return;
    }
    char three[] = {(char)(0xe0 | c >> 12), (char)(0x80 | (c >> 6 & 0x3f)),
                    (char)(0x80 | (c & 0x3f))};
    put(output, (hearsay_text){three, sizeof three});
}

static void decode_western(struct output *output, hearsay_text bytes)
{
    for (size_t at = 0; at < bytes.size;) {
        size_t end = ascii_end(bytes, at);
        put(output, (hearsay_text){bytes.data + at, end - at});
        if (end < bytes.size)
            put_western(output, byte_at(bytes, end++));
        at = end;
    }
}

/* One call of iconv, its result put. The error number, or 0 when all bytes were taken. */
static int convert(struct output *output, iconv_t converter, char **from, size_t *left)
{
    char some[4096], *to = some;
    size_t room = sizeof some;
    errno = 0;
    bool done = iconv(converter, from, left, &to, &room) != (size_t)-1;
    int reason = errno;
    put(output, (hearsay_text){some, (size_t)(to - some)});
    return done ? 0 : reason;
}

static void decode_iconv(struct output *output, hearsay_text bytes, const struct charset *charset)
{
    iconv_t converter = iconv_open("UTF-8", charset->name);
    if (converter == (iconv_t)-1) {
        decode_western(output, bytes);
        return;
    }
    char *from = (char *)bytes.data;
    size_t left = bytes.size;
    for (int reason; left > 0 && (reason = convert(output, converter, &from, &left)) != 0;) {
        if (reason == E2BIG)
            continue;
        put(output, REPLACEMENT);
        size_t step = reason == EINVAL || left < charset->unit ? left : charset->unit;
        from += step;
        left -= step;
    }
    convert(output, converter, NULL,
            NULL); /* some decoders hold a letter back for a mark to come */
    iconv_close(converter);
}

static void decode(struct output *output, hearsay_text bytes, const struct charset *charset)
{
    if (charset->decoder == UTF8)
        decode_utf8(output, bytes);
    else if (charset->decoder == ICONV)
        decode_iconv(output, bytes, charset);
    else
        decode_western(output, bytes);
}

static struct charset named_charset(hearsay_text name, bool wide, bool ascii)
{
    struct charset charset = {ICONV, wide ? 2 : 1, ascii, ""};
    if (hs_text_equal(name, HS_TEXT("UTF-8")))
        charset.decoder = UTF8;
    else if (hs_text_equal(name, HS_TEXT("windows-1252")) || name.size >= sizeof charset.name)
        charset.decoder = WESTERN;
    else
        memcpy(charset.name, name.data, name.size);
    return charset;
}

/* By its label in mail or markup, as it stands there: quotation marks and spaces around it do not
   count. */
static struct charset labelled_charset(const struct hs_lexicon *lexicon, const char *label)
{
    struct charset unknown = {UNKNOWN, 1, true, ""};
    if (!lexicon || !label)
        return unknown;
    label += strspn(label, " \t\r\n\f\"'");
    hearsay_text key = {label, strcspn(label, " \t\r\n\f\"';")};
    uint32_t table = hs_lexicon_table(lexicon, "charsets");
    struct hs_rows rows = hs_lexicon_find(lexicon, table, key);
    if (rows.begin == rows.end)
        return unknown;
    bool wide = hs_text_equal(hs_lexicon_field(lexicon, table, rows.begin, 2), HS_TEXT("2"));
    bool ascii = hs_text_equal(hs_lexicon_field(lexicon, table, rows.begin, 3), HS_TEXT("yes"));
    return named_charset(hs_lexicon_field(lexicon, table, rows.begin, 1), wide, ascii);
}

static bool take_mark(hearsay_text *bytes, hearsay_text mark)
{
    if (!hs_text_starts(*bytes, mark))
        return false;
    bytes->data += mark.size;
    bytes->size -= mark.size;
    return true;
}

static struct charset marked_charset(hearsay_text *bytes)
{
    if (take_mark(bytes, HS_TEXT("\xef\xbb\xbf")))
        return named_charset(HS_TEXT("UTF-8"), false, true);
    if (take_mark(bytes, HS_TEXT("\xff\xfe")))
        return named_charset(HS_TEXT("UTF-16LE"), true, false);
    if (take_mark(bytes, HS_TEXT("\xfe\xff")))
        return named_charset(HS_TEXT("UTF-16BE"), true, false);
    return (struct charset){UNKNOWN, 1, true, ""};
}

struct survey {
    size_t wide, bad; /* bytes beyond ASCII; ill-formed sequences among them */
};

static struct survey survey_utf8(hearsay_text bytes)
{
    struct survey survey = {0, 0};
    for (size_t at = ascii_end(bytes, 0); at < bytes.size; at = ascii_end(bytes, at)) {
        int size = sequence_size(bytes, at);
        survey.bad += size < 0;
        survey.wide += (size_t)abs(size);
        at += (size_t)abs(size);
    }
    return survey;
}

static bool has_escape(hearsay_text bytes)
{
    return bytes.size &&
           (memchr(bytes.data, '\0', bytes.size) || memchr(bytes.data, '\x1b', bytes.size));
}

static struct charset likely_charset(hearsay_text bytes, struct charset declared)
{
    struct survey survey = survey_utf8(bytes);
    if (!declared.ascii && (survey.bad || has_escape(bytes)))
        return declared;
    if (declared.decoder == UTF8 || survey.bad == 0 || survey.bad * FEW_BAD < survey.wide)
        return named_charset(HS_TEXT("UTF-8"), false, true);
    return declared;
}

hearsay_status hs_encoding_decode(struct hs_arena *arena, const struct hs_lexicon *lexicon,
                                  hearsay_text bytes, const char *charset, hearsay_text *text,
                                  hearsay_error *error)
{
    if (bytes.size > HS_DOCUMENT_LIMIT)
        return hs_fail(error, HEARSAY_NO_MEMORY, HS_DOCUMENT_LIMIT, "document over 256 MiB");
    struct charset chosen = marked_charset(&bytes);
    if (chosen.decoder == UNKNOWN)
        chosen = likely_charset(bytes, labelled_charset(lexicon, charset));

    struct output output = {NULL, 0};
    decode(&output, bytes, &chosen);
    output = (struct output){hs_arena_alloc(arena, output.size ? output.size : 1), 0};
    decode(&output, bytes, &chosen);
    *text = (hearsay_text){output.data, output.size};
    return HEARSAY_OK;
}
