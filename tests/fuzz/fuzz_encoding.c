/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes, under a label that their first byte chooses: the text is valid UTF-8, and UTF-8 comes
   through unchanged. */
#include <stdint.h>
#include <stdlib.h>

#include "base/text.h"
#include "page/encoding.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const label[] = {
    NULL,           "utf-8",     "utf-16",      "utf-16be",     "latin1",
    "windows-1251", "shift_jis", "iso-2022-jp", "euc-jp",       "gbk",
    "big5",         "euc-kr",    "koi8-u",      "windows-1258", "macintosh",
    "windows-874",  "\"cp1255 ", "iso-8859-16", "nonsense",     "",
};

static void demand(bool holds)
{
    if (!holds)
        abort();
}

/* By the decoder that the fuzzed one is not: hs_text_next gives U+FFFD, one byte wide, where UTF-8
   is bad. */
static void check_valid(hearsay_text text)
{
    for (size_t at = 0; at < text.size;) {
        size_t begin = at;
        uint32_t c = hs_text_next(text, &at);
        demand(c != 0xfffd || at - begin == 3);
        demand(c <= 0x10ffff && (c < 0xd800 || c > 0xdfff));
    }
}

static void check(struct hs_arena *arena, const struct hs_lexicon *lexicon, hearsay_text bytes,
                  const char *charset)
{
    hearsay_text text, again;
    demand(hs_encoding_decode(arena, lexicon, bytes, charset, &text, NULL) == HEARSAY_OK);
    check_valid(text);
    demand(text.size <= 4 * bytes.size);
    demand(hs_encoding_decode(arena, lexicon, text, NULL, &again, NULL) == HEARSAY_OK);
    bool marked = hs_text_starts(text, HS_TEXT("\xef\xbb\xbf"));
    demand(marked || hs_text_equal(text, again));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct hs_lexicon *lexicon;
    if (!lexicon)
        lexicon = hs_lexicon_new(LEXICON, NULL);
    demand(lexicon != NULL);
    if (size == 0)
        return 0;
    const char *charset = label[data[0] % (sizeof label / sizeof *label)];
    jmp_buf recovery;
    struct hs_arena arena;
    hs_arena_init(&arena, (size_t)1 << 30, &recovery);
    if (setjmp(recovery) == 0)
        check(&arena, lexicon, (hearsay_text){(const char *)data + 1, size - 1}, charset);
    hs_arena_release(&arena);
    return 0;
}
