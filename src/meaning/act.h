/* SPDX-License-Identifier: Apache-2.0 */
/* What is done by saying it: the act, the polarity and the occasion of a statement, by its cue and the words around it. */
#ifndef HS_MEANING_ACT_H
#define HS_MEANING_ACT_H

#include "meaning/draft.h"

/* The act of the cue by lexicon/cues.tsv, the longest phrase of its first verb first; `other` for a cue it does not know. */
hearsay_act hs_act_of(const struct hs_scene *scene, const struct hs_draft *draft);

/* Negative where the cue itself is negated: "did not say". */
hearsay_polarity hs_polarity_of(const struct hs_scene *scene, const struct hs_draft *draft);

/* Named in the sentence of the cue, outside the content: "told a press conference". */
hearsay_occasion hs_occasion_of(const struct hs_scene *scene, const struct hs_draft *draft);

/* By the quotation marks in the content. A quotation that holds the cue as well belongs to somebody else. */
hearsay_mode hs_mode_of(const struct hs_scene *scene, const struct hs_draft *draft);

#endif
