/* SPDX-License-Identifier: Apache-2.0 */
/* Work shared out to threads, given back in order: what comes out is the same for any number.

       take (one at a time, in order) ─▶ run (any thread, any order) ─▶ give (as taken)

   At most a few items a thread are in hand, so memory does not grow with the length of the work. */
#ifndef HS_BASE_WORK_H
#define HS_BASE_WORK_H

#include <stdbool.h>
#include <stddef.h>

enum { HS_WORK_THREADS_MAX = 256 };

struct hs_work {
    void *context;
    size_t size;                             /* of an item, which is zeroed before `take` */
    bool (*take)(void *context, void *item); /* false: there is no more */
    void (*run)(void *context, void *item);
    bool (*give)(void *context, void *item); /* false: take no more, give what was taken */
};

/* Works until all is given. The calling thread is one of the `threads`; where the system lets it
   have fewer, or less memory, fewer do it. False only when there is no memory for a single item. */
bool hs_work_do(const struct hs_work *work, unsigned threads);

/* How many threads this machine has cores for, 1 to HS_WORK_THREADS_MAX. */
unsigned hs_work_cores(void);

#endif
