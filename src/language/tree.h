/* SPDX-License-Identifier: Apache-2.0 */
/* Dependency trees from arc scores. */
#ifndef HS_LANGUAGE_TREE_H
#define HS_LANGUAGE_TREE_H

#include "base/arena.h"

#include <stdint.h>

/* A sentence of more words is cut into parts of this size, each with a root of its own. */
enum { HS_TREE_WORDS_MAX = 256 };

/* Room to find a tree in, for sentences of at most HS_TREE_WORDS_MAX words. */
struct hs_tree_room;
struct hs_tree_room *hs_tree_room_new(struct hs_arena *arena);

/* head [count] = the tree of the highest sum of score[dependent * step + head], with exactly one root: a word that is its own
   head. The greedy choice where that is such a tree, else the maximum spanning arborescence (Chu and Liu 1965, Edmonds 1967). */
void hs_tree_find(struct hs_tree_room *room, const float *score, uint32_t step, uint32_t count,
                  uint16_t *head);

#endif
