/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "language/tree.h"

enum { SMALL = 6 };

static uint32_t draw(void)
{
    static uint32_t state = 1;
    state = state * 1664525 + 1013904223;
    return state >> 8;
}

static struct hs_tree_room *room;

static bool is_tree(const uint16_t *head, uint32_t count)
{
    uint32_t roots = 0;
    for (uint32_t w = 0; w < count; w++) {
        uint32_t at = w, steps = 0;
        while (head[at] != at && steps++ < count)
            at = head[at];
        if (head[at] != at)
            return false;
        roots += head[w] == w;
    }
    return roots == 1;
}

static double sum_of(const float *score, uint32_t count, const uint16_t *head)
{
    double sum = 0;
    for (uint32_t w = 0; w < count; w++)
        sum += (double)score[w * count + head[w]];
    return sum;
}

/* The highest sum of all trees, by trying every choice of heads. */
static double best_sum(const float *score, uint32_t count)
{
    uint16_t head[SMALL] = {0};
    double best = -1e30;
    for (;;) {
        double sum = sum_of(score, count, head);
        if (sum > best && is_tree(head, count))
            best = sum;
        uint32_t w = 0;
        while (w < count && ++head[w] == count)
            head[w++] = 0;
        if (w == count)
            return best;
    }
}

static void random_scores(float *score, uint32_t count, uint32_t levels)
{
    for (uint32_t i = 0; i < count * count; i++)
        score[i] = (float)(draw() % levels);
}

START_TEST(small_trees_are_the_best_of_all)
{
    float score[SMALL * SMALL];
    uint16_t head[SMALL];
    room = hs_tree_room_new(&memory);
    for (uint32_t trial = 0; trial < 600; trial++) {
        uint32_t count = 1 + trial % SMALL;
        random_scores(score, count, trial % 2 ? 5 : 1000);
        hs_tree_find(room, score, count, count, head);
        ck_assert(is_tree(head, count));
        ck_assert_double_eq_tol(sum_of(score, count, head), best_sum(score, count), 1e-6);
    }
}
END_TEST

START_TEST(large_ones_are_trees)
{
    static float score[HS_TREE_WORDS_MAX * HS_TREE_WORDS_MAX];
    uint16_t head[HS_TREE_WORDS_MAX];
    room = hs_tree_room_new(&memory);
    for (uint32_t trial = 0; trial < 12; trial++) {
        uint32_t count = trial % 3 ? HS_TREE_WORDS_MAX - trial : HS_TREE_WORDS_MAX;
        random_scores(score, count, trial % 2 ? 2 : 100000);
        hs_tree_find(room, score, count, count, head);
        ck_assert(is_tree(head, count));
    }
}
END_TEST

START_TEST(two_words_that_want_each_other)
{
    const float score[] = {0, 9, 8, 1}; /* dependents by heads: the second makes the better root */
    uint16_t head[2];
    hs_tree_find(hs_tree_room_new(&memory), score, 2, 2, head);
    ck_assert_uint_eq(head[0], 1);
    ck_assert_uint_eq(head[1], 1);
}
END_TEST

START_TEST(all_want_to_be_the_root)
{
    float score[16] = {0};
    uint16_t head[4];
    for (int w = 0; w < 4; w++)
        score[w * 4 + w] = (float)(10 + w);
    hs_tree_find(hs_tree_room_new(&memory), score, 4, 4, head);
    ck_assert(is_tree(head, 4));
    ck_assert_uint_eq(head[3], 3);
}
END_TEST

/* A cycle in a cycle: 0 and 1, which 2 joins, and 3 is the way in. */
START_TEST(cycles_within_cycles)
{
    const float score[16] = {-9, 9, 7, 1, 9, -9, 0, 0, 8, 0, -9, 2, 0, 0, 3, 0};
    uint16_t head[4];
    hs_tree_find(hs_tree_room_new(&memory), score, 4, 4, head);
    ck_assert(is_tree(head, 4));
    ck_assert_double_eq_tol(sum_of(score, 4, head), best_sum(score, 4), 1e-9);
}
END_TEST

START_TEST(equal_scores_give_the_first_word_as_root)
{
    float score[25] = {0};
    uint16_t head[5];
    hs_tree_find(hs_tree_room_new(&memory), score, 5, 5, head);
    for (int w = 0; w < 5; w++)
        ck_assert_uint_eq(head[w], 0);
}
END_TEST

int main(void)
{
    const TTest *const test[] = {
        small_trees_are_the_best_of_all,
        large_ones_are_trees,
        two_words_that_want_each_other,
        all_want_to_be_the_root,
        cycles_within_cycles,
        equal_scores_give_the_first_word_as_root,
    };
    return run("tree", test, sizeof test / sizeof *test);
}
