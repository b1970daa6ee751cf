/* SPDX-License-Identifier: Apache-2.0 */
/* Deep biaffine parsing (Dozat and Manning 2017): an arc for every word within its sentence,
   then the relation of each word to the head that the tree gave it. A word that is its own head
   is the root. */
#include "language/sentence.h"

#include <string.h>

#include "base/array.h"

enum {
    LANES = 16,
    RELATION = HS_LABEL + 1, /* numbers for a relation: a head's features and a constant */
};

static float *floats(struct hs_arena *arena, size_t rows, size_t width)
{
    return hs_arena_array(arena, rows * width, sizeof(float));
}

void hs_waiting_init(struct hs_waiting *waiting, struct hs_arena *arena)
{
    waiting->start = hs_arena_array(arena, HS_WAITING_WORDS, sizeof *waiting->start);
    waiting->arc_dep = floats(arena, HS_WAITING_WORDS, HS_ARC);
    waiting->arc_head = floats(arena, HS_WAITING_WORDS, HS_ARC);
    waiting->rel_dep = floats(arena, HS_WAITING_WORDS, HS_LABEL);
    waiting->rel_head = floats(arena, HS_WAITING_WORDS, HS_LABEL);
    waiting->turned = floats(arena, HS_ARC, HS_TREE_WORDS_MAX);
    waiting->score = floats(arena, HS_TREE_WORDS_MAX, HS_TREE_WORDS_MAX);
    waiting->room = hs_tree_room_new(arena);
}

static void copy_rows(float *to, uint32_t at, const float *from, uint32_t row, uint32_t count,
                      size_t width)
{
    memmove(to + at * width, from + row * width, count * width * sizeof *to);
}

void hs_waiting_add(struct hs_waiting *waiting, const struct hs_reading *reading, uint32_t row,
                    const struct hs_word *word, uint32_t begin, uint32_t end)
{
    uint32_t at = waiting->count, count = end - begin;
    copy_rows(waiting->arc_dep, at, reading->arc_dep, row, count, HS_ARC);
    copy_rows(waiting->arc_head, at, reading->arc_head, row, count, HS_ARC);
    copy_rows(waiting->rel_dep, at, reading->rel_dep, row, count, HS_LABEL);
    copy_rows(waiting->rel_head, at, reading->rel_head, row, count, HS_LABEL);
    for (uint32_t n = 0; n < count; n++)
        waiting->start[at + n] = word[begin + n].paragraph || reading->sentence[row + n] > 0;
    waiting->count += count;
}

/* Drops the first `done` words. */
static void move_up(struct hs_waiting *waiting, uint32_t done)
{
    uint32_t left = waiting->count - done;
    copy_rows(waiting->arc_dep, 0, waiting->arc_dep, done, left, HS_ARC);
    copy_rows(waiting->arc_head, 0, waiting->arc_head, done, left, HS_ARC);
    copy_rows(waiting->rel_dep, 0, waiting->rel_dep, done, left, HS_LABEL);
    copy_rows(waiting->rel_head, 0, waiting->rel_head, done, left, HS_LABEL);
    memmove(waiting->start, waiting->start + done, left * sizeof *waiting->start);
    waiting->first += done;
    waiting->count = left;
}

/* Scores of all arcs of a sentence. What is no number at all, or far from any score of a trained
   network, is held within what the search for trees can add up. */
static uint32_t score_arcs(struct hs_waiting *waiting, uint32_t begin, uint32_t count)
{
    static const float FAR = 1000;
    uint32_t step = (count + LANES - 1) / LANES * LANES;
    for (size_t k = 0; k < HS_ARC; k++)
        for (size_t n = 0; n < step; n++)
            waiting->turned[k * step + n] =
                n < count ? waiting->arc_head[(begin + n) * HS_ARC + k] : 0;
    hs_product_run(&(struct hs_product){.a = waiting->arc_dep + (size_t)begin * HS_ARC,
                                        .a_step = HS_ARC,
                                        .rows = count,
                                        .b = waiting->turned,
                                        .b_step = step,
                                        .depth = HS_ARC,
                                        .c = waiting->score,
                                        .c_step = step,
                                        .columns = step});
    for (size_t i = 0; i < (size_t)count * step; i++) {
        float score = waiting->score[i] > -FAR ? waiting->score[i] : -FAR;
        waiting->score[i] = score < FAR ? score : FAR;
    }
    return step;
}

static void parse_sentence(struct hs_waiting *waiting, uint32_t begin, uint32_t end,
                           struct hs_arena *arena, struct hs_language *language)
{
    uint16_t head[HS_TREE_WORDS_MAX];
    uint32_t count = end - begin, first = waiting->first + begin;
    uint32_t step = score_arcs(waiting, begin, count);
    hs_tree_find(waiting->room, waiting->score, step, count, head);
    for (uint32_t n = 0; n < count; n++)
        language->tag[first + n].head = first + head[n];
    language->sentence = hs_array_grow(arena, language->sentence, language->sentence_count,
                                       sizeof *language->sentence);
    language->sentence[language->sentence_count++] = (struct hs_range){first, first + count};
}

/* Where the sentence that begins at row `begin` ends; waiting->count if that is not known yet. */
static uint32_t sentence_end(const struct hs_waiting *waiting, uint32_t begin)
{
    uint32_t end = begin + 1;
    while (end < waiting->count && !waiting->start[end] && end - begin < HS_TREE_WORDS_MAX)
        end++;
    return end;
}

/* ---- relations */

static float relation_score(const float *dependent, const float *head)
{
    float lane[LANES] = {0}, sum = dependent[HS_LABEL];
    for (size_t k = 0; k < HS_LABEL; k += LANES)
        for (size_t l = 0; l < LANES; l++)
            lane[l] += dependent[k + l] * head[k + l];
    for (size_t l = 0; l < LANES; l++)
        sum += lane[l];
    return sum;
}

static uint16_t best_relation(const float *dependent, const float *head, uint32_t relations)
{
    uint32_t best = 0;
    float most = 0;
    for (uint32_t r = 0; r < relations; r++) {
        float score = relation_score(dependent + (size_t)r * RELATION, head);
        if (r == 0 || score > most) {
            most = score;
            best = r;
        }
    }
    return (uint16_t)best;
}

/* Relations of the first `count` words, as many at once as `wide` has room for. */
static void find_relations(const struct hs_waiting *waiting, const struct hs_parser *parser,
                           struct hs_activations *activations, struct hs_tag *tag, uint32_t count)
{
    uint32_t rows = HS_BATCH_PIECES * HS_INNER / parser->rel.out;
    for (uint32_t begin = 0; begin < count; begin += rows) {
        uint32_t some = count - begin < rows ? count - begin : rows;
        hs_codes_set(&activations->codes, waiting->rel_dep + (size_t)begin * HS_LABEL, some,
                     HS_LABEL);
        hs_linear_run(&parser->rel, &activations->codes, activations->wide);
        for (uint32_t n = begin; n < begin + some; n++) {
            struct hs_tag *word = &tag[waiting->first + n];
            const float *head =
                waiting->rel_head + (size_t)(word->head - waiting->first) * HS_LABEL;
            const float *dependent = activations->wide + (size_t)(n - begin) * parser->rel.out;
            word->relation = best_relation(dependent, head, parser->rel.out / RELATION);
        }
    }
}

void hs_waiting_parse(struct hs_waiting *waiting, const struct hs_parser *parser,
                      struct hs_activations *activations, struct hs_arena *arena,
                      struct hs_language *language, bool last)
{
    uint32_t done = 0;
    while (done < waiting->count) {
        uint32_t end = sentence_end(waiting, done);
        if (end == waiting->count && !last && end - done < HS_TREE_WORDS_MAX)
            break;
        parse_sentence(waiting, done, end, arena, language);
        done = end;
    }
    find_relations(waiting, parser, activations, language->tag, done);
    move_up(waiting, done);
}
