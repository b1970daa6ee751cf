/* SPDX-License-Identifier: Apache-2.0 */
/* How far a long reading is. */
#include "cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static const double PATIENCE = 1.0; /* seconds before the first line */
static const double RENEWAL = 0.2;  /* seconds between two */

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

void hs_progress_init(struct hs_progress *progress)
{
    bool shown = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
    *progress = (struct hs_progress){.shown = shown, .begun = now()};
}

static void draw(struct hs_progress *progress, double time)
{
    double seconds = time - progress->begun;
    fprintf(stderr, "\r%llu documents, %.1f MB, %.1f documents/s, %.0f kB/s \033[K",
            (unsigned long long)progress->documents, (double)progress->bytes / 1e6,
            (double)progress->documents / seconds, (double)progress->bytes / 1e3 / seconds);
    progress->drawn = true;
    progress->renewed = time;
}

void hs_progress_add(struct hs_progress *progress, uint64_t bytes)
{
    progress->documents++;
    progress->bytes += bytes;
    if (!progress->shown)
        return;
    double time = now();
    if (time - progress->begun >= PATIENCE && time - progress->renewed >= RENEWAL)
        draw(progress, time);
}

void hs_progress_wipe(struct hs_progress *progress)
{
    if (progress->drawn)
        fputs("\r\033[K", stderr);
    progress->drawn = false;
}
