/* SPDX-License-Identifier: Apache-2.0 */
/* Borrowed UTF-8 text, spans in it, and the classes of characters that news needs. Every text here is valid UTF-8:
   src/page/encoding.c sees to that before anybody else looks. */
#ifndef HS_BASE_TEXT_H
#define HS_BASE_TEXT_H

#include <string.h>

#include "hearsay.h"

/* The literal as a text: HS_TEXT("said"). */
#define HS_TEXT(literal) ((hearsay_text){"" literal, sizeof literal - 1})

static inline uint32_t hs_span_size(hearsay_span span)
{
    return span.end - span.begin;
}

static inline bool hs_span_empty(hearsay_span span)
{
    return span.begin >= span.end;
}

static inline bool hs_span_holds(hearsay_span outer, hearsay_span inner)
{
    return outer.begin <= inner.begin && inner.end <= outer.end;
}

static inline bool hs_span_overlaps(hearsay_span a, hearsay_span b)
{
    return a.begin < b.end && b.begin < a.end;
}

static inline hearsay_text hs_text_slice(hearsay_text text, hearsay_span span)
{
    return (hearsay_text){text.data + span.begin, hs_span_size(span)};
}

static inline bool hs_text_equal(hearsay_text a, hearsay_text b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

/* Byte order, shorter first where one begins the other: below, at or above 0. */
int hs_text_compare(hearsay_text a, hearsay_text b);

bool hs_text_starts(hearsay_text text, hearsay_text start);

/* The code point at *at, which moves past it. *at must be below text.size. */
uint32_t hs_text_next(hearsay_text text, size_t *at);

/* The code point that ends at *at, which moves to its first byte. *at must be above 0. */
uint32_t hs_text_previous(hearsay_text text, size_t *at);

/* Without white space (Unicode's, and zero-width spaces) at both ends. */
hearsay_span hs_text_trim(hearsay_text text, hearsay_span span);

bool hs_char_space(uint32_t c); /* White_Space, U+200B, U+FEFF */
bool hs_char_letter(uint32_t c);
bool hs_char_upper(uint32_t c); /* Lu and Lt */
bool hs_char_lower(uint32_t c);
bool hs_char_digit(uint32_t c); /* Nd */
bool hs_char_mark(uint32_t c);  /* Mn: combining, no width of its own */
bool hs_char_dash(uint32_t c);  /* -, ‐ to ―, − */
bool hs_char_punctuation(uint32_t c); /* P*, and the symbols of ASCII */
bool hs_char_control(uint32_t c);     /* Cc and Cf: nothing to see */
unsigned hs_char_width(uint32_t c);   /* columns on a terminal: 0, 1 or 2 */

/* Quotation marks: what one can be where it stands. A straight mark can be either. */
enum hs_quote { HS_QUOTE_NOT = 0, HS_QUOTE_OPEN = 1, HS_QUOTE_CLOSE = 2, HS_QUOTE_EITHER = 3 };
enum hs_quote hs_char_quote(uint32_t c); /* double ones and guillemets: " “ ” „ ‟ « » */

/* Lower case and no accents, into `out` of `size` bytes; gives back how many bytes were used, at most `size`.
   The folding of lexicon keys and of word pieces: canonical decomposition, marks dropped, case folded per character.
   HS_FOLD_GROWTH times the size of a text is always room enough. */
enum { HS_FOLD_GROWTH = 3 };
size_t hs_text_fold(hearsay_text text, char *out, size_t size);

/* The same without dropping accents: lower case, character by character. */
size_t hs_text_lower(hearsay_text text, char *out, size_t size);

#endif
