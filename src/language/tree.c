/* SPDX-License-Identifier: Apache-2.0 */
/* Maximum spanning arborescence by contraction of cycles.

   Node 0 is above the roots, node w + 1 is word w. A contracted cycle lives on under the number of one of its nodes. Every
   edge remembers the words that it first joined, so that expanding is a walk back over the contractions. */
#include "language/tree.h"

#include <stdbool.h>
#include <string.h>

enum { NODES = HS_TREE_WORDS_MAX + 1 };

/* Takes so much from every root that a tree with two of them can never win. */
static const double SECOND_ROOT = 1e6;

struct edge {
    double score;
    uint16_t head, word; /* nodes it joined at first */
};

struct contraction {
    uint16_t size;
    uint16_t node[NODES]; /* of the cycle; the first stands for it from now on */
    struct edge in[NODES];
    uint16_t home[NODES]; /* the cycle's node that an original node was in */
};

struct hs_tree_room {
    uint32_t nodes;
    bool alive[NODES];
    uint16_t best[NODES];           /* the node that the best edge into a node comes from */
    uint16_t home[NODES];           /* the node that an original node is in now */
    uint16_t enter[NODES];          /* the original node that the edge chosen for a node ends at */
    struct edge edge[NODES][NODES]; /* [from][to] */
    struct contraction contraction[NODES];
};

struct hs_tree_room *hs_tree_room_new(struct hs_arena *arena)
{
    return hs_arena_alloc(arena, sizeof(struct hs_tree_room));
}

/* ---- the greedy choice */

static void choose(const float *score, uint32_t step, uint32_t count, uint16_t *head)
{
    for (uint32_t w = 0; w < count; w++) {
        const float *row = score + (size_t)w * step;
        head[w] = 0;
        for (uint32_t h = 1; h < count; h++)
            if (row[h] > row[head[w]])
                head[w] = (uint16_t)h;
    }
}

/* Whether every word hangs below the one word that is its own head. */
static bool is_tree(const uint16_t *head, uint32_t count)
{
    uint16_t seen[HS_TREE_WORDS_MAX] = {0}; /* the walk, counted from 1, that came by */
    uint32_t roots = 0;
    for (uint32_t w = 0; w < count; w++) {
        roots += head[w] == w;
        uint32_t at = w;
        while (head[at] != at && !seen[at]) {
            seen[at] = (uint16_t)(w + 1);
            at = head[at];
        }
        if (head[at] != at && seen[at] == w + 1)
            return false;
        seen[at] = (uint16_t)(w + 1);
    }
    return roots == 1;
}

/* ---- contraction */

static void fill(struct hs_tree_room *room, const float *score, uint32_t step, uint32_t count)
{
    room->nodes = count + 1;
    for (uint32_t to = 0; to < room->nodes; to++) {
        room->alive[to] = true;
        room->home[to] = (uint16_t)to;
        for (uint32_t from = 0; from < room->nodes; from++) {
            double value = -1e30;
            if (to && from && from != to)
                value = (double)score[(size_t)(to - 1) * step + from - 1];
            if (to && !from)
                value = (double)score[(size_t)(to - 1) * step + to - 1] - SECOND_ROOT;
            room->edge[from][to] = (struct edge){value, (uint16_t)from, (uint16_t)to};
        }
    }
}

static void find_best(struct hs_tree_room *room, uint32_t to)
{
    uint32_t best = to == 0 ? 1 : 0;
    for (uint32_t from = 0; from < room->nodes; from++)
        if (room->alive[from] && from != to &&
            room->edge[from][to].score > room->edge[best][to].score)
            best = from;
    room->best[to] = (uint16_t)best;
}

/* A node on a cycle of best edges, or 0. */
static uint32_t cycle_node(const struct hs_tree_room *room)
{
    uint16_t seen[NODES] = {0};
    for (uint32_t n = 1; n < room->nodes; n++) {
        uint32_t at = n;
        while (room->alive[n] && at && !seen[at]) {
            seen[at] = (uint16_t)n;
            at = room->best[at];
        }
        if (room->alive[n] && at && seen[at] == n)
            return at;
    }
    return 0;
}

/* Edges into and out of the cycle become those of its first node. */
static void join(struct hs_tree_room *room, const struct contraction *cycle)
{
    uint32_t stands = cycle->node[0];
    for (uint32_t other = 0; other < room->nodes; other++) {
        if (!room->alive[other])
            continue;
        struct edge in = {-1e30, 0, 0}, out = {-1e30, 0, 0};
        for (uint32_t k = 0; k < cycle->size; k++) {
            struct edge into = room->edge[other][cycle->node[k]],
                        from = room->edge[cycle->node[k]][other];
            into.score -= cycle->in[k].score;
            if (into.score > in.score)
                in = into;
            if (from.score > out.score)
                out = from;
        }
        room->edge[other][stands] = in;
        room->edge[stands][other] = out;
    }
}

static void contract(struct hs_tree_room *room, uint32_t node, struct contraction *cycle)
{
    cycle->size = 0;
    for (uint32_t at = node; cycle->size == 0 || at != node; at = room->best[at]) {
        cycle->node[cycle->size] = (uint16_t)at;
        cycle->in[cycle->size++] = room->edge[room->best[at]][at];
        room->alive[at] = false;
    }
    memcpy(cycle->home, room->home, sizeof room->home);
    join(room, cycle);
    room->alive[node] = true;
    for (uint32_t n = 0; n < room->nodes; n++)
        for (uint32_t k = 0; k < cycle->size; k++)
            if (cycle->home[n] == cycle->node[k])
                room->home[n] = (uint16_t)node;
}

static void take(struct hs_tree_room *room, uint32_t node, struct edge edge, uint16_t *head)
{
    uint32_t word = edge.word - 1u;
    head[word] = edge.head ? (uint16_t)(edge.head - 1) : (uint16_t)word;
    room->enter[node] = edge.word;
}

static void expand(struct hs_tree_room *room, const struct contraction *cycle, uint16_t *head)
{
    uint32_t entered = cycle->home[room->enter[cycle->node[0]]];
    uint16_t enter = room->enter[cycle->node[0]];
    for (uint32_t k = 0; k < cycle->size; k++)
        if (cycle->node[k] != entered)
            take(room, cycle->node[k], cycle->in[k], head);
    room->enter[entered] = enter;
}

static void span(struct hs_tree_room *room, uint16_t *head)
{
    uint32_t contractions = 0, node;
    for (uint32_t n = 1; n < room->nodes; n++)
        find_best(room, n);
    while ((node = cycle_node(room))) {
        contract(room, node, &room->contraction[contractions++]);
        for (uint32_t n = 1; n < room->nodes; n++)
            if (room->alive[n])
                find_best(room, n);
    }
    for (uint32_t n = 1; n < room->nodes; n++)
        if (room->alive[n])
            take(room, n, room->edge[room->best[n]][n], head);
    while (contractions)
        expand(room, &room->contraction[--contractions], head);
}

void hs_tree_find(struct hs_tree_room *room, const float *score, uint32_t step, uint32_t count,
                  uint16_t *head)
{
    choose(score, step, count, head);
    if (count == 0 || is_tree(head, count))
        return;
    fill(room, score, step, count);
    span(room, head);
}
