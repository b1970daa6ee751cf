/* SPDX-License-Identifier: Apache-2.0 */
/* Files: mapped whole for models and lexicons. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static hearsay_status map_open(struct hs_map *map, int file, const char *path, hearsay_error *error)
{
    struct stat state;
    if (fstat(file, &state) != 0)
        return hs_fail_system(error, HEARSAY_BAD_FILE, errno, "read", path);
    if (S_ISDIR(state.st_mode))
        return hs_fail_system(error, HEARSAY_BAD_FILE, EISDIR, "read", path);
    if (!S_ISREG(state.st_mode))
        return hs_fail(error, HEARSAY_BAD_FILE, 0, "cannot map '%s': not a regular file", path);
    if (state.st_size == 0)
        return HEARSAY_OK;
    void *data = mmap(NULL, (size_t)state.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    if (data == MAP_FAILED)
        return hs_fail_system(error, HEARSAY_BAD_FILE, errno, "map", path);
    *map = (struct hs_map){data, (size_t)state.st_size};
    return HEARSAY_OK;
}

hearsay_status hs_map_init(struct hs_map *map, const char *path, hearsay_error *error)
{
    *map = (struct hs_map){NULL, 0};
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return hs_fail_system(error, HEARSAY_BAD_FILE, errno, "open", path);
    hearsay_status status = map_open(map, file, path, error);
    close(file);
    return status;
}

void hs_map_release(struct hs_map *map)
{
    if (map->data)
        munmap((void *)map->data, map->size);
    *map = (struct hs_map){NULL, 0};
}

uint64_t hs_checksum(const unsigned char *data, size_t size)
{
    uint64_t sum = 0xcbf29ce484222325;
    size_t at = 0;
    for (; at + 8 <= size; at += 8) {
        uint64_t word;
        memcpy(&word, data + at, 8);
        sum = (sum ^ word) * 0x100000001b3;
    }
    for (; at < size; at++)
        sum = (sum ^ data[at]) * 0x100000001b3;
    return sum;
}
