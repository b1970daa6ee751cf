/* SPDX-License-Identifier: Apache-2.0 */
/* Where the model and the lexicon are. */
#include "cli/data.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The folder of the running program, without the last slash; "." if the system does not tell. */
static void own_folder(char folder[HS_PATH_SIZE])
{
    ssize_t size = readlink("/proc/self/exe", folder, HS_PATH_SIZE - 1);
    folder[size > 0 ? size : 0] = '\0';
    char *slash = strrchr(folder, '/');
    if (slash)
        *slash = '\0';
    else
        memcpy(folder, ".", 2);
}

static bool exists(char path[HS_PATH_SIZE], const char *folder, const char *inside,
                   const char *kind)
{
    int size = snprintf(path, HS_PATH_SIZE, "%s%s/hearsay.%s", folder, inside, kind);
    return size > 0 && size < HS_PATH_SIZE && access(path, F_OK) == 0;
}

void hs_data_find(const char *kind, char path[HS_PATH_SIZE])
{
    char folder[HS_PATH_SIZE], inside[32], beside[32];
    const char *given = getenv("HEARSAY_DATA");
    if (given && *given && exists(path, given, "", kind))
        return;
    own_folder(folder);
    snprintf(inside, sizeof inside, "/%s", kind);
    snprintf(beside, sizeof beside, "/../%s", kind);
    if (exists(path, folder, "/../share/hearsay", kind) || exists(path, folder, inside, kind) ||
        exists(path, folder, beside, kind))
        return;
    exists(path, kind, "", kind);
}
