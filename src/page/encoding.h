/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes to valid UTF-8, the only kind of text that the other rooms see. */
#ifndef HS_PAGE_ENCODING_H
#define HS_PAGE_ENCODING_H

#include "base/arena.h"
#include "base/error.h"
#include "lexicon/lexicon.h"

/* The most bytes that one document may have. Decoded they stay within the 32 bits of a span. */
enum { HS_DOCUMENT_LIMIT = 256 << 20 };

/* Copies `bytes` into the arena as UTF-8. What they are, first rule that holds:

     1  a byte order mark says it (UTF-8, UTF-16 either way); the mark itself is dropped
     2  `charset` is one in which ASCII bytes need not stand for themselves (UTF-16, ISO-2022-JP),
        and the bytes have a NUL or ESC, or are not UTF-8
     3  they are UTF-8, whatever `charset` says, or `charset` says so
     4  they nearly are: less than one bad sequence to 100 bytes beyond ASCII
     5  what `charset` says, by any of the names of lexicon/charsets.tsv
     6  windows-1252

   Each sequence that is not of its encoding becomes U+FFFD. All else stays as it came: line ends,
   NUL, odd spaces. `charset` and `lexicon` may be NULL. Fails only on more than HS_DOCUMENT_LIMIT
   bytes. */
hearsay_status hs_encoding_decode(struct hs_arena *arena, const struct hs_lexicon *lexicon,
                                  hearsay_text bytes, const char *charset, hearsay_text *text,
                                  hearsay_error *error);

#endif
