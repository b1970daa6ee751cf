/* SPDX-License-Identifier: Apache-2.0 */
/* Arrays that grow in an arena. The room is the count rounded up to a power of two, so it needs no field of its own:
       word = hs_array_grow(arena, word, count, sizeof *word);
       word[count++] = (struct hs_word){…};                                                                          */
#ifndef HS_BASE_ARRAY_H
#define HS_BASE_ARRAY_H

#include <string.h>

#include "base/arena.h"

/* Room for one more item of `size` bytes after `count`; the items may move. */
static inline void *hs_array_grow(struct hs_arena *arena, void *item, size_t count, size_t size)
{
    if (count & (count - 1)) /* not a power of two, and not 0: there is room */
        return item;
    void *grown = hs_arena_array(arena, count ? 2 * count : 1, size);
    if (count)
        memcpy(grown, item, count * size);
    return grown;
}

#endif
