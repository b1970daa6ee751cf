/* SPDX-License-Identifier: Apache-2.0 */
/* CoNLL-U (universaldependencies.org/format): words with tags, lemmas and trees. Words joined in one token, as do + n't,
   stand below a line for the token. FEATS and DEPS are not filled. */
#include "base/text.h"
#include "language/language.h"
#include "report/report.h"
#include "write/write.h"

/* The end of the token that begins at `word`, within its sentence. */
static uint32_t token_end(const struct hs_language *language, struct hs_range sentence,
                          uint32_t word)
{
    uint32_t end = word + 1;
    while (end < sentence.end && language->words.word[end].joined)
        end++;
    return end;
}

static bool space_after(const struct hs_language *language, uint32_t word)
{
    const struct hs_words *words = &language->words;
    if (word + 1 == words->count)
        return true;
    return words->word[word].span.end < words->word[word + 1].span.begin;
}

static void put_columns(struct hs_sink *sink, uint32_t count)
{
    for (uint32_t n = 0; n < count; n++)
        hs_sink_text(sink, HS_TEXT("\t_"));
}

static void put_field(struct hs_sink *sink, hearsay_text text)
{
    hs_sink_text(sink, HS_TEXT("\t"));
    hs_sink_text(sink, text.size ? text : HS_TEXT("_"));
}

static void put_end(struct hs_sink *sink, const struct hs_language *language, uint32_t last,
                    bool inside)
{
    bool space = inside || space_after(language, last);
    hs_sink_string(sink, space ? "\t_\n" : "\tSpaceAfter=No\n");
}

static void put_token(struct hs_sink *sink, const struct hs_language *language,
                      struct hs_range sentence, uint32_t begin, uint32_t end)
{
    const struct hs_word *word = language->words.word;
    hs_sink_number(sink, begin - sentence.begin + 1);
    hs_sink_text(sink, HS_TEXT("-"));
    hs_sink_number(sink, end - sentence.begin);
    put_field(sink, hs_text_slice(language->text,
                                  (hearsay_span){word[begin].span.begin, word[end - 1].span.end}));
    put_columns(sink, 7);
    put_end(sink, language, end - 1, false);
}

static void put_word(struct hs_sink *sink, const struct hs_language *language,
                     struct hs_range sentence, uint32_t word, bool inside)
{
    uint32_t head = language->tag[word].head;
    hs_sink_number(sink, word - sentence.begin + 1);
    put_field(sink, hs_text_slice(language->text, language->words.word[word].span));
    put_field(sink, language->tag[word].lemma);
    put_field(sink, hs_language_upos(language, word));
    put_field(sink, hs_language_xpos(language, word));
    hs_sink_text(sink, HS_TEXT("\t_\t"));
    hs_sink_number(sink, head == word ? 0 : head - sentence.begin + 1);
    put_field(sink, hs_language_relation(language, word));
    put_columns(sink, 1);
    put_end(sink, language, word, inside);
}

static void put_sentence(struct hs_sink *sink, const struct hs_language *language,
                         struct hs_range sentence)
{
    for (uint32_t word = sentence.begin; word < sentence.end;) {
        uint32_t end = token_end(language, sentence, word);
        if (end - word > 1)
            put_token(sink, language, sentence, word, end);
        for (bool inside = end - word > 1; word < end; word++)
            put_word(sink, language, sentence, word, inside);
    }
    hs_sink_text(sink, HS_TEXT("\n"));
}

void hs_conllu_write(struct hs_sink *sink, const hearsay_report *report)
{
    const struct hs_language *language = report->language;
    hs_sink_text(sink, HS_TEXT("# newdoc id = "));
    hs_sink_text(sink, report->document.id);
    hs_sink_text(sink, HS_TEXT("\n"));
    for (uint32_t n = 0; n < language->sentence_count && !sink->refused; n++) {
        if (language->words.word[language->sentence[n].begin].paragraph)
            hs_sink_text(sink, HS_TEXT("# newpar\n"));
        put_sentence(sink, language, language->sentence[n]);
    }
}
