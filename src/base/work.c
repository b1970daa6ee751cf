/* SPDX-License-Identifier: Apache-2.0 */
/* Work shared out to threads. Items go round a ring: number n lies in slot n % slots, is taken,
   run, and given there. One lock guards the numbers; nobody holds it while calling out. */
#include "base/work.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ITEMS_A_THREAD = 4 };

/* What numbers name: given <= taken <= given + slots. */
struct crew {
    const struct hs_work *work;
    char *item;
    bool *ran; /* a slot: its item was run and waits to be given */
    size_t slots, taken, given;
    bool taking, giving, ended;
    pthread_mutex_t lock;
    pthread_cond_t changed;
};

static char *slot(const struct crew *crew, size_t number)
{
    return crew->item + number % crew->slots * crew->work->size;
}

static bool may_give(const struct crew *crew)
{
    return !crew->giving && crew->given < crew->taken && crew->ran[crew->given % crew->slots];
}

static bool may_take(const struct crew *crew)
{
    return !crew->ended && !crew->taking && crew->taken - crew->given < crew->slots;
}

static bool finished(const struct crew *crew)
{
    return crew->ended && !crew->taking && crew->given == crew->taken;
}

/* Whoever took or gave looks for the next thing to do; one other may find something too. At the end
   all are to go. */
static void call_others(struct crew *crew)
{
    if (finished(crew))
        pthread_cond_broadcast(&crew->changed);
    else
        pthread_cond_signal(&crew->changed);
}

static void give(struct crew *crew)
{
    crew->giving = true;
    pthread_mutex_unlock(&crew->lock);
    bool more = crew->work->give(crew->work->context, slot(crew, crew->given));
    pthread_mutex_lock(&crew->lock);
    crew->giving = false;
    crew->ended |= !more;
    crew->ran[crew->given++ % crew->slots] = false;
    call_others(crew);
}

static void take_and_run(struct crew *crew)
{
    size_t number = crew->taken;
    char *item = slot(crew, number);
    crew->taking = true;
    pthread_mutex_unlock(&crew->lock);
    memset(item, 0, crew->work->size);
    bool more = crew->work->take(crew->work->context, item);
    pthread_mutex_lock(&crew->lock);
    crew->taking = false;
    crew->ended |= !more;
    crew->taken += more;
    call_others(crew);
    if (!more)
        return;
    pthread_mutex_unlock(&crew->lock);
    crew->work->run(crew->work->context, item);
    pthread_mutex_lock(&crew->lock);
    crew->ran[number % crew->slots] = true;
}

static void *serve(void *context)
{
    struct crew *crew = context;
    pthread_mutex_lock(&crew->lock);
    while (!finished(crew)) {
        if (may_give(crew))
            give(crew);
        else if (may_take(crew))
            take_and_run(crew);
        else
            pthread_cond_wait(&crew->changed, &crew->lock);
    }
    pthread_mutex_unlock(&crew->lock);
    return NULL;
}

/* Room for the slots, for fewer threads where memory is short; false where it is for one item. */
static bool take_room(struct crew *crew, unsigned *threads)
{
    for (; *threads; *threads /= 2) {
        crew->slots = (size_t)*threads * ITEMS_A_THREAD;
        crew->item = calloc(crew->slots, crew->work->size);
        crew->ran = calloc(crew->slots, sizeof *crew->ran);
        if (crew->item && crew->ran)
            return true;
        free(crew->item);
        free(crew->ran);
    }
    return false;
}

bool hs_work_do(const struct hs_work *work, unsigned threads)
{
    threads = threads < 1 ? 1 : threads > HS_WORK_THREADS_MAX ? HS_WORK_THREADS_MAX : threads;
    struct crew crew = {
        .work = work, .lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};
    if (!take_room(&crew, &threads))
        return false;
    pthread_t thread[HS_WORK_THREADS_MAX];
    unsigned begun = 0;
    while (begun < threads - 1 && pthread_create(&thread[begun], NULL, serve, &crew) == 0)
        begun++;
    serve(&crew);
    while (begun > 0)
        pthread_join(thread[--begun], NULL);
    free(crew.item);
    free(crew.ran);
    return true;
}

unsigned hs_work_cores(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : cores > HS_WORK_THREADS_MAX ? HS_WORK_THREADS_MAX : (unsigned)cores;
}
