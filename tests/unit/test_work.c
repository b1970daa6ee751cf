/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include <stdatomic.h>
#include <time.h>

#include "base/work.h"

struct item {
    unsigned number, result;
};

struct story {
    unsigned count, taken, given, stop_after, threads;
    unsigned in_hand_most;
    atomic_uint in_hand, taking, giving;
    bool slow_first;
};

static bool take(void *context, void *item)
{
    struct story *story = context;
    ck_assert_uint_eq(atomic_fetch_add(&story->taking, 1), 0);
    ck_assert_uint_eq(((struct item *)item)->result, 0);
    bool more = story->taken < story->count;
    if (more) {
        ((struct item *)item)->number = story->taken++;
        unsigned in_hand = atomic_fetch_add(&story->in_hand, 1) + 1;
        story->in_hand_most = in_hand > story->in_hand_most ? in_hand : story->in_hand_most;
    }
    atomic_fetch_sub(&story->taking, 1);
    return more;
}

static void count_on(void *context, void *item)
{
    const struct story *story = context;
    struct item *own = item;
    if (story->slow_first && own->number == 0)
        nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
    own->result = own->number * 7 + 1;
}

static bool give(void *context, void *item)
{
    struct story *story = context;
    const struct item *own = item;
    ck_assert_uint_eq(atomic_fetch_add(&story->giving, 1), 0);
    ck_assert_uint_eq(own->number, story->given);
    ck_assert_uint_eq(own->result, own->number * 7 + 1);
    story->given++;
    atomic_fetch_sub(&story->in_hand, 1);
    atomic_fetch_sub(&story->giving, 1);
    return story->given != story->stop_after;
}

static void work(struct story *story, unsigned threads)
{
    const struct hs_work work = {story, sizeof(struct item), take, count_on, give};
    ck_assert(hs_work_do(&work, threads));
}

START_TEST(order_is_kept_with_any_number_of_threads)
{
    static const unsigned threads[] = {0, 1, 2, 3, 8, 64, 100000};
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        struct story story = {.count = 5000};
        work(&story, threads[i]);
        ck_assert_uint_eq(story.given, 5000);
    }
}
END_TEST

START_TEST(no_work_is_done_at_once)
{
    struct story story = {.count = 0};
    work(&story, 4);
    ck_assert_uint_eq(story.given, 0);
}
END_TEST

START_TEST(a_slow_item_holds_back_the_taking)
{
    struct story story = {.count = 10000, .slow_first = true};
    work(&story, 4);
    ck_assert_uint_eq(story.given, 10000);
    ck_assert_uint_le(story.in_hand_most, 16);
}
END_TEST

START_TEST(alone_each_item_is_given_before_the_next_is_taken)
{
    struct story story = {.count = 100};
    work(&story, 1);
    ck_assert_uint_eq(story.in_hand_most, 1);
}
END_TEST

START_TEST(a_giver_who_stops_gets_only_what_is_in_hand)
{
    struct story story = {.count = 10000, .stop_after = 5};
    work(&story, 4);
    ck_assert_uint_ge(story.given, 5);
    ck_assert_uint_le(story.given, 5 + 16);
    ck_assert_uint_eq(story.given, story.taken);
}
END_TEST

START_TEST(a_machine_has_cores)
{
    ck_assert_uint_ge(hs_work_cores(), 1);
    ck_assert_uint_le(hs_work_cores(), HS_WORK_THREADS_MAX);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        order_is_kept_with_any_number_of_threads,
        no_work_is_done_at_once,
        a_slow_item_holds_back_the_taking,
        alone_each_item_is_given_before_the_next_is_taken,
        a_giver_who_stops_gets_only_what_is_in_hand,
        a_machine_has_cores,
    };
    return run("work", tests, sizeof tests / sizeof *tests);
}
