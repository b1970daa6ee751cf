/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a text, lines being blocks: words are in order, within their block and within the
   limit, and cover all but white space. */
#include <stdint.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/text.h"
#include "language/quote.h"
#include "language/token.h"
#include "language/wordpiece.h"

static const char list[] = "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n##a\nthe\n##e\n.\n'\n1\n##1\n##the\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds)
{
    if (!holds)
        abort();
}

static void check_gap(hearsay_text text, size_t begin, size_t end)
{
    demand(begin <= end);
    for (text.size = end; begin < end;)
        demand(hs_char_space(hs_text_next(text, &begin)));
}

static void check_words(const struct hs_vocabulary *vocabulary, hearsay_text text,
                        struct hs_words words)
{
    uint32_t at = 0;
    uint16_t piece[HS_WORD_PIECES_MAX];
    for (uint32_t i = 0; i < words.count; i++) {
        hearsay_span span = words.word[i].span;
        check_gap(text, at, span.begin);
        demand(!hs_span_empty(span) && hs_span_size(span) <= HS_WORD_SIZE_MAX);
        uint32_t count = hs_wordpiece(vocabulary, hs_text_slice(text, span), piece);
        demand(count >= 1 && count <= HS_WORD_PIECES_MAX);
        at = span.end;
    }
    check_gap(text, at, text.size);
}

static void check_quotes(struct hs_quotes quotes, hearsay_text text)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < quotes.count; i++) {
        hearsay_span span = quotes.quotation[i].span;
        demand(at <= span.begin && span.begin < span.end && span.end <= text.size);
        at = span.end;
    }
}

static void read_text(struct hs_arena *arena, const struct hs_lexicon *lexicon, hearsay_text text)
{
    hearsay_span *block = NULL;
    uint32_t count = 0, begin = 0;
    for (uint32_t at = 0; at <= text.size; at++) {
        if (at < text.size && text.data[at] != '\n')
            continue;
        block = hs_array_grow(arena, block, count, sizeof *block);
        block[count++] = (hearsay_span){begin, at};
        begin = at + 1;
    }
    struct hs_vocabulary *vocabulary =
        hs_vocabulary_new(arena, (hearsay_text){list, sizeof list - 1});
    check_words(vocabulary, text, hs_words_cut(arena, lexicon, text, block, count));
    check_quotes(hs_quotes_find(arena, text, block, count), text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct hs_lexicon *lexicon;
    if (!lexicon)
        lexicon = hs_lexicon_new(LEXICON, NULL);
    demand(lexicon != NULL);
    jmp_buf recovery;
    struct hs_arena arena;
    hs_arena_init(&arena, (size_t)1 << 30, &recovery);
    if (setjmp(recovery) == 0)
        read_text(&arena, lexicon, (hearsay_text){(const char *)data, size});
    hs_arena_release(&arena);
    return 0;
}
