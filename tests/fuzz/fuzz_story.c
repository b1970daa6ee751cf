/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a page: blocks are in order, trimmed and cover all but white space; stories begin in
   order; every span of theirs lies within blocks of theirs, and no two bodies share a byte. */
#include <stdint.h>
#include <stdlib.h>

#include "base/text.h"
#include "page/block.h"
#include "page/encoding.h"
#include "story/story.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds)
{
    if (!holds)
        abort();
}

static void check_blocks(hearsay_text text, hearsay_spans blocks)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i <= blocks.count; i++) {
        uint32_t begin = i < blocks.count ? blocks.span[i].begin : (uint32_t)text.size;
        demand(at <= begin);
        demand(hs_span_empty(hs_text_trim(text, (hearsay_span){at, begin})));
        if (i == blocks.count)
            break;
        hearsay_span block = blocks.span[i], trimmed = hs_text_trim(text, block);
        demand(!hs_span_empty(block) && block.begin == trimmed.begin && block.end == trimmed.end);
        at = block.end;
    }
    demand(at <= text.size);
}

static uint32_t story_begin(const hearsay_story *story)
{
    uint32_t begin = story->body.count ? story->body.span[0].begin : UINT32_MAX;
    const hearsay_span parts[] = {story->headline, story->byline, story->dateline.span};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!hs_span_empty(parts[i]) && parts[i].begin < begin)
            begin = parts[i].begin;
    return begin;
}

static void check_story(hearsay_text text, const hearsay_story *story)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < story->body.count; i++) {
        hearsay_span piece = story->body.span[i];
        demand(at <= piece.begin && piece.begin < piece.end && piece.end <= text.size);
        demand(!hs_span_overlaps(piece, story->headline) &&
               !hs_span_overlaps(piece, story->dateline.span));
        at = piece.end;
    }
    demand(story->headline.end <= text.size && story->byline.end <= text.size);
    demand(story->dateline.span.end <= text.size);
}

static void check_stories(hearsay_text text, hearsay_spans blocks, struct hs_stories page)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < page.count; i++) {
        uint32_t begin = story_begin(&page.story[i]);
        demand(begin != UINT32_MAX && last <= begin);
        check_story(text, &page.story[i]);
        last = begin;
    }
    for (uint32_t i = 0; i < blocks.count; i++) {
        demand(page.role[i] <= HS_ROLE_RULE);
        demand(page.home[i] < page.count || page.home[i] == HEARSAY_NONE);
    }
}

static void read_page(struct hs_arena *arena, const struct hs_lexicon *lexicon, hearsay_text bytes)
{
    hearsay_text text;
    demand(hs_encoding_decode(arena, lexicon, bytes, NULL, &text, NULL) == HEARSAY_OK);
    hearsay_spans blocks = hs_blocks_find(arena, text);
    check_blocks(text, blocks);
    check_stories(text, blocks, hs_stories_find(arena, lexicon, text, blocks.span, blocks.count));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct hs_lexicon *lexicon;
    if (!lexicon)
        lexicon = hs_lexicon_new(LEXICON, NULL);
    demand(lexicon != NULL);
    jmp_buf recovery;
    struct hs_arena arena;
    hs_arena_init(&arena, (size_t)1 << 30, &recovery);
    if (setjmp(recovery) == 0)
        read_page(&arena, lexicon, (hearsay_text){(const char *)data, size});
    hs_arena_release(&arena);
    return 0;
}
