/* SPDX-License-Identifier: Apache-2.0 */
/* WordPiece: the longest piece that begins the rest of a word, again and again. Pieces lie in a
   hash table; the hashes of all beginnings of a rest are found in one walk, so the longest known
   one costs one walk back. */
#include "language/wordpiece.h"

#include "base/text.h"

enum {
    CHARS_MAX = 100,      /* of a part of a word, as in BERT: a longer one is unknown */
    PIECE_SIZE_MAX = 255, /* longer pieces are of no use */
    WORD_BYTES_MAX = 4 * CHARS_MAX * HS_WORD_PIECES_MAX,
    VOCABULARY_MAX = UINT16_MAX + 1,
};

struct slot {
    uint32_t begin; /* in the list, after "##" */
    uint32_t hash;
    uint16_t number;
    uint8_t size;   /* 0: free */
    bool continues; /* written with "##" */
};

struct hs_vocabulary {
    hearsay_text list;
    struct slot *slot;
    uint32_t mask; /* slots less one, slots being a power of two at least twice the pieces */
    uint32_t count;
    uint32_t longest; /* bytes of the longest piece */
};

/* FNV-1a (Fowler, Noll, Vo), byte by byte, begun differently for pieces that continue a word. */
static uint32_t hash_start(bool continues)
{
    return continues ? 0x811c9dc5 ^ 0x2323 : 0x811c9dc5;
}

static uint32_t hash_add(uint32_t hash, char byte)
{
    return (hash ^ (unsigned char)byte) * 0x01000193;
}

static uint32_t hash_of(hearsay_text piece, bool continues)
{
    uint32_t hash = hash_start(continues);
    for (size_t i = 0; i < piece.size; i++)
        hash = hash_add(hash, piece.data[i]);
    return hash;
}

static bool slot_is(const struct hs_vocabulary *vocabulary, const struct slot *slot,
                    hearsay_text piece, bool continues)
{
    return slot->size == piece.size && slot->continues == continues &&
           memcmp(vocabulary->list.data + slot->begin, piece.data, piece.size) == 0;
}

/* The slot of the piece, or the free one where it would go. */
static struct slot *find_slot(const struct hs_vocabulary *vocabulary, hearsay_text piece,
                              bool continues, uint32_t hash)
{
    uint32_t at = (hash ^ hash >> 15) & vocabulary->mask;
    for (;; at = (at + 1) & vocabulary->mask) {
        struct slot *slot = &vocabulary->slot[at];
        if (slot->size == 0 || (slot->hash == hash && slot_is(vocabulary, slot, piece, continues)))
            return slot;
    }
}

static void add_piece(struct hs_vocabulary *vocabulary, hearsay_text piece)
{
    uint32_t number = vocabulary->count++;
    bool continues = piece.size > 2 && hs_text_starts(piece, HS_TEXT("##"));
    if (continues)
        piece = (hearsay_text){piece.data + 2, piece.size - 2};
    if (number < HS_PIECE_SPECIAL_COUNT || piece.size == 0 || piece.size > PIECE_SIZE_MAX)
        return;
    uint32_t hash = hash_of(piece, continues);
    struct slot *slot = find_slot(vocabulary, piece, continues, hash);
    if (slot->size) /* the first of two equals counts */
        return;
    *slot = (struct slot){(uint32_t)(piece.data - vocabulary->list.data), hash, (uint16_t)number,
                          (uint8_t)piece.size, continues};
    if (piece.size > vocabulary->longest)
        vocabulary->longest = (uint32_t)piece.size;
}

/* The line at *at without its end, which *at moves past. */
static hearsay_text next_line(hearsay_text list, size_t *at)
{
    const char *start = list.data + *at, *end = memchr(start, '\n', list.size - *at);
    size_t size = end ? (size_t)(end - start) : list.size - *at;
    *at += size + (end != NULL);
    return (hearsay_text){start, size};
}

struct hs_vocabulary *hs_vocabulary_new(struct hs_arena *arena, hearsay_text list)
{
    struct hs_vocabulary *vocabulary = hs_arena_alloc(arena, sizeof *vocabulary);
    vocabulary->list = list;
    uint32_t lines = 0, slots = 16;
    for (size_t at = 0; at < list.size && lines < VOCABULARY_MAX; lines++)
        next_line(list, &at);
    while (slots < 2 * lines)
        slots *= 2;
    vocabulary->mask = slots - 1;
    vocabulary->slot = hs_arena_array(arena, slots, sizeof *vocabulary->slot);
    for (size_t at = 0; vocabulary->count < lines;)
        add_piece(vocabulary, next_line(list, &at));
    return vocabulary;
}

uint32_t hs_vocabulary_count(const struct hs_vocabulary *vocabulary)
{
    return vocabulary->count;
}

/* The longest piece that begins `rest`, or NULL. */
static const struct slot *longest_piece(const struct hs_vocabulary *vocabulary, hearsay_text rest,
                                        bool continues)
{
    uint32_t hash[PIECE_SIZE_MAX];
    size_t size = rest.size < vocabulary->longest ? rest.size : vocabulary->longest;
    uint32_t sum = hash_start(continues);
    for (size_t i = 0; i < size; i++)
        hash[i] = sum = hash_add(sum, rest.data[i]);
    for (; size > 0; size--) {
        const struct slot *slot =
            find_slot(vocabulary, (hearsay_text){rest.data, size}, continues, hash[size - 1]);
        if (slot->size)
            return slot;
    }
    return NULL;
}

struct pieces {
    uint16_t *piece;
    uint32_t count; /* HS_WORD_PIECES_MAX + 1: too many */
};

static void add_number(struct pieces *pieces, uint16_t number)
{
    if (pieces->count < HS_WORD_PIECES_MAX)
        pieces->piece[pieces->count] = number;
    if (pieces->count <= HS_WORD_PIECES_MAX)
        pieces->count++;
}

/* The pieces of one part: letters, or a single mark. All unknown if any of it is. */
static void cut_part(const struct hs_vocabulary *vocabulary, hearsay_text part,
                     struct pieces *pieces)
{
    uint32_t first = pieces->count;
    for (size_t at = 0; at < part.size && pieces->count <= HS_WORD_PIECES_MAX;) {
        const struct slot *slot =
            longest_piece(vocabulary, (hearsay_text){part.data + at, part.size - at}, at > 0);
        if (!slot) {
            pieces->count = first;
            add_number(pieces, HS_PIECE_UNKNOWN);
            return;
        }
        add_number(pieces, slot->number);
        at += slot->size;
    }
}

static bool ideograph(uint32_t c)
{
    return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x2a6df) ||
           (c >= 0x2a700 && c <= 0x2ceaf) || (c >= 0x2f800 && c <= 0x2fa1f);
}

/* Where the part that starts at `at` ends: one mark or ideograph, or all up to the next. SIZE_MAX:
   it is too long. */
static size_t part_end(hearsay_text word, size_t at)
{
    size_t next = at;
    uint32_t c = hs_text_next(word, &next), count = 1;
    if (hs_char_punctuation(c) || ideograph(c))
        return next;
    for (at = next; at < word.size; at = next, count++) {
        c = hs_text_next(word, &next);
        if (hs_char_punctuation(c) || ideograph(c))
            break;
    }
    return count > CHARS_MAX ? SIZE_MAX : at;
}

/* Takes out of `word` what cannot be seen and what BERT never saw; gives back the size left. */
static size_t drop_controls(char *word, size_t size)
{
    size_t kept = 0;
    for (size_t at = 0; at < size;) {
        size_t begin = at;
        uint32_t c = hs_text_next((hearsay_text){word, size}, &at);
        if (hs_char_control(c) || c == 0xfffd)
            continue;
        memmove(word + kept, word + begin, at - begin);
        kept += at - begin;
    }
    return kept;
}

static uint32_t unknown(uint16_t *piece)
{
    piece[0] = HS_PIECE_UNKNOWN;
    return 1;
}

uint32_t hs_wordpiece(const struct hs_vocabulary *vocabulary, hearsay_text word,
                      uint16_t piece[HS_WORD_PIECES_MAX])
{
    char folded[HS_FOLD_GROWTH * WORD_BYTES_MAX];
    if (word.size > WORD_BYTES_MAX)
        return unknown(piece);
    hearsay_text text = {folded, hs_text_fold(word, folded, sizeof folded)};
    text.size = drop_controls(folded, text.size);
    struct pieces pieces = {piece, 0};
    for (size_t at = 0; at < text.size;) {
        size_t end = part_end(text, at);
        if (end == SIZE_MAX)
            return unknown(piece);
        cut_part(vocabulary, (hearsay_text){text.data + at, end - at}, &pieces);
        if (pieces.count > HS_WORD_PIECES_MAX)
            return unknown(piece);
        at = end;
    }
    return pieces.count ? pieces.count : unknown(piece);
}
