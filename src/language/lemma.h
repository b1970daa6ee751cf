/* SPDX-License-Identifier: Apache-2.0 */
/* Lemmas by a table that train/lemmas.py counts from treebanks: forms that are exceptions, and for all others the edit of
   the longest ending that is known with their part of speech. */
#ifndef HS_LANGUAGE_LEMMA_H
#define HS_LANGUAGE_LEMMA_H

#include "base/arena.h"
#include "hearsay.h"

struct hs_lemmas;

/* Builds the look-up over `list`, which must outlive it: lines "form TAB xpos TAB lemma", and "*ending TAB xpos TAB edit", forms
   and endings in small letters. NULL if a line is none of these. Lives in `arena`. */
struct hs_lemmas *hs_lemmas_new(struct hs_arena *arena, hearsay_text list);

/* The lemma of a word as it stands in the text; borrowed from the table, from `form`, or made in `arena`. */
hearsay_text hs_lemma_of(const struct hs_lemmas *lemmas, struct hs_arena *arena, hearsay_text form,
                         hearsay_text xpos);

#endif
