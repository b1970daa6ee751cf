/* SPDX-License-Identifier: Apache-2.0 */
/* WordPiece (Schuster and Nakajima 2012, as in BERT uncased): a folded word into the longest pieces of a vocabulary. */
#ifndef HS_LANGUAGE_WORDPIECE_H
#define HS_LANGUAGE_WORDPIECE_H

#include "base/arena.h"
#include "hearsay.h"

/* Special pieces stand first in every vocabulary, in this order. */
enum { HS_PIECE_PAD, HS_PIECE_UNKNOWN, HS_PIECE_START, HS_PIECE_BREAK, HS_PIECE_SPECIAL_COUNT };

/* A word never has more pieces than this; a longer one is one unknown piece. */
enum { HS_WORD_PIECES_MAX = 16 };

struct hs_vocabulary;

/* Builds the look-up over `list`, pieces one a line ("##ing" continues a word), which must outlive it. Lives in `arena`. */
struct hs_vocabulary *hs_vocabulary_new(struct hs_arena *arena, hearsay_text list);
uint32_t hs_vocabulary_count(const struct hs_vocabulary *vocabulary);

/* The pieces of one word as it stands in the text; gives back their number, 1 to HS_WORD_PIECES_MAX. */
uint32_t hs_wordpiece(const struct hs_vocabulary *vocabulary, hearsay_text word, uint16_t piece[HS_WORD_PIECES_MAX]);

#endif
