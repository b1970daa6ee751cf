/* SPDX-License-Identifier: Apache-2.0 */
/* Words on lines of a terminal: measured in columns, wrapped, coloured, set in behind bars. Nothing
   of a text reaches the terminal as a command: controls are shown as pictures (␛), marks that turn
   the direction of writing are dropped.

       step 0   ── 10 · She ─────────────────────────── say · indirect ──
       step 1      Russia informed all its partners
       step 2      │
       step 1      ├─ 11 · Russia ───────────────────── say · indirect ──
       step 2      │  its air force is only targeting international terrorism     */
#ifndef HS_WRITE_LAYOUT_H
#define HS_WRITE_LAYOUT_H

#include "write/sink.h"

enum hs_style {
    HS_STYLE_PLAIN,
    HS_STYLE_BOLD,
    HS_STYLE_FAINT,
    HS_STYLE_SLANTED,
    HS_STYLE_CALM,
    HS_STYLE_SHARP,
};

enum { HS_STEP_COLUMNS = 3 };

struct hs_layout {
    struct hs_sink *sink;
    uint32_t width;
    uint32_t step;   /* how far a new line is set in; may change between lines only */
    uint32_t column; /* where the next character goes */
    bool begun;      /* the line has its bars */
    bool gap;        /* white space was seen since the last word */
    bool colour;
    enum hs_style style;
};

/* `wanted` may be NULL. */
void hs_layout_init(struct hs_layout *layout, struct hs_sink *sink, const hearsay_layout *wanted);

void hs_layout_style(struct hs_layout *layout, enum hs_style style);

/* Words after what stands on the line, wrapped where it is full. White space of any kind is one
   gap. */
void hs_layout_words(struct hs_layout *layout, hearsay_text text);

/* The same, at most `most` columns of them; "…" where more would follow. Gives back the columns
   used. */
uint32_t hs_layout_head(struct hs_layout *layout, hearsay_text text, uint32_t most);

/* Marks of our own, as they are: one column a character, never wrapped. */
void hs_layout_mark(struct hs_layout *layout, const char *mark);

/* A mark of one column again and again, up to `column`. */
void hs_layout_fill(struct hs_layout *layout, const char *mark, uint32_t column);

/* Ends the line; an empty one shows its bars. */
void hs_layout_end(struct hs_layout *layout);

/* Columns of a text on one endless line; stops counting beyond `most`. */
uint32_t hs_layout_measure(hearsay_text text, uint32_t most);

#endif
