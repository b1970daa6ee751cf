/* SPDX-License-Identifier: Apache-2.0 */
/* What every unit test needs: an arena for the test, and a run of one suite. */
#ifndef UNIT_H
#define UNIT_H

#include <stdint.h>
#include <stdlib.h>

#include <check.h>

#include "base/arena.h"
#include "base/text.h"

/* Without limit and without recovery: a test that runs out of memory dies. */
static struct hs_arena memory;

static void arena_begin(void)
{
    hs_arena_init(&memory, SIZE_MAX, NULL);
}

static void arena_end(void)
{
    hs_arena_release(&memory);
}

static inline hearsay_text text_of(const char *string)
{
    return (hearsay_text){string, strlen(string)};
}

static inline int run(const char *name, const TTest *const *test, size_t count)
{
    Suite *suite = suite_create(name);
    TCase *tests = tcase_create(name);
    tcase_set_timeout(tests, 60); /* seconds: check's 4 are few under sanitizers on a busy machine */
    tcase_add_checked_fixture(tests, arena_begin, arena_end);
    for (size_t i = 0; i < count; i++)
        tcase_add_test(tests, test[i]);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
