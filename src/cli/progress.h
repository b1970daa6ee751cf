/* SPDX-License-Identifier: Apache-2.0 */
/* How far a long reading is, on one line of a terminal that is wiped at the end. Elsewhere nothing
   is shown. */
#ifndef HS_CLI_PROGRESS_H
#define HS_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct hs_progress {
    bool shown;            /* is there somebody to show it to */
    bool drawn;            /* does a line stand there now */
    double begun, renewed; /* seconds of a clock that only runs forward */
    uint64_t documents, bytes;
};

/* Shows on standard error if that is a terminal, and standard output is not one, which needs its
   lines for itself. */
void hs_progress_init(struct hs_progress *progress);

/* One more document of so many bytes. */
void hs_progress_add(struct hs_progress *progress, uint64_t bytes);

/* Takes the line away, before something else is said and at the end. */
void hs_progress_wipe(struct hs_progress *progress);

#endif
