/* SPDX-License-Identifier: Apache-2.0 */
/* One page, several stories: which blocks are headline, byline, body, and of which report. */
#ifndef HS_STORY_STORY_H
#define HS_STORY_STORY_H

#include "base/arena.h"
#include "hearsay.h"
#include "lexicon/lexicon.h"

/* What a block is to its story. */
enum hs_role {
    HS_ROLE_BODY,
    HS_ROLE_LEAD, /* body that begins with the dateline */
    HS_ROLE_HEADLINE,
    HS_ROLE_BYLINE,
    HS_ROLE_TEASER, /* the words that announce teasers: "Check Also" */
    HS_ROLE_BOILERPLATE,
    HS_ROLE_RULE, /* no letter and no digit: "* * *" */
};

/* Stories in the order in which they begin; a paragraph that follows a teaser belongs to the report
   before it. Per block its role and the number of its story, HEARSAY_NONE for a rule and for a
   marker without a story of its own. A line under the headline is body. A dateline without agency
   takes that of the byline ("By John Smith | Reuters"); its span is empty if there is only that. */
struct hs_stories {
    const hearsay_story *story;
    uint32_t count;
    const unsigned char *role; /* enum hs_role */
    const uint32_t *home;
};

/* Reads the stories of a page from its blocks (hs_blocks_find). All is in the arena, or borrowed
   from the lexicon. */
struct hs_stories hs_stories_find(struct hs_arena *arena, const struct hs_lexicon *lexicon,
                                  hearsay_text text, const hearsay_span *block, uint32_t count);

#endif
