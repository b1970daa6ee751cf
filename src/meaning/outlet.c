/* SPDX-License-Identifier: Apache-2.0 */
/* Finds outlets by lexicon/agencies.tsv (known names, capitals compared, since "time" and "map" are words too) and by
   lexicon/media.tsv (nouns that make a name an outlet's). */
#include "meaning/outlet.h"

#include "story/phrase.h"

static bool tagged(const struct hs_scene *scene, uint32_t word, const char *upos)
{
    hearsay_text tag = hs_language_upos(scene->language, word);
    return tag.size == strlen(upos) && memcmp(tag.data, upos, tag.size) == 0;
}

static bool capital(const struct hs_scene *scene, uint32_t word)
{
    uint8_t shape = scene->language->words.word[word].shape;
    return shape == HS_CASE_TITLE || shape == HS_CASE_UPPER || shape == HS_CASE_MIXED;
}

/* "al-Ikhbariya": a hyphen between two words without space. */
static bool hyphen(const struct hs_scene *scene, uint32_t word)
{
    return hs_text_equal(hs_scene_word(scene, word), HS_TEXT("-"));
}

/* The range whose words begin at `begin` and end at byte `end`. */
static struct hs_range until(const struct hs_scene *scene, uint32_t begin, uint32_t limit,
                             uint32_t end)
{
    struct hs_range range = {begin, begin + 1};
    while (range.end < limit && scene->language->words.word[range.end].span.end <= end)
        range.end++;
    return range;
}

static bool known(const struct hs_scene *scene, uint32_t word, uint32_t limit,
                  struct hs_outlet *outlet)
{
    uint32_t table = hs_lexicon_table(scene->lexicon, "agencies");
    const struct hs_word *w = scene->language->words.word;
    hearsay_span rest = {w[word].span.begin, w[limit - 1].span.end};
    struct hs_phrase phrase;
    if (!capital(scene, word) || !hs_phrase_find(scene->lexicon, table, scene->text, rest, &phrase))
        return false;
    hearsay_text written = hs_text_slice(scene->text, (hearsay_span){rest.begin, phrase.end});
    for (uint32_t row = phrase.rows.begin; row < phrase.rows.end; row++)
        if (hs_text_equal(hs_lexicon_field(scene->lexicon, table, row, 0), written)) {
            outlet->range = outlet->name = until(scene, word, limit, phrase.end);
            return true;
        }
    return false;
}

/* The kind that lexicon/media.tsv gives a word, or the empty text. */
static hearsay_text media(const struct hs_scene *scene, uint32_t word)
{
    uint32_t table = hs_lexicon_table(scene->lexicon, "media");
    struct hs_rows rows = hs_lexicon_find(scene->lexicon, table, scene->language->tag[word].lemma);
    return rows.begin < rows.end ? hs_lexicon_field(scene->lexicon, table, rows.begin, 1)
                                 : (hearsay_text){0};
}

/* Whether a word may stand before an outlet's noun: "Syrian state TV", "The Alder Courier". */
static bool joins(const struct hs_scene *scene, uint32_t word)
{
    return tagged(scene, word, "PROPN") || tagged(scene, word, "NOUN") ||
           tagged(scene, word, "ADJ") || hyphen(scene, word);
}

/* The capitalised words of the range, first run of them; the whole range where there is none. */
static struct hs_range name_in(const struct hs_scene *scene, struct hs_range range)
{
    uint32_t begin = range.begin;
    while (begin < range.end && !tagged(scene, begin, "PROPN"))
        begin++;
    if (begin == range.end)
        return range;
    uint32_t end = begin + 1;
    while (end < range.end && (tagged(scene, end, "PROPN") || hyphen(scene, end)))
        end++;
    return (struct hs_range){begin, end};
}

/* An outlet around the media noun at `word`; `from` is the first word it may begin at. */
static bool described(const struct hs_scene *scene, uint32_t word, uint32_t from, uint32_t limit,
                      struct hs_outlet *outlet)
{
    hearsay_text kind = media(scene, word);
    bool name = hs_text_equal(kind, HS_TEXT("name"));
    if (kind.size == 0 || (name && !capital(scene, word)))
        return false;
    struct hs_range range = {word, word + 1};
    while (range.begin > from && joins(scene, range.begin - 1))
        range.begin--;
    while (range.end < limit && (tagged(scene, range.end, "PROPN") || hyphen(scene, range.end)))
        range.end++;
    if (range.end - range.begin < 2)
        return false;
    struct hs_range proper = name_in(scene, range);
    bool named =
        proper.end - proper.begin < range.end - range.begin || tagged(scene, proper.begin, "PROPN");
    if ((name || hs_text_equal(kind, HS_TEXT("common"))) && !named)
        return false;
    if (name && !(word > range.begin && capital(scene, word - 1)))
        return false;
    outlet->range = range;
    outlet->name = proper;
    return true;
}

bool hs_outlet_next(const struct hs_scene *scene, struct hs_range within, uint32_t *at,
                    struct hs_outlet *outlet)
{
    uint32_t from = *at;
    for (uint32_t w = *at; w < within.end; w++) {
        if (!known(scene, w, within.end, outlet) && !described(scene, w, from, within.end, outlet))
            continue;
        *at = outlet->range.end;
        return true;
    }
    *at = within.end;
    return false;
}
