/* SPDX-License-Identifier: Apache-2.0 */
/* Memory of one document, in blocks that grow with what was taken so far. A request that would
   waste a block gets one of its own, put behind the current one, so that small requests go on where
   they were. */
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

enum { ALIGNMENT = 16, BLOCK_MIN = 16 << 10, BLOCK_MAX = 1 << 20 };

struct hs_arena_block {
    struct hs_arena_block *next;
    size_t used, size; /* of the bytes after the head */
};

struct hs_arena_closer {
    struct hs_arena_closer *next;
    void (*close)(void *thing);
    void *thing;
};

static const size_t HEAD = (sizeof(struct hs_arena_block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;

static _Noreturn void run_out(struct hs_arena *arena)
{
    longjmp(*arena->recovery, 1);
}

static struct hs_arena_block *take_block(struct hs_arena *arena, size_t size)
{
    size_t left = arena->limit - arena->size;
    if (left < HEAD || size > left - HEAD)
        run_out(arena);
    struct hs_arena_block *block = calloc(1, HEAD + size);
    if (!block)
        run_out(arena);
    block->size = size;
    arena->size += HEAD + size;
    return block;
}

/* As large as the arena already is, within bounds and within what the limit leaves. */
static size_t block_size(const struct hs_arena *arena, size_t wanted)
{
    size_t size = arena->size < BLOCK_MIN   ? BLOCK_MIN
                  : arena->size > BLOCK_MAX ? BLOCK_MAX
                                            : arena->size;
    size_t left = arena->limit - arena->size;
    if (left > HEAD && size > left - HEAD)
        size = (left - HEAD) / ALIGNMENT * ALIGNMENT;
    return size < wanted ? wanted : size;
}

static void *use_block(struct hs_arena_block *block, size_t size)
{
    void *start = (char *)block + HEAD + block->used;
    block->used += size;
    return start;
}

void hs_arena_init(struct hs_arena *arena, size_t limit, jmp_buf *recovery)
{
    *arena = (struct hs_arena){.limit = limit, .recovery = recovery};
}

void hs_arena_release(struct hs_arena *arena)
{
    for (struct hs_arena_closer *closer = arena->closer; closer; closer = closer->next)
        closer->close(closer->thing);
    while (arena->block) {
        struct hs_arena_block *next = arena->block->next;
        free(arena->block);
        arena->block = next;
    }
    arena->closer = NULL;
    arena->size = 0;
}

void *hs_arena_alloc(struct hs_arena *arena, size_t size)
{
    if (size > SIZE_MAX - ALIGNMENT)
        run_out(arena);
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct hs_arena_block *current = arena->block;
    if (current && size <= current->size - current->used)
        return use_block(current, size);

    bool own = current && size > BLOCK_MIN / 2;
    struct hs_arena_block *block = take_block(arena, own ? size : block_size(arena, size));
    block->next = own ? current->next : current;
    *(own ? &current->next : &arena->block) = block;
    return use_block(block, size);
}

void *hs_arena_array(struct hs_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        run_out(arena);
    return hs_arena_alloc(arena, count * size);
}

void hs_arena_defer(struct hs_arena *arena, void (*close)(void *thing), void *thing)
{
    struct hs_arena_closer *closer = hs_arena_alloc(arena, sizeof *closer);
    *closer = (struct hs_arena_closer){arena->closer, close, thing};
    arena->closer = closer;
}
