/* SPDX-License-Identifier: Apache-2.0 */
/* Quotations: the stretches of a text between quotation marks, whoever is quoted. */
#ifndef HS_LANGUAGE_QUOTE_H
#define HS_LANGUAGE_QUOTE_H

#include "base/arena.h"
#include "hearsay.h"

/* An outermost quotation within one block, its marks included. */
struct hs_quotation {
    hearsay_span span;
    bool closed;  /* ends with a closing mark; else it ends with its block */
    bool resumed; /* goes on with the quotation before it, which its block left open */
    bool single;  /* between single marks, as in British papers */
};

struct hs_quotes {
    struct hs_quotation *quotation; /* in order, not overlapping */
    uint32_t count;
};

/* Walks the marks of all blocks, which are in order and do not overlap. A quotation left open at
   the end of a block goes on in the next only if that block opens with a mark again, as running
   quotations do in news. Linear. */
struct hs_quotes hs_quotes_find(struct hs_arena *arena, hearsay_text text,
                                const hearsay_span *block, uint32_t block_count);

#endif
