/* SPDX-License-Identifier: Apache-2.0 */
/* On whose word: which statement stands in which, and the outlets that carry somebody's words to us (docs/manual.md, "Chains"). */
#ifndef HS_MEANING_CHAIN_H
#define HS_MEANING_CHAIN_H

#include "meaning/draft.h"

/* A statement looks for its parent among this many others on either side, in the order of cues. */
enum { HS_CHAIN_REACH = 48 };

/* Turns "X quoted Y as saying" into Y's words by way of X, then gives each draft the innermost other whose content holds its cue and its content; drops inner ones that nothing holds. */
void hs_chain_nest(const struct hs_scene *scene, struct hs_drafts drafts);

/* Finds the relays of each draft ("X quoted Y as saying", "Y told X", "according to X, Y said") and drops the rows that
   are nothing but a relay. Wants hs_chain_nest before. */
void hs_chain_relay(const struct hs_scene *scene, struct hs_drafts drafts);

#endif
