/* SPDX-License-Identifier: Apache-2.0 */
/* Memory of one document: handed out in order, given back all at once.
   An arena that runs out jumps to the recovery point of its owner (src/hearsay.c), so callers test nothing. */
#ifndef HS_BASE_ARENA_H
#define HS_BASE_ARENA_H

#include <setjmp.h>
#include <stddef.h>

struct hs_arena_block;
struct hs_arena_closer;

struct hs_arena {
    struct hs_arena_block *block;   /* newest first */
    struct hs_arena_closer *closer; /* newest first */
    size_t size, limit;             /* bytes taken from the system, and how many may be */
    jmp_buf *recovery;              /* where to go when memory runs out; must be set before the first alloc */
};

/* Makes an empty arena that takes at most `limit` bytes; nothing is allocated yet. */
void hs_arena_init(struct hs_arena *arena, size_t limit, jmp_buf *recovery);

/* Runs what was deferred, newest first, then gives back every byte. */
void hs_arena_release(struct hs_arena *arena);

/* `size` zeroed bytes, aligned to 16; never NULL: jumps to the recovery point instead. */
void *hs_arena_alloc(struct hs_arena *arena, size_t size);

/* `count` zeroed items of `size` bytes; an overflow counts as memory run out. */
void *hs_arena_array(struct hs_arena *arena, size_t count, size_t size);

/* Has `close(thing)` called when the arena is released. */
void hs_arena_defer(struct hs_arena *arena, void (*close)(void *thing), void *thing);

#endif
