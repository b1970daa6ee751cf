/* SPDX-License-Identifier: Apache-2.0 */
/* Headlines: which short block opens a page, and which one between paragraphs another story. */
#ifndef HS_STORY_HEADLINE_H
#define HS_STORY_HEADLINE_H

#include "hearsay.h"

/* What stands around a block that may be a headline. */
struct hs_setting {
    hearsay_span lead; /* the first paragraph after it; empty if there is none near */
    uint32_t decks;    /* short blocks between the two: lines under the headline */
    bool dateline;     /* the lead has one */
    bool sure;         /* with an agency or date */
    bool byline;       /* "By John Smith" comes between */
    bool ended;        /* the report before it has ended: byline at its foot, boilerplate, teaser */
    bool rule;         /* a line of stars, dashes or the like stands before it */
    bool listed;       /* so is the block before it: both may be items of a list */
};

/* Whether a block has the form of a headline: short, begins with a capital, ends no sentence with a
   full stop. */
bool hs_headline_like(hearsay_text text, hearsay_span block);

/* Whether the first block of a page is its headline. It may end in a full stop, or in a
   semicolon before the line under it, as archives write it. */
bool hs_headline_opens_page(hearsay_text text, hearsay_span block,
                            const struct hs_setting *setting);

/* Whether a first block is only the label of a page ("World", "News | 15 October") above its
   headline, `next`: it is short or has a bar, and the lead tells the next block again, but not this
   one. */
bool hs_headline_is_label(hearsay_text text, hearsay_span block, hearsay_span next,
                          hearsay_span lead);

/* Whether a block between paragraphs, hs_headline_like, opens another story; `doubt` is asked for
   on top. */
bool hs_headline_opens_story(hearsay_text text, hearsay_span block,
                             const struct hs_setting *setting, int doubt);

#endif
