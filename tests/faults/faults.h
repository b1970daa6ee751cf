/* SPDX-License-Identifier: Apache-2.0 */
/* A system that fails where a test says so. The linker sends calls of calloc, free, mmap and munmap here (--wrap in
   meson.build), those of the library and of the test's own, so that the library itself knows nothing of it. */
#ifndef TEST_FAULTS_H
#define TEST_FAULTS_H

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../unit/unit.h"

#include "base/array.h"

#include "hearsay.h"

enum { BLOCKS_MAX = 8192 };

/* What is held, and how many blocks and maps may still be taken; below 0: any number. */
static struct {
    void *block[BLOCKS_MAX];
    long blocks_held, maps_held;
    long blocks_left, maps_left;
} faults = {.blocks_left = -1, .maps_left = -1};

void *__real_calloc(size_t count, size_t size);
void __real_free(void *block);
void *__real_mmap64(void *at, size_t size, int protection, int flags, int file, off_t offset);
int __real_munmap(void *at, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void __wrap_free(void *block);
void *__wrap_mmap64(void *at, size_t size, int protection, int flags, int file, off_t offset);
int __wrap_munmap(void *at, size_t size);

/* Whether one more may be taken. */
static inline bool faults_allow(long *left)
{
    if (*left == 0) {
        errno = ENOMEM;
        return false;
    }
    *left -= *left > 0;
    return true;
}

void *__wrap_calloc(size_t count, size_t size)
{
    if (faults.blocks_held == BLOCKS_MAX || !faults_allow(&faults.blocks_left))
        return NULL;
    void *block = __real_calloc(count, size);
    if (block)
        faults.block[faults.blocks_held++] = block;
    return block;
}

/* What others took, by malloc, does not count. */
void __wrap_free(void *block)
{
    for (long n = faults.blocks_held; n-- > 0;)
        if (faults.block[n] == block) {
            faults.block[n] = faults.block[--faults.blocks_held];
            break;
        }
    __real_free(block);
}

void *__wrap_mmap64(void *at, size_t size, int protection, int flags, int file, off_t offset)
{
    if (!faults_allow(&faults.maps_left))
        return MAP_FAILED;
    void *map = __real_mmap64(at, size, protection, flags, file, offset);
    faults.maps_held += map != MAP_FAILED;
    return map;
}

int __wrap_munmap(void *at, size_t size)
{
    faults.maps_held--;
    return __real_munmap(at, size);
}

/* ---- inputs */

static inline hearsay_options faults_files(void)
{
    return (hearsay_options){.model = MODEL, .lexicon = LEXICON};
}

static inline hearsay *faults_open(void)
{
    hearsay_options options = faults_files();
    hearsay_error error = {0};
    hearsay *engine = hearsay_open(&options, &error);
    ck_assert_msg(engine != NULL, "%s", error.message);
    return engine;
}

/* A whole file, in the memory of the test. */
static inline hearsay_text faults_read(const char *path)
{
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *data = hs_arena_alloc(&memory, size + 1);
    ck_assert_uint_eq(fread(data, 1, size, file), size);
    fclose(file);
    return (hearsay_text){data, size};
}

/* Goes on to the next text of a file of tests/cases: "=== name", the text, "---", rows. False at the end. */
static inline bool faults_next_case(hearsay_text *rest, hearsay_text *text)
{
    const char *name = rest->size ? strstr(rest->data, "=== ") : NULL;
    const char *begin = name ? strchr(name, '\n') : NULL;
    const char *end = begin ? strstr(begin, "\n---\n") : NULL;
    if (!end)
        return false;
    *text = (hearsay_text){begin + 1, (size_t)(end - begin)};
    rest->size -= (size_t)(end + 1 - rest->data);
    rest->data = end + 1;
    return true;
}

/* The texts of all cases, with an empty one before them. */
static inline hearsay_text *faults_cases(uint32_t *count)
{
    hearsay_text *text = hs_arena_alloc(&memory, sizeof *text);
    glob_t found;
    *count = 1;
    *text = HS_TEXT("");
    ck_assert_int_eq(glob(CASES "/*.txt", 0, NULL, &found), 0);
    for (size_t n = 0; n < found.gl_pathc; n++) {
        hearsay_text rest = faults_read(found.gl_pathv[n]), one;
        while (faults_next_case(&rest, &one)) {
            text = hs_array_grow(&memory, text, *count, sizeof *text);
            text[(*count)++] = one;
        }
    }
    globfree(&found);
    return text;
}

/* Everything, without a model nothing. */
static inline int faults_run(const char *name, const TTest *const *test, size_t count)
{
    if (access(MODEL, R_OK) == 0)
        return run(name, test, count);
    printf("skipped: model/hearsay.model is not there\n0 passed, 0 failed, %zu skipped\n", count);
    return EXIT_SUCCESS;
}

#endif
