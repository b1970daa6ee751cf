/* SPDX-License-Identifier: Apache-2.0 */
/* Outlets in running text: agencies and papers that the lexicon knows, and names that say so themselves. */
#ifndef HS_MEANING_OUTLET_H
#define HS_MEANING_OUTLET_H

#include "meaning/draft.h"

/* An outlet that is mentioned: its words without article, and those of them that name it. */
struct hs_outlet {
    struct hs_range range, name;
};

/* The outlet whose first word is in `within`, at or after word *at, which moves behind it; false if there is none left. */
bool hs_outlet_next(const struct hs_scene *scene, struct hs_range within, uint32_t *at,
                    struct hs_outlet *outlet);

#endif
