/* SPDX-License-Identifier: Apache-2.0 */
/* Everything that takes memory, with memory for no block, one, two … until it is enough: each time it says so and gives
   back all that it took. */
#include "faults.h"

#include "base/work.h"

enum { ENOUGH = 4096 }; /* blocks; what wants more goes round in a circle */

START_TEST(opening)
{
    hearsay_options options = faults_files();
    hearsay *engine = NULL;
    long blocks = 0, held = faults.blocks_held;
    for (; !engine && blocks < ENOUGH; blocks++) {
        hearsay_error error = {0};
        faults.blocks_left = blocks;
        engine = hearsay_open(&options, &error);
        faults.blocks_left = -1;
        if (engine)
            break;
        ck_assert_int_eq(error.status, HEARSAY_NO_MEMORY);
        ck_assert_str_eq(error.message, "cannot open the engine: out of memory");
        ck_assert_msg(faults.maps_held == 0, "with %ld blocks a map is left", blocks);
        ck_assert_int_eq(faults.blocks_held, held);
    }
    ck_assert_int_gt(blocks, 0);
    hearsay_close(engine);
    ck_assert_int_eq(faults.maps_held, 0);
    ck_assert_int_eq(faults.blocks_held, held);
}
END_TEST

/* Reads with ever more blocks; gives back how many were enough. */
static long read_starved(const hearsay *engine, hearsay_text text)
{
    hearsay_source source = {.bytes = text, .title = HS_TEXT("title")};
    long held = faults.blocks_held;
    for (long blocks = 0; blocks < ENOUGH; blocks++) {
        hearsay_error error = {0};
        faults.blocks_left = blocks;
        hearsay_report *report = hearsay_read(engine, &source, &error);
        faults.blocks_left = -1;
        hearsay_report_free(report);
        ck_assert_int_eq(faults.blocks_held, held);
        if (report)
            return blocks;
        ck_assert_int_eq(error.status, HEARSAY_NO_MEMORY);
    }
    return ENOUGH;
}

START_TEST(reading_every_case)
{
    uint32_t count;
    hearsay_text *text = faults_cases(&count);
    hearsay *engine = faults_open();
    for (uint32_t n = 0; n < count; n++) {
        long blocks = read_starved(engine, text[n]);
        ck_assert_msg(blocks > 0 && blocks < ENOUGH, "case %u took %ld blocks", n, blocks);
    }
    hearsay_close(engine);
}
END_TEST

static bool swallow(void *context, const char *data, size_t size)
{
    (void)data;
    *(size_t *)context += size;
    return true;
}

START_TEST(writing_a_page)
{
    uint32_t count;
    hearsay_text *text = faults_cases(&count);
    hearsay *engine = faults_open();
    hearsay_source source = {.bytes = text[1]};
    hearsay_report *report = hearsay_read(engine, &source, NULL);
    long held = faults.blocks_held;
    hearsay_status status = HEARSAY_NO_MEMORY;
    for (long blocks = 0; status != HEARSAY_OK && blocks < ENOUGH; blocks++) {
        size_t written = 0;
        faults.blocks_left = blocks;
        status = hearsay_report_write(report, "page", NULL, swallow, &written, NULL);
        faults.blocks_left = -1;
        ck_assert(status == HEARSAY_OK || status == HEARSAY_NO_MEMORY);
        ck_assert_int_eq(faults.blocks_held, held);
    }
    ck_assert_int_eq(status, HEARSAY_OK);
    hearsay_report_free(report);
    hearsay_close(engine);
}
END_TEST

static bool take(void *context, void *item)
{
    *(bool *)item = true;
    return --*(int *)context >= 0;
}

static void work_on(void *context, void *item)
{
    (void)context, (void)item;
}

static bool give(void *context, void *item)
{
    (void)context;
    return *(bool *)item;
}

START_TEST(sharing_work_out)
{
    bool done = false;
    long held = faults.blocks_held;
    for (long blocks = 0; !done && blocks < ENOUGH; blocks++) {
        int left = 40;
        struct hs_work work = {&left, sizeof(bool), take, work_on, give};
        faults.blocks_left = blocks;
        done = hs_work_do(&work, 2);
        faults.blocks_left = -1;
        ck_assert_int_eq(left, done ? -1 : 40);
        ck_assert_int_eq(faults.blocks_held, held);
    }
    ck_assert(done);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {opening, reading_every_case, writing_a_page, sharing_work_out};
    return faults_run("memory", tests, sizeof tests / sizeof *tests);
}
