/* SPDX-License-Identifier: Apache-2.0 */
/* Borrowed UTF-8 text and the classes of its characters. ASCII answers from a table, the rest from
   utf8proc. */
#include "base/text.h"

#include <utf8proc.h>

enum { SPACE = 1, UPPER = 2, LOWER = 4, DIGIT = 8, PUNCTUATION = 16, CONTROL = 32 };

static const uint8_t ascii[128] = {
    ['\0' ... '\x08'] = CONTROL,   ['\t' ... '\r'] = CONTROL | SPACE,
    ['\x0e' ... '\x1f'] = CONTROL, [' '] = SPACE,
    ['!' ... '/'] = PUNCTUATION,   ['0' ... '9'] = DIGIT,
    [':' ... '@'] = PUNCTUATION,   ['A' ... 'Z'] = UPPER,
    ['[' ... '`'] = PUNCTUATION,   ['a' ... 'z'] = LOWER,
    ['{' ... '~'] = PUNCTUATION,   ['\x7f'] = CONTROL,
};

int hs_text_compare(hearsay_text a, hearsay_text b)
{
    size_t size = a.size < b.size ? a.size : b.size;
    int order = size ? memcmp(a.data, b.data, size) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

bool hs_text_starts(hearsay_text text, hearsay_text start)
{
    return text.size >= start.size &&
           (start.size == 0 || memcmp(text.data, start.data, start.size) == 0);
}

uint32_t hs_text_next(hearsay_text text, size_t *at)
{
    unsigned char byte = (unsigned char)text.data[*at];
    if (byte < 0x80) {
        ++*at;
        return byte;
    }
    utf8proc_int32_t c;
    size_t left = text.size - *at;
    const utf8proc_uint8_t *data = (const utf8proc_uint8_t *)text.data + *at;
    utf8proc_ssize_t size = utf8proc_iterate(data, left < 4 ? (utf8proc_ssize_t)left : 4, &c);
    *at += size > 0 ? (size_t)size : 1;
    return size > 0 ? (uint32_t)c : 0xfffd;
}

uint32_t hs_text_previous(hearsay_text text, size_t *at)
{
    size_t start = *at - 1;
    while (start > 0 && *at - start < 4 && ((unsigned char)text.data[start] & 0xc0) == 0x80)
        start--;
    *at = start;
    return hs_text_next(text, &start);
}

hearsay_span hs_text_trim(hearsay_text text, hearsay_span span)
{
    size_t begin = span.begin, end = span.end;
    hearsay_text head = {text.data, span.end};
    for (size_t at = begin; at < end && hs_char_space(hs_text_next(head, &at));)
        begin = at;
    for (size_t at = end; at > begin && hs_char_space(hs_text_previous(head, &at));)
        end = at;
    return (hearsay_span){(uint32_t)begin, (uint32_t)end};
}

bool hs_char_space(uint32_t c)
{
    if (c < 0x80)
        return ascii[c] & SPACE;
    if (c == 0x85 || c == 0x200b || c == 0xfeff)
        return true;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP;
}

bool hs_char_letter(uint32_t c)
{
    if (c < 0x80)
        return ascii[c] & (UPPER | LOWER);
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool hs_char_upper(uint32_t c)
{
    if (c < 0x80)
        return ascii[c] & UPPER;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool hs_char_lower(uint32_t c)
{
    if (c < 0x80)
        return ascii[c] & LOWER;
    return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LL;
}

bool hs_char_digit(uint32_t c)
{
    if (c < 0x80)
        return ascii[c] & DIGIT;
    return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ND;
}

bool hs_char_mark(uint32_t c)
{
    return c >= 0x300 && utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_MN;
}

bool hs_char_dash(uint32_t c)
{
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

bool hs_char_punctuation(uint32_t c)
{
    if (c < 0x80)
        return ascii[c] & PUNCTUATION;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO;
}

bool hs_char_control(uint32_t c)
{
    if (c < 0x80)
        return ascii[c] & CONTROL;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF;
}

unsigned hs_char_width(uint32_t c)
{
    if (c < 0x80)
        return ascii[c] & CONTROL ? 0 : 1;
    return (unsigned)utf8proc_charwidth((utf8proc_int32_t)c);
}

enum hs_quote hs_char_quote(uint32_t c)
{
    switch (c) {
    case '"':
        return HS_QUOTE_EITHER;
    case 0x201c: /* “ */
    case 0x201e: /* „ */
    case 0x201f: /* ‟ */
    case 0xab:   /* « */
        return HS_QUOTE_OPEN;
    case 0x201d: /* ” */
    case 0xbb:   /* » */
        return HS_QUOTE_CLOSE;
    default:
        return HS_QUOTE_NOT;
    }
}

static uint32_t lower(uint32_t c)
{
    if (c == 0x131) /* ı: Yıldırım is as often written Yildirim */
        return 'i';
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

/* Puts the folded form of one character beyond ASCII at out[*used]; false where it does not fit. */
static bool fold_char(uint32_t c, char *out, size_t size, size_t *used)
{
    enum { PARTS = 8 }; /* no canonical decomposition has more than 4 */
    utf8proc_int32_t part[PARTS];
    int bound = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)c, part, PARTS, UTF8PROC_DECOMPOSE, &bound);
    for (utf8proc_ssize_t i = 0; i < count && i < PARTS; i++) {
        if (hs_char_mark((uint32_t)part[i]))
            continue;
        utf8proc_uint8_t bytes[4];
        size_t wide =
            (size_t)utf8proc_encode_char((utf8proc_int32_t)lower((uint32_t)part[i]), bytes);
        if (wide > size - *used)
            return false;
        memcpy(out + *used, bytes, wide);
        *used += wide;
    }
    return true;
}

size_t hs_text_lower(hearsay_text text, char *out, size_t size)
{
    size_t used = 0;
    for (size_t at = 0; at < text.size;) {
        utf8proc_uint8_t bytes[4];
        utf8proc_int32_t c = utf8proc_tolower((utf8proc_int32_t)hs_text_next(text, &at));
        size_t wide = (size_t)utf8proc_encode_char(c, bytes);
        if (wide > size - used)
            break;
        memcpy(out + used, bytes, wide);
        used += wide;
    }
    return used;
}

size_t hs_text_fold(hearsay_text text, char *out, size_t size)
{
    size_t used = 0;
    for (size_t at = 0; at < text.size && used < size;) {
        uint32_t c = hs_text_next(text, &at);
        if (c < 0x80)
            out[used++] = (char)(ascii[c] & UPPER ? c + 32 : c);
        else if (!fold_char(c, out, size, &used))
            break;
    }
    return used;
}
