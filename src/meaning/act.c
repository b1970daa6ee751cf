/* SPDX-License-Identifier: Apache-2.0 */
/* Acts, polarity, occasions and modes of statements. The words that tell them are in lexicon/cues.tsv, negations.tsv and
   occasions.tsv; here is only how they are looked up. */
#include "meaning/act.h"

#include "report/label.h"
#include "story/phrase.h"

/* Of lemmas and phrases in lexicon/cues.tsv: bytes, and words. */
enum { PHRASE_MAX = 96, PHRASE_WORDS = 4 };

/* The rows of a lemma with the words behind it up to `end`: "call for", "in the words of". */
static struct hs_rows find_phrase(const struct hs_scene *scene, uint32_t table, uint32_t word,
                                  uint32_t end)
{
    char phrase[PHRASE_MAX];
    size_t size = 0;
    for (uint32_t w = word; w < end; w++) {
        hearsay_text part = w == word ? scene->language->tag[w].lemma : hs_scene_word(scene, w);
        if (part.size + 1 > sizeof phrase - size)
            return (struct hs_rows){0, 0};
        if (size)
            phrase[size++] = ' ';
        memcpy(phrase + size, part.data, part.size);
        size += part.size;
    }
    return hs_lexicon_find(scene->lexicon, table, (hearsay_text){phrase, size});
}

/* The act of a word of the cue, with as many of the next words as the table knows it with. */
static bool act_at(const struct hs_scene *scene, uint32_t word, uint32_t cue_end, hearsay_act *act)
{
    uint32_t table = hs_lexicon_table(scene->lexicon, "cues");
    uint32_t last = cue_end - word > PHRASE_WORDS ? word + PHRASE_WORDS : cue_end;
    for (uint32_t end = last; end > word; end--) {
        struct hs_rows rows = find_phrase(scene, table, word, end);
        if (rows.begin < rows.end)
            return hs_act_parse(hs_lexicon_field(scene->lexicon, table, rows.begin, 1), act);
    }
    return false;
}

static bool is_verb(const struct hs_scene *scene, uint32_t word)
{
    return hs_text_equal(hs_language_upos(scene->language, word), HS_TEXT("VERB"));
}

hearsay_act hs_act_of(const struct hs_scene *scene, const struct hs_draft *draft)
{
    hearsay_act act = HEARSAY_ACT_OTHER;
    for (int verbs = 1; verbs >= 0; verbs--)
        for (uint32_t n = 0; n < draft->cue.count; n++)
            for (uint32_t w = draft->cue.range[n].begin; w < draft->cue.range[n].end; w++)
                if (is_verb(scene, w) == verbs && act_at(scene, w, draft->cue.range[n].end, &act))
                    return act;
    return act;
}

static bool is_negation(const struct hs_scene *scene, uint32_t word)
{
    uint32_t table = hs_lexicon_table(scene->lexicon, "negations");
    struct hs_rows rows = hs_lexicon_find(scene->lexicon, table, scene->language->tag[word].lemma);
    return rows.begin < rows.end;
}

hearsay_polarity hs_polarity_of(const struct hs_scene *scene, const struct hs_draft *draft)
{
    for (uint32_t n = 0; n < draft->cue.count; n++)
        for (uint32_t w = draft->cue.range[n].begin; w < draft->cue.range[n].end; w++)
            if (is_negation(scene, w))
                return HEARSAY_POLARITY_NEGATIVE;
    return HEARSAY_POLARITY_POSITIVE;
}

hearsay_occasion hs_occasion_of(const struct hs_scene *scene, const struct hs_draft *draft)
{
    uint32_t table = hs_lexicon_table(scene->lexicon, "occasions");
    struct hs_range sentence = hs_scene_sentence(scene, draft->cue.range[0].begin);
    const struct hs_word *word = scene->language->words.word;
    hearsay_occasion occasion = HEARSAY_OCCASION_NONE;
    struct hs_phrase phrase;
    for (uint32_t w = sentence.begin; w < sentence.end; w++) {
        hearsay_span rest = {word[w].span.begin, word[sentence.end - 1].span.end};
        if (hs_ranges_hold(draft->content, w) || hs_ranges_hold(draft->source, w))
            continue;
        if (!hs_phrase_find(scene->lexicon, table, scene->text, rest, &phrase))
            continue;
        if (hs_occasion_parse(hs_lexicon_field(scene->lexicon, table, phrase.rows.begin, 1),
                              &occasion))
            return occasion;
    }
    return occasion;
}

/* The quotation that a byte stands in, or NULL. Quotations are in order. */
static const struct hs_quotation *quotation_at(const struct hs_quotes *quotes, uint32_t at)
{
    uint32_t low = 0, high = quotes->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (quotes->quotation[middle].span.end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == quotes->count || quotes->quotation[low].span.begin > at)
        return NULL;
    return &quotes->quotation[low];
}

hearsay_mode hs_mode_of(const struct hs_scene *scene, const struct hs_draft *draft)
{
    const struct hs_word *word = scene->language->words.word;
    uint32_t cue = word[draft->cue.range[0].begin].span.begin;
    bool inside = false, outside = false;
    for (uint32_t n = 0; n < draft->content.count; n++)
        for (uint32_t w = draft->content.range[n].begin; w < draft->content.range[n].end; w++) {
            if (hs_text_equal(hs_language_upos(scene->language, w), HS_TEXT("PUNCT")))
                continue;
            const struct hs_quotation *quotation = quotation_at(scene->quotes, word[w].span.begin);
            bool own = quotation && !(quotation->span.begin <= cue && cue < quotation->span.end);
            inside |= own;
            outside |= !own;
        }
    if (inside)
        return outside ? HEARSAY_MODE_MIXED : HEARSAY_MODE_DIRECT;
    return HEARSAY_MODE_INDIRECT;
}
