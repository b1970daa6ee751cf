/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include <math.h>

#include "language/viterbi.h"

enum { LONGEST = 6 };

static uint32_t draw(void)
{
    static uint32_t state = 1;
    state = state * 1664525 + 1013904223;
    return state >> 8;
}

/* I of a kind follows only B or I of that kind. */
static bool allowed(const uint8_t *path, uint32_t count)
{
    for (uint32_t n = 0; n < count; n++) {
        uint32_t from = n ? path[n - 1] : 0u, to = path[n];
        if (to && to % 2 == 0 && from != to && from + 1 != to)
            return false;
    }
    return true;
}

static float sum_of(const float *score, const uint8_t *path, uint32_t count, uint32_t labels)
{
    float sum = 0;
    for (uint32_t n = 0; n < count; n++)
        sum += score[n * labels + path[n]];
    return sum;
}

static float best_sum(const float *score, uint32_t count, uint32_t labels)
{
    uint8_t path[LONGEST] = {0};
    float best = -INFINITY;
    for (;;) {
        if (allowed(path, count) && sum_of(score, path, count, labels) > best)
            best = sum_of(score, path, count, labels);
        uint32_t n = 0;
        while (n < count && ++path[n] == labels)
            path[n++] = 0;
        if (n == count)
            return best;
    }
}

static void paths_are_best(uint32_t labels)
{
    float score[LONGEST * HS_LABELS_MAX];
    uint8_t path[LONGEST], back[LONGEST * HS_LABELS_MAX];
    for (uint32_t trial = 0; trial < 300; trial++) {
        uint32_t count = 1 + trial % LONGEST;
        for (uint32_t i = 0; i < count * labels; i++)
            score[i] = (float)(draw() % 64) - 32;
        hs_viterbi_run(score, count, labels, path, back);
        ck_assert(allowed(path, count));
        ck_assert_float_eq(sum_of(score, path, count, labels), best_sum(score, count, labels));
    }
}

START_TEST(paths_are_the_best_of_all)
{
    paths_are_best(3);
    paths_are_best(5);
}
END_TEST

START_TEST(an_inside_never_opens)
{
    const float score[] = {0, -1, 50, 0, -2, 50};
    uint8_t path[2], back[6];
    hs_viterbi_run(score, 2, 3, path, back);
    ck_assert_uint_eq(path[0], 1);
    ck_assert_uint_eq(path[1], 2);
}
END_TEST

START_TEST(a_source_does_not_go_on_as_content)
{
    const float score[] = {0, 9, 0, 0, 0, 0, 0, 0, 0, 9};
    uint8_t path[2], back[10];
    hs_viterbi_run(score, 2, 5, path, back);
    ck_assert(allowed(path, 2));
}
END_TEST

START_TEST(what_is_no_number_gives_labels_all_the_same)
{
    float score[15];
    uint8_t path[3], back[15];
    memset(back, 255, sizeof back);
    for (int i = 0; i < 15; i++)
        score[i] = NAN;
    hs_viterbi_run(score, 3, 5, path, back);
    for (int n = 0; n < 3; n++)
        ck_assert_uint_lt(path[n], 5);
}
END_TEST

START_TEST(no_words_have_no_path)
{
    uint8_t path[1] = {7}, back[1];
    hs_viterbi_run(NULL, 0, 3, path, back);
    ck_assert_uint_eq(path[0], 7);
}
END_TEST

int main(void)
{
    const TTest *const test[] = {
        paths_are_the_best_of_all,
        an_inside_never_opens,
        a_source_does_not_go_on_as_content,
        what_is_no_number_gives_labels_all_the_same,
        no_words_have_no_path,
    };
    return run("viterbi", test, sizeof test / sizeof *test);
}
