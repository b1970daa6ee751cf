/* SPDX-License-Identifier: Apache-2.0 */
/* Words on lines of a terminal. */
#include "write/layout.h"

#include "base/text.h"

enum { WIDTH_DEFAULT = 80, WIDTH_MIN = 40, WIDTH_MAX = 400 };

/* A character as it is shown. */
struct glyph {
    char bytes[4];
    uint8_t size, width;
    bool space; /* where a line may break */
    bool tied;  /* stays with the character before it: punctuation, combining marks */
};

static const char *const sequence[] = {
    [HS_STYLE_PLAIN] = "",          [HS_STYLE_BOLD] = "\033[1m",  [HS_STYLE_FAINT] = "\033[2m",
    [HS_STYLE_SLANTED] = "\033[3m", [HS_STYLE_CALM] = "\033[36m", [HS_STYLE_SHARP] = "\033[33m",
};

static struct glyph picture(uint32_t c)
{
    unsigned char last = (unsigned char)(c == 0x7f ? 0xa1 : 0x80 + c);
    return (struct glyph){.bytes = {'\xe2', '\x90', (char)last}, .size = 3, .width = 1};
}

/* Embeddings, overrides and isolates of writing direction; marks without width that terminals
   disagree on. */
static bool dropped(uint32_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xad ||
           c == 0x200b || c == 0xfeff;
}

static bool binding_space(uint32_t c)
{
    return c == 0xa0 || c == 0x202f;
}

static struct glyph next_glyph(hearsay_text text, size_t *at)
{
    size_t begin = *at;
    uint32_t c = hs_text_next(text, at);
    if (dropped(c))
        return (struct glyph){.tied = true};
    if (hs_char_space(c) && !binding_space(c))
        return (struct glyph){.space = true};
    if (c < 0x20 || c == 0x7f)
        return picture(c);
    if ((c > 0x7f && c < 0xa0) || c == 0xfffd) /* controls, and bytes that are no character */
        return (struct glyph){.bytes = {'\xef', '\xbf', '\xbd'}, .size = 3, .width = 1};
    struct glyph glyph = {.size = (uint8_t)(*at - begin), .width = (uint8_t)hs_char_width(c)};
    memcpy(glyph.bytes, text.data + begin, glyph.size);
    glyph.tied = glyph.width == 0 || hs_char_punctuation(c);
    return glyph;
}

void hs_layout_init(struct hs_layout *layout, struct hs_sink *sink, const hearsay_layout *wanted)
{
    uint32_t width = wanted && wanted->width ? wanted->width : WIDTH_DEFAULT;
    *layout = (struct hs_layout){
        .sink = sink,
        .width = width < WIDTH_MIN   ? WIDTH_MIN
                 : width > WIDTH_MAX ? WIDTH_MAX
                                     : width,
        .colour = wanted && wanted->colour,
    };
}

static void put_sequence(struct hs_layout *layout, enum hs_style style)
{
    if (layout->colour && style != HS_STYLE_PLAIN)
        hs_sink_string(layout->sink, sequence[style]);
}

static void put_reset(struct hs_layout *layout, enum hs_style style)
{
    if (layout->colour && style != HS_STYLE_PLAIN)
        hs_sink_string(layout->sink, "\033[0m");
}

static void put_bars(struct hs_layout *layout)
{
    if (layout->step < 2)
        return;
    put_sequence(layout, HS_STYLE_FAINT);
    for (uint32_t i = 1; i < layout->step; i++)
        hs_sink_string(layout->sink, i == 1 ? "   │" : "  │");
    put_reset(layout, HS_STYLE_FAINT);
}

static void begin_line(struct hs_layout *layout)
{
    if (layout->begun)
        return;
    put_bars(layout);
    hs_sink_string(layout->sink, layout->step > 1 ? "  " : layout->step ? "   " : "");
    put_sequence(layout, layout->style);
    layout->column = layout->step * HS_STEP_COLUMNS;
    layout->begun = true;
    layout->gap = false;
}

void hs_layout_end(struct hs_layout *layout)
{
    if (layout->begun)
        put_reset(layout, layout->style);
    else
        put_bars(layout);
    hs_sink_text(layout->sink, HS_TEXT("\n"));
    layout->begun = false;
    layout->gap = false;
    layout->column = 0;
}

void hs_layout_style(struct hs_layout *layout, enum hs_style style)
{
    if (layout->begun) {
        put_reset(layout, layout->style);
        put_sequence(layout, style);
    }
    layout->style = style;
}

static void put_glyph(struct hs_layout *layout, struct glyph glyph)
{
    begin_line(layout);
    hs_sink_text(layout->sink, (hearsay_text){glyph.bytes, glyph.size});
    layout->column += glyph.width;
}

/* The columns of what may not be broken from *at on: up to white space, or to a sign that is two
   columns wide, as Chinese is written without white space. */
static uint32_t next_unit(hearsay_text text, size_t *at)
{
    uint32_t width = 0;
    bool after_wide = false;
    for (size_t next = *at; next < text.size; *at = next) {
        struct glyph glyph = next_glyph(text, &next);
        bool apart = !glyph.tied && (after_wide || glyph.width == 2);
        if (glyph.space || (width && apart))
            break;
        after_wide = glyph.width ? glyph.width == 2 : after_wide;
        width += glyph.width;
    }
    return width;
}

/* A unit goes on this line or the next; one that no line can take is broken where the line ends. */
static void put_unit(struct hs_layout *layout, hearsay_text unit, uint32_t width)
{
    begin_line(layout);
    bool first = layout->column <= layout->step * HS_STEP_COLUMNS;
    bool gap = layout->gap && !first;
    if (layout->column + gap + width > layout->width && !first)
        hs_layout_end(layout);
    else if (gap)
        put_glyph(layout, (struct glyph){.bytes = {' '}, .size = 1, .width = 1});
    layout->gap = false;
    for (size_t at = 0; at < unit.size;) {
        struct glyph glyph = next_glyph(unit, &at);
        if (layout->begun && layout->column + glyph.width > layout->width)
            hs_layout_end(layout);
        put_glyph(layout, glyph);
    }
}

void hs_layout_words(struct hs_layout *layout, hearsay_text text)
{
    for (size_t at = 0; at < text.size;) {
        size_t begin = at;
        if (next_glyph(text, &at).space) {
            layout->gap = true;
            continue;
        }
        at = begin;
        uint32_t width = next_unit(text, &at);
        put_unit(layout, (hearsay_text){text.data + begin, at - begin}, width);
    }
}

/* The bytes of a text that `most` columns hold. */
static size_t cut(hearsay_text text, uint32_t most, uint32_t *width)
{
    bool gap = false;
    size_t end = 0;
    *width = 0;
    for (size_t at = 0; at < text.size;) {
        struct glyph glyph = next_glyph(text, &at);
        uint32_t more = glyph.space ? 0 : glyph.width + (gap && *width);
        if (more > most - *width)
            return end;
        gap = glyph.space;
        *width += more;
        end = glyph.space ? end : at;
    }
    return end;
}

uint32_t hs_layout_measure(hearsay_text text, uint32_t most)
{
    uint32_t width;
    size_t at = cut(text, most, &width);
    while (at < text.size)
        if (!next_glyph(text, &at).space)
            return most + 1;
    return width;
}

uint32_t hs_layout_head(struct hs_layout *layout, hearsay_text text, uint32_t most)
{
    uint32_t width = hs_layout_measure(text, most);
    if (width <= most) {
        hs_layout_words(layout, text);
        return width;
    }
    if (!most)
        return 0;
    size_t size = cut(text, most - 1, &width);
    hs_layout_words(layout, (hearsay_text){text.data, size});
    hs_layout_words(layout, HS_TEXT("…"));
    return width + 1;
}

void hs_layout_mark(struct hs_layout *layout, const char *mark)
{
    begin_line(layout);
    hs_sink_string(layout->sink, mark);
    for (; *mark; mark++)
        layout->column += ((unsigned char)*mark & 0xc0) != 0x80;
}

void hs_layout_fill(struct hs_layout *layout, const char *mark, uint32_t column)
{
    while (layout->column < column)
        hs_layout_mark(layout, mark);
}
