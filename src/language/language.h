/* SPDX-License-Identifier: Apache-2.0 */
/* One pass over a text: its words with tags and trees, and the cues of statements with what belongs to each.
   Everything later reads these rows; nobody else runs the network. */
#ifndef HS_LANGUAGE_LANGUAGE_H
#define HS_LANGUAGE_LANGUAGE_H

#include "base/arena.h"
#include "language/token.h"

struct hs_model;
struct hs_scratch; /* activations of one thread: sized once from the model's numbers */

/* Words [begin, end) of the document. */
struct hs_range {
    uint32_t begin, end;
};

struct hs_ranges {
    struct hs_range *range;
    uint32_t count;
};

/* What the heads say of one word. Labels are numbers into the model's lists. */
struct hs_tag {
    uint16_t upos, xpos, relation;
    uint32_t head; /* number of a word; the word itself for a root */
    hearsay_text lemma;
};

/* A cue and what the role tagger gives it. Ranges are in order, apart, and may be in any sentence of the window. */
struct hs_cue {
    struct hs_range range;
    bool inner;  /* found by the head for cues at any depth alone: counts only inside another statement's content */
    float score; /* [0, 1]: geometric mean of the probabilities of its tags */
    struct hs_ranges source, content;
};

struct hs_language {
    const struct hs_model *model;
    hearsay_text text;
    struct hs_words words;       /* word[count] */
    struct hs_tag *tag;          /* tag[words.count] */
    struct hs_range *sentence;   /* in order, covering all words */
    uint32_t sentence_count;
    struct hs_cue *cue;          /* in order of their words */
    uint32_t cue_count;
};

/* Scratch for one thread at a time, in `arena`, about 25 MB of which a short text touches a fraction. */
struct hs_scratch *hs_scratch_new(struct hs_arena *arena);

/* Reads `words` of `text`. Linear in their number. Threads may share the model, not the scratch. */
struct hs_language hs_language_read(struct hs_arena *arena, const struct hs_model *model, struct hs_scratch *scratch,
                                    hearsay_text text, struct hs_words words);

/* The names of labels, as UD writes them. */
hearsay_text hs_language_upos(const struct hs_language *language, uint32_t word);
hearsay_text hs_language_xpos(const struct hs_language *language, uint32_t word);
hearsay_text hs_language_relation(const struct hs_language *language, uint32_t word);

#endif
