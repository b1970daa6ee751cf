/* SPDX-License-Identifier: Apache-2.0 */
/* The heads, as the class Network in train/network.py. All read the same coded vectors. */
#include "language/head.h"

static float *floats(struct hs_arena *arena, size_t width)
{
    return hs_arena_array(arena, HS_BATCH_PIECES * width, sizeof(float));
}

void hs_reading_init(struct hs_reading *reading, struct hs_arena *arena)
{
    reading->upos = hs_arena_array(arena, HS_BATCH_PIECES, sizeof *reading->upos);
    reading->xpos = hs_arena_array(arena, HS_BATCH_PIECES, sizeof *reading->xpos);
    reading->sentence = floats(arena, 1);
    reading->cue = floats(arena, HS_BIO);
    reading->inner = floats(arena, HS_BIO);
    reading->role = floats(arena, HS_ROLE);
    reading->arc_dep = floats(arena, HS_ARC);
    reading->arc_head = floats(arena, HS_ARC);
    reading->rel_dep = floats(arena, HS_LABEL);
    reading->rel_head = floats(arena, HS_LABEL);
}

uint32_t hs_best_label(const float *score, uint32_t count)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < count; i++)
        if (score[i] > score[best])
            best = i;
    return best;
}

/* The best label of every word. No list of labels is longer than a row of `wide`. */
static void run_labels(const struct hs_linear *linear, struct hs_activations *activations,
                       uint16_t *label)
{
    hs_linear_run(linear, &activations->codes, activations->wide);
    for (size_t n = 0; n < activations->codes.count; n++)
        label[n] = (uint16_t)hs_best_label(activations->wide + n * linear->out, linear->out);
}

static void run_features(const struct hs_linear *linear, const struct hs_codes *codes,
                         float *feature)
{
    hs_linear_run(linear, codes, feature);
    hs_gelu(feature, (size_t)codes->count * linear->out);
}

void hs_heads_run(const struct hs_model *model, struct hs_activations *activations,
                  const struct hs_batch *batch, struct hs_reading *reading)
{
    struct hs_codes *codes = &activations->codes;
    hs_codes_set(codes, batch->vector, batch->word_count, HS_WIDTH);
    run_labels(&model->upos, activations, reading->upos);
    run_labels(&model->xpos, activations, reading->xpos);
    hs_linear_run(&model->sentence, codes, reading->sentence);
    hs_linear_run(&model->cue, codes, reading->cue);
    hs_linear_run(&model->inner, codes, reading->inner);
    run_features(&model->roles.word, codes, reading->role);
    run_features(&model->parser.arc_dep, codes, activations->wide);
    run_features(&model->parser.arc_head, codes, reading->arc_head);
    run_features(&model->parser.rel_dep, codes, reading->rel_dep);
    run_features(&model->parser.rel_head, codes, reading->rel_head);

    hs_codes_set(codes, activations->wide, batch->word_count, HS_ARC);
    hs_linear_run(&model->parser.arc, codes, reading->arc_dep);
}
