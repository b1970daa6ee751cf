/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "base/array.h"

START_TEST(memory_is_zeroed_and_aligned)
{
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *data = hs_arena_alloc(&memory, size);
        ck_assert_uint_eq((uintptr_t)data % 16, 0);
        size_t zeroes = 0;
        while (zeroes < size && data[zeroes] == 0)
            zeroes++;
        ck_assert_uint_eq(zeroes, size);
        memset(data, 0xff, size);
    }
}
END_TEST

START_TEST(a_large_request_leaves_the_current_block_in_use)
{
    char *small = hs_arena_alloc(&memory, 16);
    char *large = hs_arena_alloc(&memory, 1 << 22);
    large[(1 << 22) - 1] = 1;
    ck_assert_ptr_eq(hs_arena_alloc(&memory, 16), small + 16);
}
END_TEST

static char order[4];

static void note(void *thing)
{
    strncat(order, thing, 1);
}

START_TEST(what_was_deferred_runs_newest_first)
{
    static char a[] = "a", b[] = "b", c[] = "c";
    hs_arena_defer(&memory, note, a);
    hs_arena_defer(&memory, note, b);
    hs_arena_defer(&memory, note, c);
    hs_arena_release(&memory);
    ck_assert_str_eq(order, "cba");
}
END_TEST

START_TEST(a_released_arena_can_be_used_again)
{
    hs_arena_alloc(&memory, 1000);
    hs_arena_release(&memory);
    ck_assert_uint_eq(memory.size, 0);
    memset(hs_arena_alloc(&memory, 1000), 1, 1000);
}
END_TEST

/* How many requests of `size` bytes an arena of `limit` bytes grants. */
static volatile uint32_t granted;

static void ask(size_t limit, size_t count, size_t size)
{
    jmp_buf recovery;
    struct hs_arena small;
    hs_arena_init(&small, limit, &recovery);
    granted = 0;
    if (setjmp(recovery) == 0)
        for (; granted < 1000000; granted++)
            hs_arena_array(&small, count, size);
    ck_assert_uint_le(small.size, limit);
    hs_arena_release(&small);
}

START_TEST(the_limit_jumps_to_the_recovery_point)
{
    ask(0, 1, 1);
    ck_assert_uint_eq(granted, 0);
    ask(1 << 20, 1, 1024);
    ck_assert_uint_ge(granted, 1000);
    ck_assert_uint_le(granted, 1024);
}
END_TEST

START_TEST(a_count_that_overflows_is_memory_run_out)
{
    ask(SIZE_MAX, SIZE_MAX / 8, 16);
    ck_assert_uint_eq(granted, 0);
    ask(SIZE_MAX, 1, SIZE_MAX);
    ck_assert_uint_eq(granted, 0);
}
END_TEST

START_TEST(arrays_keep_their_items_as_they_grow)
{
    uint32_t *number = NULL;
    for (uint32_t count = 0; count < 10000; count++) {
        number = hs_array_grow(&memory, number, count, sizeof *number);
        number[count] = count;
    }
    for (uint32_t i = 0; i < 10000; i += 97)
        ck_assert_uint_eq(number[i], i);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        memory_is_zeroed_and_aligned,          a_large_request_leaves_the_current_block_in_use,
        what_was_deferred_runs_newest_first,   a_released_arena_can_be_used_again,
        the_limit_jumps_to_the_recovery_point, a_count_that_overflows_is_memory_run_out,
        arrays_keep_their_items_as_they_grow,
    };
    return run("arena", tests, sizeof tests / sizeof *tests);
}
