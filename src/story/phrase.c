/* SPDX-License-Identifier: Apache-2.0 */
/* Set phrases in running text: every start of a span that ends with a word is looked up, longest
   first. */
#include "story/phrase.h"

#include "base/text.h"

hearsay_span hs_phrase_word(hearsay_text text, hearsay_span span)
{
    hearsay_text head = {text.data, span.end};
    size_t begin = span.begin, end;
    while (begin < head.size) {
        size_t next = begin;
        if (!hs_char_space(hs_text_next(head, &next)))
            break;
        begin = next;
    }
    for (end = begin; end < head.size;) {
        size_t next = end;
        if (hs_char_space(hs_text_next(head, &next)))
            break;
        end = next;
    }
    return (hearsay_span){(uint32_t)begin, (uint32_t)end};
}

/* Without the punctuation that ends it, if any; full stops within stay. */
static uint32_t bare_end(hearsay_text text, hearsay_span span)
{
    size_t end = span.end;
    while (end > span.begin) {
        size_t before = end;
        uint32_t c = hs_text_previous(text, &before);
        bool inside = hs_char_letter(c) || hs_char_digit(c) || hs_char_mark(c);
        if (inside)
            break;
        end = before;
    }
    return (uint32_t)end;
}

static bool found(const struct hs_lexicon *lexicon, uint32_t table, hearsay_text text,
                  hearsay_span span, struct hs_phrase *phrase)
{
    if (hs_span_empty(span))
        return false;
    phrase->rows = hs_lexicon_find(lexicon, table, hs_text_slice(text, span));
    phrase->end = span.end;
    return phrase->rows.begin < phrase->rows.end;
}

bool hs_phrase_find(const struct hs_lexicon *lexicon, uint32_t table, hearsay_text text,
                    hearsay_span span, struct hs_phrase *phrase)
{
    uint32_t end[HS_PHRASE_WORDS], count = 0;
    for (uint32_t at = span.begin; count < HS_PHRASE_WORDS; at = end[count - 1]) {
        hearsay_span word = hs_phrase_word(text, (hearsay_span){at, span.end});
        if (hs_span_empty(word))
            break;
        end[count++] = word.end;
    }
    while (count-- > 0) {
        hearsay_span tried = {span.begin, end[count]};
        if (found(lexicon, table, text, tried, phrase))
            return true;
        tried.end = bare_end(text, tried);
        if (found(lexicon, table, text, tried, phrase))
            return true;
    }
    return false;
}
