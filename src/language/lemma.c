/* SPDX-License-Identifier: Apache-2.0 */
/* Exceptions and endings share one hash table; the key is what stands before the second tab of a line. */
#include "language/lemma.h"

#include "base/text.h"

enum {
    FORM_MAX = 256, /* bytes; a longer word is its own lemma */
    KEY_MAX = HS_FOLD_GROWTH * FORM_MAX + 32,
    ENDING_MAX = 6, /* characters: ENDING in train/lemmas.py */
};

struct entry {
    hearsay_text key; /* "form\txpos" or "*ending\txpos"; data NULL: a free slot */
    hearsay_text value;
};

struct hs_lemmas {
    struct entry *slot;
    uint32_t mask; /* slots less one, slots being a power of two at least twice the lines */
};

/* How a form becomes its lemma: in small letters or as it is, `strip` characters off its end, `append` put there. */
struct edit {
    bool lower;
    uint32_t strip;
    hearsay_text append;
};

/* ---- the table */

static uint32_t hash_of(hearsay_text key)
{
    uint32_t hash = 0x811c9dc5;
    for (size_t i = 0; i < key.size; i++)
        hash = (hash ^ (unsigned char)key.data[i]) * 0x01000193;
    return hash ^ hash >> 15;
}

static struct entry *find(const struct hs_lemmas *lemmas, hearsay_text key)
{
    uint32_t at = hash_of(key) & lemmas->mask;
    while (lemmas->slot[at].key.data && !hs_text_equal(lemmas->slot[at].key, key))
        at = (at + 1) & lemmas->mask;
    return &lemmas->slot[at];
}

/* "-2+y": small letters, two off, y on. "=0+": as it is. */
static bool read_edit(hearsay_text name, struct edit *edit)
{
    size_t at = 1;
    *edit = (struct edit){0};
    if (name.size < 3 || (name.data[0] != '-' && name.data[0] != '='))
        return false;
    edit->lower = name.data[0] == '-';
    for (; at < name.size && name.data[at] >= '0' && name.data[at] <= '9' && at < 6; at++)
        edit->strip = edit->strip * 10 + (uint32_t)(name.data[at] - '0');
    if (at == 1 || at == name.size || name.data[at] != '+')
        return false;
    edit->append = (hearsay_text){name.data + at + 1, name.size - at - 1};
    return true;
}

static bool add(struct hs_lemmas *lemmas, hearsay_text line)
{
    const char *end = line.data + line.size;
    const char *first = memchr(line.data, '\t', line.size);
    const char *second = first ? memchr(first + 1, '\t', (size_t)(end - first) - 1) : NULL;
    struct edit edit;
    if (!second)
        return false;
    hearsay_text key = {line.data, (size_t)(second - line.data)};
    hearsay_text value = {second + 1, (size_t)(end - second) - 1};
    if (line.size > 1 && line.data[0] == '*' && !read_edit(value, &edit))
        return false;
    struct entry *slot = find(lemmas, key);
    if (!slot->key.data)
        *slot = (struct entry){key, value};
    return true;
}

struct hs_lemmas *hs_lemmas_new(struct hs_arena *arena, hearsay_text list)
{
    uint32_t lines = 0, slots = 16;
    for (size_t at = 0; at < list.size; at++)
        lines += list.data[at] == '\n';
    while (slots < 2 * lines && slots < UINT32_MAX / 2)
        slots *= 2;
    struct hs_lemmas *lemmas = hs_arena_alloc(arena, sizeof *lemmas);
    lemmas->slot = hs_arena_array(arena, slots, sizeof *lemmas->slot);
    lemmas->mask = slots - 1;
    for (size_t at = 0; at < list.size;) {
        const char *start = list.data + at, *end = memchr(start, '\n', list.size - at);
        if (!end || !add(lemmas, (hearsay_text){start, (size_t)(end - start)}))
            return NULL;
        at += (size_t)(end - start) + 1;
    }
    return lemmas;
}

/* ---- look-up */

/* What the table has for prefix + form + TAB + xpos; without data where it has nothing. */
static hearsay_text look_up(const struct hs_lemmas *lemmas, const char *prefix, hearsay_text form, hearsay_text xpos)
{
    char key[KEY_MAX];
    size_t size = strlen(prefix);
    if (size + form.size + 1 + xpos.size > sizeof key)
        return (hearsay_text){0};
    memcpy(key, prefix, size);
    memcpy(key + size, form.data, form.size);
    size += form.size;
    key[size++] = '\t';
    memcpy(key + size, xpos.data, xpos.size);
    return find(lemmas, (hearsay_text){key, size + xpos.size})->value;
}

/* The edit of the longest known ending of a form in small letters; leaves it alone where none is known. */
static struct edit edit_of(const struct hs_lemmas *lemmas, hearsay_text lower, hearsay_text xpos)
{
    struct edit edit = {.append = HS_TEXT("")}, found;
    size_t begin = lower.size;
    for (int size = 0; size <= ENDING_MAX; size++) {
        hearsay_text ending = {lower.data + begin, lower.size - begin};
        hearsay_text name = look_up(lemmas, "*", ending, xpos);
        if (name.data && read_edit(name, &found))
            edit = found;
        if (begin == 0)
            break;
        hs_text_previous(lower, &begin);
    }
    return edit;
}

static hearsay_text apply(struct hs_arena *arena, const struct edit *edit, hearsay_text form, hearsay_text lower)
{
    hearsay_text base = edit->lower ? lower : form, kept = base;
    for (uint32_t strip = edit->strip; strip > 0 && kept.size > 0; strip--)
        hs_text_previous(kept, &kept.size);
    if (kept.size + edit->append.size == 0)
        kept = base;
    char *lemma = hs_arena_alloc(arena, kept.size + edit->append.size);
    memcpy(lemma, kept.data, kept.size);
    memcpy(lemma + kept.size, edit->append.data, edit->append.size);
    return (hearsay_text){lemma, kept.size + edit->append.size};
}

hearsay_text hs_lemma_of(const struct hs_lemmas *lemmas, struct hs_arena *arena, hearsay_text form, hearsay_text xpos)
{
    char small[HS_FOLD_GROWTH * FORM_MAX];
    if (form.size > FORM_MAX)
        return form;
    hearsay_text lower = {small, hs_text_lower(form, small, sizeof small)};
    bool plain = !hs_text_starts(lower, HS_TEXT("*")); /* a star marks endings */
    hearsay_text known = plain ? look_up(lemmas, "", lower, xpos) : (hearsay_text){0};
    if (known.data)
        return known;
    struct edit edit = edit_of(lemmas, lower, xpos);
    return apply(arena, &edit, form, lower);
}
