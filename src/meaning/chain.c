/* SPDX-License-Identifier: Apache-2.0 */
/* Nesting is containment of word ranges. Relays are read from the tree around the cue and from rows that hold one other
   statement and nothing else. */
#include "meaning/chain.h"

#include "base/array.h"
#include "meaning/outlet.h"

/* Tuned together on train reports: how much of a content another must hold to be its parent; how many words a row that
   only relays may hold besides the statement that it relays; how far an outlet may stand from the cue in the tree; how
   far "as saying" may follow "quoted". */
static const float HELD_SHARE = 0.8f;
enum { LEFT_OVER_MAX = 3, CLIMB_MAX = 4, AS_SAYING_MAX = 16 };

static bool holds(const struct hs_draft *outer, const struct hs_draft *inner)
{
    uint32_t size = hs_ranges_size(inner->content);
    if (outer->dropped || hs_ranges_size(outer->content) <= size)
        return false;
    if (!hs_ranges_hold(outer->content, inner->cue.range[0].begin))
        return false;
    return (float)hs_ranges_shared(outer->content, inner->content) >= HELD_SHARE * (float)size;
}

/* The drafts [begin, end) that may have to do with one, itself among them. */
static struct hs_range reach(struct hs_drafts drafts, uint32_t number)
{
    uint32_t begin = number > HS_CHAIN_REACH ? number - HS_CHAIN_REACH : 0;
    uint32_t end = number + HS_CHAIN_REACH + 1;
    return (struct hs_range){begin, end < drafts.count ? end : drafts.count};
}

static uint32_t innermost(struct hs_drafts drafts, uint32_t number)
{
    struct hs_range near = reach(drafts, number);
    uint32_t best = HEARSAY_NONE, smallest = UINT32_MAX;
    for (uint32_t n = near.begin; n < near.end; n++) {
        if (n == number || !holds(&drafts.draft[n], &drafts.draft[number]))
            continue;
        uint32_t size = hs_ranges_size(drafts.draft[n].content);
        if (size < smallest) {
            smallest = size;
            best = n;
        }
    }
    return best;
}

/* The outermost statement around a draft: contents grow strictly on the way, so this ends. */
static uint32_t root(struct hs_drafts drafts, uint32_t number)
{
    while (drafts.draft[number].parent != HEARSAY_NONE)
        number = drafts.draft[number].parent;
    return number;
}

/* The words of `ranges` that stand in `within` too. */
static struct hs_ranges clipped(struct hs_arena *arena, struct hs_ranges ranges,
                                struct hs_ranges within)
{
    struct hs_ranges out = {NULL, 0};
    for (uint32_t r = 0; r < ranges.count; r++)
        for (uint32_t w = 0; w < within.count; w++) {
            struct hs_range a = ranges.range[r], b = within.range[w];
            struct hs_range both = {a.begin > b.begin ? a.begin : b.begin,
                                    a.end < b.end ? a.end : b.end};
            if (both.begin >= both.end)
                continue;
            out.range = hs_array_grow(arena, out.range, out.count, sizeof *out.range);
            out.range[out.count++] = both;
        }
    return out;
}

/* Puts a relay before those found so far: outer ones are found later. */
static void add_relay(const struct hs_scene *scene, struct hs_draft *draft, hearsay_relay relay)
{
    for (uint32_t n = 0; n < draft->via_count; n++)
        if (hs_span_overlaps(draft->via[n].span, relay.span))
            return;
    hearsay_relay *via = hs_arena_array(scene->arena, draft->via_count + 1, sizeof *via);
    via[0] = relay;
    if (draft->via_count)
        memcpy(via + 1, draft->via, draft->via_count * sizeof *via);
    draft->via = via;
    draft->via_count++;
}

static void add_outlet(const struct hs_scene *scene, struct hs_draft *draft,
                       const struct hs_outlet *outlet)
{
    const struct hs_word *word = scene->language->words.word;
    hearsay_span span = {word[outlet->name.begin].span.begin, word[outlet->name.end - 1].span.end};
    add_relay(scene, draft, (hearsay_relay){hs_text_slice(scene->text, span), span});
}

static bool relation_is(const struct hs_scene *scene, uint32_t word, const char *name)
{
    hearsay_text relation = hs_language_relation(scene->language, word);
    size_t size = strlen(name);
    return relation.size >= size && memcmp(relation.data, name, size) == 0 &&
           (relation.size == size || relation.data[size] == ':');
}

/* Whether a relation leads from what is told to, or by way of, up to the telling. */
static bool leads_up(const struct hs_scene *scene, uint32_t word)
{
    static const char *const relation[] = {"obj", "iobj", "obl", "nmod", "appos", "conj"};
    for (size_t n = 0; n < sizeof relation / sizeof *relation; n++)
        if (relation_is(scene, word, relation[n]))
            return true;
    return false;
}

/* The word of a range whose head stands outside it. */
static uint32_t top(const struct hs_scene *scene, struct hs_range range)
{
    for (uint32_t w = range.begin; w < range.end; w++) {
        uint32_t head = scene->language->tag[w].head;
        if (head < range.begin || head >= range.end || head == w)
            return w;
    }
    return range.begin;
}

/* "told the Bell", "in an interview with the Bell": the outlet hangs below the cue. */
static bool hangs_below(const struct hs_scene *scene, struct hs_range range, struct hs_ranges cue)
{
    uint32_t w = top(scene, range);
    for (int step = 0; step < CLIMB_MAX; step++) {
        if (!leads_up(scene, w))
            return false;
        w = scene->language->tag[w].head;
        if (hs_ranges_hold(cue, w))
            return true;
    }
    return false;
}

/* Whether a word is of the source of a draft or of one that it stands in. */
static bool speaks(struct hs_drafts drafts, uint32_t number, uint32_t word)
{
    for (uint32_t n = number; n != HEARSAY_NONE; n = drafts.draft[n].parent)
        if (hs_ranges_hold(drafts.draft[n].source, word))
            return true;
    return false;
}

static void relays_below(const struct hs_scene *scene, struct hs_drafts drafts, uint32_t number)
{
    struct hs_draft *draft = &drafts.draft[number];
    struct hs_range sentence = hs_scene_sentence(scene, draft->cue.range[0].begin);
    struct hs_outlet outlet;
    for (uint32_t at = sentence.begin; hs_outlet_next(scene, sentence, &at, &outlet);) {
        if (hs_ranges_hold(draft->content, outlet.range.begin) ||
            speaks(drafts, number, outlet.range.begin))
            continue;
        if (hangs_below(scene, outlet.range, draft->cue))
            add_outlet(scene, draft, &outlet);
    }
}

/* Whether lexicon/cues.tsv marks the word as a verb that carries another's words: "quoted". */
static bool quotes(const struct hs_scene *scene, uint32_t word)
{
    uint32_t table = hs_lexicon_table(scene->lexicon, "cues");
    struct hs_rows rows = hs_lexicon_find(scene->lexicon, table, scene->language->tag[word].lemma);
    return rows.begin < rows.end &&
           hs_text_equal(hs_lexicon_field(scene->lexicon, table, rows.begin, 2), HS_TEXT("relay"));
}

/* The "as" of "as saying" behind `verb`, or HEARSAY_NONE. */
static uint32_t as_saying(const struct hs_scene *scene, uint32_t verb, uint32_t end)
{
    for (uint32_t w = verb + 1; w + 1 < end && w <= verb + AS_SAYING_MAX; w++)
        if (hs_text_equal(hs_scene_word(scene, w), HS_TEXT("as")) &&
            hs_text_equal(hs_language_xpos(scene->language, w + 1), HS_TEXT("VBG")))
            return w;
    return HEARSAY_NONE;
}

/* The words of `ranges` outside [begin, end). */
static struct hs_ranges without(struct hs_arena *arena, struct hs_ranges ranges, uint32_t begin,
                                uint32_t end)
{
    struct hs_range rest[2] = {{0, begin}, {end, UINT32_MAX}};
    return clipped(arena, ranges, (struct hs_ranges){rest, 2});
}

/* "X quoted Y as saying Z": the words are Y's, X relays them. */
static void turn_quoted(const struct hs_scene *scene, struct hs_draft *draft, uint32_t verb,
                        uint32_t as)
{
    struct hs_range sentence = hs_scene_sentence(scene, verb);
    struct hs_range before = {sentence.begin, verb};
    struct hs_outlet outlet;
    struct hs_range *source = hs_arena_array(scene->arena, 1, sizeof *source);
    struct hs_range *cue = hs_arena_array(scene->arena, 2, sizeof *cue);
    source[0] = (struct hs_range){verb + 1, as};
    cue[0] = (struct hs_range){verb, verb + 1};
    cue[1] = (struct hs_range){as, as + 2};
    for (uint32_t at = before.begin; hs_outlet_next(scene, before, &at, &outlet);)
        if (!hs_ranges_hold(draft->content, outlet.range.begin))
            add_outlet(scene, draft, &outlet);
    draft->source = (struct hs_ranges){source, 1};
    draft->cue = (struct hs_ranges){cue, 2};
    draft->content = without(scene->arena, draft->content, verb, as + 2);
}

/* "was quoted as saying", "quoted by the Bell as saying": who is quoted stands before the verb. */
static bool passive(const struct hs_scene *scene, uint32_t verb, uint32_t end)
{
    if (verb + 1 < end &&
        hs_text_equal(hs_language_upos(scene->language, verb + 1), HS_TEXT("ADP")))
        return true;
    for (uint32_t w = hs_scene_sentence(scene, verb).begin; w < verb; w++)
        if (scene->language->tag[w].head == verb && relation_is(scene, w, "aux:pass"))
            return true;
    return false;
}

/* The verb that a cue of "saying" alone belongs to, "quoted him as" before it; HEARSAY_NONE without one. */
static uint32_t verb_before(const struct hs_scene *scene, uint32_t saying)
{
    uint32_t begin = hs_scene_sentence(scene, saying).begin;
    if (saying <= begin || !hs_text_equal(hs_scene_word(scene, saying - 1), HS_TEXT("as")))
        return HEARSAY_NONE;
    for (uint32_t verb = saying - 1; verb-- > begin && verb + AS_SAYING_MAX >= saying;)
        if (quotes(scene, verb))
            return verb;
    return HEARSAY_NONE;
}

static void read_quoted(const struct hs_scene *scene, struct hs_draft *draft)
{
    struct hs_range range = draft->cue.range[0];
    uint32_t before = verb_before(scene, range.begin);
    if (before != HEARSAY_NONE)
        range = (struct hs_range){before, before + 1};
    for (uint32_t verb = range.begin; verb < range.end; verb++) {
        if (!quotes(scene, verb))
            continue;
        uint32_t end = hs_scene_sentence(scene, verb).end, as = as_saying(scene, verb, end);
        if (as != HEARSAY_NONE && as > verb + 1 && !passive(scene, verb, end))
            turn_quoted(scene, draft, verb, as);
        return;
    }
}

/* Whether a cue shares words with one that tells more: "saying" with "quoted … as saying". Outermost ones come first. */
static bool told_already(struct hs_drafts drafts, uint32_t number)
{
    const struct hs_draft *draft = &drafts.draft[number];
    struct hs_range near = reach(drafts, number);
    for (uint32_t n = near.begin; n < near.end; n++) {
        const struct hs_draft *other = &drafts.draft[n];
        if (n == number || other->dropped || !hs_ranges_shared(other->cue, draft->cue))
            continue;
        uint32_t more = hs_ranges_size(other->cue), size = hs_ranges_size(draft->cue);
        if (other->inner != draft->inner ? draft->inner
                                         : more > size || (more == size && n < number))
            return true;
    }
    return false;
}

/* "said A, adding B": a participle whose source is that of the statement around it tells a second one beside it. */
static bool goes_on(const struct hs_scene *scene, struct hs_drafts drafts, uint32_t number)
{
    const struct hs_draft *draft = &drafts.draft[number];
    if (draft->parent == HEARSAY_NONE || draft->source.count == 0)
        return false;
    return hs_text_equal(hs_language_xpos(scene->language, draft->cue.range[0].begin),
                         HS_TEXT("VBG")) &&
           hs_ranges_shared(drafts.draft[draft->parent].source, draft->source) > 0;
}

/* The outer statement ends where the second begins; what is left of it may be several pieces. */
static void stand_beside(const struct hs_scene *scene, struct hs_drafts drafts, uint32_t number)
{
    struct hs_draft *draft = &drafts.draft[number], *before = &drafts.draft[draft->parent];
    struct hs_range last = draft->content.range[draft->content.count - 1];
    uint32_t begin = draft->cue.range[0].begin;
    uint32_t end = last.end > draft->cue.range[0].end ? last.end : draft->cue.range[0].end;
    if (begin > 0 && hs_text_equal(hs_language_upos(scene->language, begin - 1), HS_TEXT("PUNCT")))
        begin--;
    before->content = without(scene->arena, before->content, begin, end);
    draft->parent = before->parent;
    draft->inner = false;
}

void hs_chain_nest(const struct hs_scene *scene, struct hs_drafts drafts)
{
    for (uint32_t n = 0; n < drafts.count; n++)
        read_quoted(scene, &drafts.draft[n]);
    for (uint32_t n = 0; n < drafts.count; n++)
        drafts.draft[n].dropped |= drafts.draft[n].content.count == 0 || told_already(drafts, n);
    for (uint32_t n = 0; n < drafts.count; n++)
        if (!drafts.draft[n].dropped)
            drafts.draft[n].parent = innermost(drafts, n);
    for (uint32_t n = 0; n < drafts.count; n++)
        if (drafts.draft[root(drafts, n)].inner)
            drafts.draft[n].dropped = true;
    for (uint32_t n = 0; n < drafts.count; n++)
        if (!drafts.draft[n].dropped && goes_on(scene, drafts, n))
            stand_beside(scene, drafts, n);
    for (uint32_t n = 0; n < drafts.count; n++) {
        struct hs_draft *draft = &drafts.draft[n];
        if (!draft->dropped && draft->parent != HEARSAY_NONE)
            draft->content =
                clipped(scene->arena, draft->content, drafts.draft[draft->parent].content);
        draft->dropped |= draft->content.count == 0;
    }
}

/* The outlet that a source is, and is nothing but: "the Alder Courier". */
static bool is_outlet(const struct hs_scene *scene, struct hs_ranges source,
                      struct hs_outlet *outlet)
{
    if (source.count != 1)
        return false;
    uint32_t at = source.range[0].begin;
    return hs_outlet_next(scene, source.range[0], &at, outlet) &&
           outlet->range.end == source.range[0].end;
}

/* Words of the relay's content that the relayed statement does not account for; punctuation aside. */
static uint32_t left_over(const struct hs_scene *scene, const struct hs_draft *relay,
                          const struct hs_draft *told)
{
    uint32_t count = 0;
    for (uint32_t n = 0; n < relay->content.count; n++)
        for (uint32_t w = relay->content.range[n].begin; w < relay->content.range[n].end; w++)
            count += !hs_ranges_hold(told->content, w) && !hs_ranges_hold(told->cue, w) &&
                     !hs_ranges_hold(told->source, w) &&
                     !hs_text_equal(hs_language_upos(scene->language, w), HS_TEXT("PUNCT"));
    return count;
}

/* The one statement that a row by an outlet relays, or HEARSAY_NONE. */
static uint32_t relayed(const struct hs_scene *scene, struct hs_drafts drafts, uint32_t number)
{
    struct hs_range near = reach(drafts, number);
    for (uint32_t n = near.begin; n < near.end; n++) {
        const struct hs_draft *told = &drafts.draft[n];
        if (n == number || told->dropped || told->source.count == 0)
            continue;
        if (told->parent == number &&
            left_over(scene, &drafts.draft[number], told) <= LEFT_OVER_MAX)
            return n;
    }
    return HEARSAY_NONE;
}

/* The row goes, its relays pass to what it told, its other children to its own parent. */
static void fold(const struct hs_scene *scene, struct hs_drafts drafts, uint32_t number,
                 uint32_t told, const struct hs_outlet *outlet)
{
    struct hs_draft *relay = &drafts.draft[number];
    struct hs_range near = reach(drafts, number);
    add_outlet(scene, &drafts.draft[told], outlet);
    for (uint32_t n = relay->via_count; n-- > 0;)
        add_relay(scene, &drafts.draft[told], relay->via[n]);
    for (uint32_t n = near.begin; n < near.end; n++)
        if (drafts.draft[n].parent == number)
            drafts.draft[n].parent = relay->parent;
    relay->dropped = true;
}

void hs_chain_relay(const struct hs_scene *scene, struct hs_drafts drafts)
{
    struct hs_outlet outlet;
    for (uint32_t n = 0; n < drafts.count; n++)
        if (!drafts.draft[n].dropped)
            relays_below(scene, drafts, n);
    for (uint32_t n = 0; n < drafts.count; n++) {
        if (drafts.draft[n].dropped || !is_outlet(scene, drafts.draft[n].source, &outlet))
            continue;
        uint32_t told = relayed(scene, drafts, n);
        if (told != HEARSAY_NONE)
            fold(scene, drafts, n, told, &outlet);
    }
}
