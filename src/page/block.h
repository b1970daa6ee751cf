/* SPDX-License-Identifier: Apache-2.0 */
/* Blocks: the lines of a text that hold something, or, where lines were wrapped by hand, its
   paragraphs. */
#ifndef HS_PAGE_BLOCK_H
#define HS_PAGE_BLOCK_H

#include "base/arena.h"
#include "hearsay.h"

/* The blocks in order, trimmed by hs_text_trim, none empty. A line ends at LF, CR, CR LF, VT, FF,
   NEL, U+2028 or U+2029. If the document looks hard-wrapped (see block.c), lines without a blank
   one between them make one block. */
hearsay_spans hs_blocks_find(struct hs_arena *arena, hearsay_text text);

/* The last character of a block before closing quotation marks and brackets; 0: there is none. */
uint32_t hs_block_last(hearsay_text text, hearsay_span block);

/* Whether that is a full stop, exclamation or question mark, or an ellipsis. */
bool hs_block_ends_sentence(hearsay_text text, hearsay_span block);

#endif
