/* SPDX-License-Identifier: Apache-2.0 */
/* Models and lexicons that are cut short, damaged, or cannot be mapped: refused with a reason, nothing kept. */
#include "faults.h"

#include <fcntl.h>

enum { LENGTHS = 24, DAMAGES = 24 };

/* A file with a head, and where in it the sum of all behind the head stands. */
struct kind {
    const char *path;
    hearsay_status bad;
    size_t head, size_at, sum_at;
};

static const struct kind model = {MODEL, HEARSAY_BAD_MODEL, 64, 16, 24};
static const struct kind lexicon = {LEXICON, HEARSAY_BAD_LEXICON, 32, 16, 24};

static char copy[64]; /* the path of the copy that is hurt */
static int copy_file;

static hearsay_text begin_copy(const struct kind *kind)
{
    hearsay_text whole = faults_read(kind->path);
    snprintf(copy, sizeof copy, "/tmp/hearsay-faults-XXXXXX");
    copy_file = mkstemp(copy);
    ck_assert_int_ge(copy_file, 0);
    ck_assert_int_eq(write(copy_file, whole.data, whole.size), whole.size);
    return whole;
}

static void end_copy(void)
{
    close(copy_file);
    unlink(copy);
}

static hearsay_status open_copy(const struct kind *kind)
{
    hearsay_options options = faults_files();
    *(kind == &model ? &options.model : &options.lexicon) = copy;
    hearsay_error error = {0};
    long held = faults.blocks_held;
    hearsay *engine = hearsay_open(&options, &error);
    hearsay_close(engine);
    ck_assert_int_eq(faults.blocks_held, held);
    ck_assert_int_eq(faults.maps_held, 0);
    ck_assert_int_eq(engine == NULL, error.status != HEARSAY_OK);
    ck_assert_int_eq(engine == NULL, error.message[0] != '\0');
    return error.status;
}

/* FNV-1a over words of 64 bits, then over the bytes left; lexicons have none left. */
static uint64_t sum_of(const char *data, size_t size)
{
    uint64_t sum = 0xcbf29ce484222325, word;
    size_t at = 0;
    for (; at + 8 <= size; at += 8) {
        memcpy(&word, data + at, 8);
        sum = (sum ^ word) * 0x100000001b3;
    }
    for (; at < size; at++)
        sum = (sum ^ (unsigned char)data[at]) * 0x100000001b3;
    return sum;
}

/* Has the head of the copy agree with `size` bytes of `data`. */
static void make_agree(const struct kind *kind, const char *data, uint64_t size)
{
    uint64_t sum = sum_of(data + kind->head, size - kind->head);
    ck_assert_int_eq(pwrite(copy_file, &size, sizeof size, (off_t)kind->size_at), sizeof size);
    ck_assert_int_eq(pwrite(copy_file, &sum, sizeof sum, (off_t)kind->sum_at), sizeof sum);
}

/* From the whole down to nothing, in steps of a share and then of one byte at the head. */
static size_t shorter(const struct kind *kind, size_t size, size_t whole)
{
    size_t step = size > 2 * kind->head ? (whole / LENGTHS | 7) + 1 : 1;
    return size > step + kind->head ? size - step : size > kind->head ? kind->head : size - 1;
}

static void cut_short(const struct kind *kind)
{
    hearsay_text whole = begin_copy(kind);
    for (size_t size = whole.size; size > 0;) {
        size = shorter(kind, size, whole.size);
        ck_assert_int_eq(ftruncate(copy_file, (off_t)size), 0);
        ck_assert_int_eq(open_copy(kind), kind->bad);
        if (size < kind->head)
            continue;
        make_agree(kind, whole.data, size);
        ck_assert_int_eq(open_copy(kind), kind->bad);
    }
    end_copy();
}

/* Bytes turned over here and there; with a sum that agrees it may pass, but never worse. */
static void damage(const struct kind *kind)
{
    hearsay_text whole = begin_copy(kind);
    char *data = (char *)whole.data;
    for (size_t n = 0; n < DAMAGES; n++) {
        size_t at = n < DAMAGES / 2 ? kind->head + n * 37 : whole.size / DAMAGES * n;
        data[at] ^= (char)(n % 2 ? 0xff : 0x80);
        ck_assert_int_eq(pwrite(copy_file, data + at, 1, (off_t)at), 1);
        ck_assert_int_eq(open_copy(kind), kind->bad);
        make_agree(kind, data, whole.size);
        hearsay_status status = open_copy(kind);
        ck_assert(status == HEARSAY_OK || status == kind->bad);
        data[at] ^= (char)(n % 2 ? 0xff : 0x80);
        ck_assert_int_eq(pwrite(copy_file, data, whole.size, 0), whole.size);
    }
    end_copy();
}

START_TEST(a_model_cut_short)
{
    cut_short(&model);
}
END_TEST

START_TEST(a_lexicon_cut_short)
{
    cut_short(&lexicon);
}
END_TEST

START_TEST(a_damaged_model)
{
    damage(&model);
}
END_TEST

START_TEST(a_damaged_lexicon)
{
    damage(&lexicon);
}
END_TEST

START_TEST(maps_that_the_system_refuses)
{
    hearsay_options options = faults_files();
    hearsay *engine = NULL;
    for (long maps = 0; maps < 2; maps++) {
        hearsay_error error = {0};
        faults.maps_left = maps;
        engine = hearsay_open(&options, &error);
        ck_assert_ptr_null(engine);
        ck_assert_int_eq(error.status, HEARSAY_BAD_FILE);
        ck_assert_int_eq(faults.maps_held, 0);
    }
    faults.maps_left = 2;
    engine = hearsay_open(&options, NULL);
    ck_assert_ptr_nonnull(engine);
    hearsay_close(engine);
}
END_TEST

START_TEST(files_that_are_not_there)
{
    hearsay_error error = {0};
    ck_assert_ptr_null(hearsay_open(&(hearsay_options){.model = "/nowhere"}, &error));
    ck_assert_int_eq(error.status, HEARSAY_BAD_FILE);
    ck_assert_ptr_null(
        hearsay_open(&(hearsay_options){.model = MODEL, .lexicon = "/nowhere"}, &error));
    ck_assert_int_eq(error.status, HEARSAY_BAD_FILE);
    ck_assert_int_eq(faults.maps_held, 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_model_cut_short, a_lexicon_cut_short,          a_damaged_model,
        a_damaged_lexicon, maps_that_the_system_refuses, files_that_are_not_there};
    return faults_run("file", tests, sizeof tests / sizeof *tests);
}
