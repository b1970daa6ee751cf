/* SPDX-License-Identifier: Apache-2.0 */
/* Source and content of a cue: every word of its window tagged by a small dilated convolution
   over (word, cue) features, as the class Roles in train/network.py. All cues of a window go at
   once, a row for each word of each cue. */
#include "language/role.h"

#include <math.h>
#include <string.h>

#include "base/array.h"
#include "language/viterbi.h"

/* Added to the score of no cue. The first balances precision and recall of statements on PolNeAR dev: detect F1 is 85.3 at 0,
   85.8 at -0.6 and at -0.8, 85.6 at -1.2. The second is tuned on the four reports of the chains set, together with the rule
   of src/meaning/statement.c that inner cues must be in the lexicon. */
const float HS_CUE_BIAS = -0.6f, HS_INNER_BIAS = -2.6f;

enum { SOURCE = 1, CONTENT = 3 }; /* tags that begin; the next number goes on */

void hs_cues_init(struct hs_cues *cues, struct hs_arena *arena)
{
    cues->range = hs_arena_array(arena, HS_WINDOW_PIECES, sizeof *cues->range);
    cues->inner = hs_arena_array(arena, HS_WINDOW_PIECES, sizeof *cues->inner);
    cues->score = hs_arena_array(arena, HS_WINDOW_PIECES, sizeof *cues->score);
    cues->outer_tag = hs_arena_array(arena, HS_WINDOW_PIECES, sizeof *cues->outer_tag);
    cues->inner_tag = hs_arena_array(arena, HS_WINDOW_PIECES, sizeof *cues->inner_tag);
    cues->film = hs_arena_array(arena, (size_t)HS_WINDOW_PIECES * 2 * HS_ROLE, sizeof *cues->film);
    cues->path = hs_arena_array(arena, HS_WINDOW_PIECES, HS_LABELS_MAX);
    cues->back = hs_arena_array(arena, HS_WINDOW_PIECES, HS_LABELS_MAX);
}

/* ---- cues */

/* Where the run of tags that `path` begins at n ends. */
static uint32_t run_end(const uint8_t *path, uint32_t n, uint32_t count)
{
    uint8_t goes_on = (uint8_t)(path[n] + 1);
    do
        n++;
    while (n < count && path[n] == goes_on);
    return n;
}

/* Logarithm of the probability of one label. */
static double log_probability(const float *score, uint32_t count, uint32_t label)
{
    double sum = 0;
    for (uint32_t i = 0; i < count; i++)
        sum += exp((double)score[i] - (double)score[label]);
    return -log(sum);
}

/* Geometric mean of the probabilities of B and I over the words of a cue. */
static float cue_score(const float *score, struct hs_range range)
{
    double sum = 0;
    for (uint32_t n = range.begin; n < range.end; n++)
        sum += log_probability(score + n * HS_BIO, HS_BIO, n == range.begin ? 1 : 2);
    double mean = exp(sum / (range.end - range.begin));
    return mean >= 0 && mean <= 1 ? (float)mean : 0;
}

/* Tags the words of one head's cues; the path stays in cues->path. */
static void find_path(struct hs_cues *cues, float *score, float bias, uint32_t count, bool *tag)
{
    for (uint32_t n = 0; n < count; n++)
        score[n * HS_BIO] += bias;
    hs_viterbi_run(score, count, HS_BIO, cues->path, cues->back);
    for (uint32_t n = 0; n < count; n++)
        tag[n] = cues->path[n] != 0;
}

static void add_cue(struct hs_cues *cues, const float *score, struct hs_range range, bool inner)
{
    cues->range[cues->count] = range;
    cues->inner[cues->count] = inner;
    cues->score[cues->count++] = cue_score(score, range);
}

static bool any(const bool *tag, struct hs_range range)
{
    return memchr(tag + range.begin, true, range.end - range.begin);
}

/* Cues in cues->path that begin at `own` or behind it; those of the inner head only where the
   other found nothing. */
static void add_cues(struct hs_cues *cues, const float *score, uint32_t own, uint32_t count,
                     bool inner)
{
    for (uint32_t n = 0; n < count;) {
        if (cues->path[n] != 1) {
            n++;
            continue;
        }
        struct hs_range range = {n, run_end(cues->path, n, count)};
        if (n >= own && !(inner && any(cues->outer_tag, range)))
            add_cue(cues, score, range, inner);
        n = range.end;
    }
}

/* By their words: the cues of the inner head come behind those of the other and are few. */
static void sort_cues(struct hs_cues *cues)
{
    for (uint32_t i = 1; i < cues->count; i++)
        for (uint32_t k = i; k > 0 && cues->range[k].begin < cues->range[k - 1].begin; k--) {
            struct hs_range range = cues->range[k];
            bool inner = cues->inner[k];
            float score = cues->score[k];
            cues->range[k] = cues->range[k - 1];
            cues->inner[k] = cues->inner[k - 1];
            cues->score[k] = cues->score[k - 1];
            cues->range[k - 1] = range;
            cues->inner[k - 1] = inner;
            cues->score[k - 1] = score;
        }
}

void hs_cues_find(struct hs_cues *cues, const struct hs_reading *reading,
                  const struct hs_window *window)
{
    uint32_t count = window->end - window->left, own = window->begin - window->left;
    float *outer = reading->cue + (size_t)window->word * HS_BIO,
          *inner = reading->inner + (size_t)window->word * HS_BIO;
    cues->count = 0;
    find_path(cues, outer, HS_CUE_BIAS, count, cues->outer_tag);
    add_cues(cues, outer, own, count, false);
    find_path(cues, inner, HS_INNER_BIAS, count, cues->inner_tag);
    add_cues(cues, inner, own, count, true);
    sort_cues(cues);
}

/* ---- roles */

/* Classes of distance by their lower ends, in words; class 0 is the cue itself. DISTANCES in
   train/network.py. */
static uint32_t distance_class(uint32_t words)
{
    static const uint8_t EDGE[] = {1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97};
    uint32_t class = 0;
    while (class < sizeof EDGE && EDGE[class] <= words)
        class ++;
    return class;
}

/* The class of word n's signed distance to the cue: before it, behind it. */
static uint32_t distance_to(struct hs_range cue, uint32_t n)
{
    if (n < cue.begin)
        return distance_class(cue.begin - n);
    return n < cue.end ? 0 : HS_DISTANCES / 2 + distance_class(n - cue.end + 1);
}

/* What each cue does to the words: from the mean of its own vectors [words, HS_WIDTH]. */
static void run_films(struct hs_cues *cues, const struct hs_tagger *tagger,
                      struct hs_activations *a, const float *vector)
{
    for (uint32_t c = 0; c < cues->count; c++) {
        struct hs_range range = cues->range[c];
        float *mean = a->x + (size_t)c * HS_WIDTH, size = (float)(range.end - range.begin);
        memset(mean, 0, HS_WIDTH * sizeof *mean);
        for (uint32_t n = range.begin; n < range.end; n++)
            for (size_t d = 0; d < HS_WIDTH; d++)
                mean[d] += vector[(size_t)n * HS_WIDTH + d];
        for (size_t d = 0; d < HS_WIDTH; d++)
            mean[d] /= size;
    }
    hs_codes_set(&a->codes, a->x, cues->count, HS_WIDTH);
    hs_linear_run(&tagger->cue, &a->codes, cues->film);
}

/* The words of a window as the tagger sees them. */
struct scene {
    const struct hs_tagger *tagger;
    const float *role;          /* [count, HS_ROLE] */
    const struct hs_word *word; /* [count] */
    uint32_t count;
};

/* Features of every word with one cue: x [count, HS_ROLE]. */
static void set_features(const struct scene *scene, const struct hs_cues *cues, uint32_t number,
                         float *x)
{
    const struct hs_tagger *tagger = scene->tagger;
    const float *scale = cues->film + (size_t)number * 2 * HS_ROLE, *shift = scale + HS_ROLE;
    const bool *tag = cues->inner[number] ? cues->inner_tag : cues->outer_tag;
    struct hs_range cue = cues->range[number];
    for (uint32_t n = 0; n < scene->count; n++) {
        uint32_t kind = n >= cue.begin && n < cue.end ? 1 : tag[n] ? 2 : 0;
        const float *by_kind = tagger->kind + kind * HS_ROLE;
        const float *by_distance = tagger->distance + distance_to(cue, n) * HS_ROLE;
        const float *by_quote = tagger->quoted + scene->word[n].quoted * HS_ROLE;
        const float *word = scene->role + (size_t)n * HS_ROLE;
        for (size_t d = 0; d < HS_ROLE; d++)
            x[n * HS_ROLE + d] =
                word[d] * (1 + scale[d]) + shift[d] + by_distance[d] + by_quote[d] + by_kind[d];
    }
}

/* near [count, 3 * HS_ROLE] = for every row of x [count, HS_ROLE] the one `step` before it,
   itself, and the one behind. */
static void gather(const float *x, uint32_t count, uint32_t step, float *near)
{
    static const size_t SIZE = HS_ROLE * sizeof *x;
    memset(near, 0, (size_t)count * 3 * SIZE);
    for (uint32_t n = 0; n < count; n++) {
        float *row = near + (size_t)n * 3 * HS_ROLE;
        memcpy(row + HS_ROLE, x + (size_t)n * HS_ROLE, SIZE);
        if (n >= step)
            memcpy(row, x + (size_t)(n - step) * HS_ROLE, SIZE);
        if (n + step < count)
            memcpy(row + 2 * (size_t)HS_ROLE, x + (size_t)(n + step) * HS_ROLE, SIZE);
    }
}

/* x [cues, words, HS_ROLE] -> scores [cues, words, HS_ROLES] in `wide`. */
static void run_convolutions(const struct scene *scene, struct hs_activations *a,
                             uint32_t cue_count)
{
    static const uint32_t STEP[HS_ROLE_STEPS] = {1, 3, 9};
    uint32_t rows = cue_count * scene->count;
    for (uint32_t i = 0; i < HS_ROLE_STEPS; i++) {
        for (size_t c = 0; c < cue_count; c++)
            gather(a->x + c * scene->count * HS_ROLE, scene->count, STEP[i],
                   a->wide + c * scene->count * 3 * HS_ROLE);
        hs_codes_set(&a->codes, a->wide, rows, 3 * HS_ROLE);
        hs_linear_run(&scene->tagger->conv[i], &a->codes, a->other);
        hs_gelu(a->other, (size_t)rows * HS_ROLE);
        for (size_t k = 0; k < (size_t)rows * HS_ROLE; k++)
            a->x[k] += a->other[k];
    }
    hs_codes_set(&a->codes, a->x, rows, HS_ROLE);
    hs_linear_run(&scene->tagger->out, &a->codes, a->wide);
}

/* Runs of words that one kind of tag covers, as words of the document. */
static struct hs_ranges ranges_of(struct hs_arena *arena, const uint8_t *path, uint32_t count,
                                  uint8_t begins, uint32_t first)
{
    struct hs_ranges ranges = {0};
    for (uint32_t n = 0; n < count;) {
        if (path[n] != begins) {
            n++;
            continue;
        }
        uint32_t end = run_end(path, n, count);
        ranges.range = hs_array_grow(arena, ranges.range, ranges.count, sizeof *ranges.range);
        ranges.range[ranges.count++] = (struct hs_range){first + n, first + end};
        n = end;
    }
    return ranges;
}

static void add_to_language(struct hs_cues *cues, uint32_t number, const float *score,
                            uint32_t count, uint32_t first, struct hs_arena *arena,
                            struct hs_language *language)
{
    struct hs_range range = cues->range[number];
    hs_viterbi_run(score, count, HS_ROLES, cues->path, cues->back);
    language->cue = hs_array_grow(arena, language->cue, language->cue_count, sizeof *language->cue);
    language->cue[language->cue_count++] = (struct hs_cue){
        .range = {first + range.begin, first + range.end},
        .inner = cues->inner[number],
        .score = cues->score[number],
        .source = ranges_of(arena, cues->path, count, SOURCE, first),
        .content = ranges_of(arena, cues->path, count, CONTENT, first),
    };
}

void hs_cues_read(struct hs_cues *cues, const struct hs_tagger *tagger,
                  struct hs_activations *activations, const struct hs_batch *batch,
                  const struct hs_reading *reading, const struct hs_window *window,
                  struct hs_arena *arena, struct hs_language *language)
{
    if (cues->count == 0)
        return;
    struct scene scene = {tagger, reading->role + (size_t)window->word * HS_ROLE,
                          language->words.word + window->left, window->end - window->left};
    run_films(cues, tagger, activations, batch->vector + (size_t)window->word * HS_WIDTH);
    uint32_t at_once = HS_BATCH_PIECES / scene.count;
    for (uint32_t begin = 0; begin < cues->count; begin += at_once) {
        uint32_t some = cues->count - begin < at_once ? cues->count - begin : at_once;
        for (uint32_t c = 0; c < some; c++)
            set_features(&scene, cues, begin + c,
                         activations->x + (size_t)c * scene.count * HS_ROLE);
        run_convolutions(&scene, activations, some);
        for (uint32_t c = 0; c < some; c++)
            add_to_language(cues, begin + c, activations->wide + (size_t)c * scene.count * HS_ROLES,
                            scene.count, window->left, arena, language);
    }
}
