/* SPDX-License-Identifier: Apache-2.0 */
/* Files: mapped whole for models and lexicons, read whole for inputs. */
#ifndef HS_BASE_FILE_H
#define HS_BASE_FILE_H

#include "base/error.h"

/* A read-only map of a whole file. data is NULL for an empty file. */
struct hs_map {
    const unsigned char *data;
    size_t size;
};

/* Maps `path`; HEARSAY_BAD_FILE with the system's reason if that fails. Give back with hs_map_release. */
hearsay_status hs_map_init(struct hs_map *map, const char *path, hearsay_error *error);
void hs_map_release(struct hs_map *map);

/* FNV-1a of 64 bits (Fowler, Noll, Vo) over words of 8 bytes, then over the bytes left. */
uint64_t hs_checksum(const unsigned char *data, size_t size);

#endif
