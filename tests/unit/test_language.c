/* SPDX-License-Identifier: Apache-2.0 */
#include "model_file.h"

#include "unit.h"

#include "language/encoder.h"
#include "language/language.h"

static const struct hs_model *model;
static struct hs_scratch *scratch;

/* Numbers at random in the network: what it says is nonsense, but must hang together. */
static void open_model(void)
{
    struct model_file file = model_whole();
    char path[64];
    hearsay_error error = {0};
    model = model_open(&memory, &file, path, &error);
    ck_assert_msg(model != NULL, "%s", error.message);
    free(file.data);
    scratch = hs_scratch_new(&memory);
}

/* Words between single spaces; `paragraph` 0 for one paragraph, else one every so many words. */
static struct hs_words words_of(hearsay_text text, uint32_t paragraph)
{
    struct hs_words words = {hs_arena_array(&memory, text.size + 1, sizeof *words.word), 0};
    for (uint32_t at = 0; at < text.size;) {
        uint32_t begin = at;
        while (at < text.size && text.data[at] != ' ')
            at++;
        words.word[words.count] = (struct hs_word){.span = {begin, at}, .shape = HS_CASE_LOWER};
        words.word[words.count].paragraph =
            words.count == 0 || (paragraph && words.count % paragraph == 0);
        words.word[words.count].quoted = words.count % 7 < 3;
        words.count++;
        at++;
    }
    return words;
}

static hearsay_text repeated(const char *text, uint32_t times)
{
    size_t size = strlen(text);
    char *all = hs_arena_alloc(&memory, times * size);
    for (uint32_t i = 0; i < times; i++)
        memcpy(all + i * size, text, size);
    return (hearsay_text){all, times * size - 1}; /* without the last space */
}

/* Every sentence has one root, and its words hang on it. */
static void trees_hang_together(const struct hs_language *language)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < language->sentence_count; i++) {
        struct hs_range range = language->sentence[i];
        uint32_t roots = 0;
        ck_assert_uint_eq(range.begin, at);
        ck_assert_uint_lt(range.begin, range.end);
        for (uint32_t n = range.begin; n < range.end; n++) {
            ck_assert(language->tag[n].head >= range.begin && language->tag[n].head < range.end);
            roots += language->tag[n].head == n;
        }
        ck_assert_uint_eq(roots, 1);
        at = range.end;
    }
    ck_assert_uint_eq(at, language->words.count);
}

static void labels_are_known(const struct hs_language *language)
{
    for (uint32_t n = 0; n < language->words.count; n++) {
        ck_assert_uint_lt(language->tag[n].upos, model->upos_names.count);
        ck_assert_uint_lt(language->tag[n].xpos, model->xpos_names.count);
        ck_assert_uint_lt(language->tag[n].relation, model->relation_names.count);
        ck_assert_ptr_nonnull(language->tag[n].lemma.data);
        ck_assert(hs_language_relation(language, n).size > 0);
    }
}

static void ranges_are_in_order(const struct hs_language *language, struct hs_ranges ranges)
{
    for (uint32_t i = 0; i < ranges.count; i++) {
        ck_assert_uint_lt(ranges.range[i].begin, ranges.range[i].end);
        ck_assert_uint_le(ranges.range[i].end, language->words.count);
        ck_assert(i == 0 || ranges.range[i - 1].end <= ranges.range[i].begin);
    }
}

static void cues_are_in_order(const struct hs_language *language)
{
    for (uint32_t i = 0; i < language->cue_count; i++) {
        const struct hs_cue *cue = &language->cue[i];
        ck_assert_uint_lt(cue->range.begin, cue->range.end);
        ck_assert(cue->score >= 0 && cue->score <= 1);
        ck_assert(i == 0 || cue[-1].range.begin < cue->range.begin);
        ranges_are_in_order(language, cue->source);
        ranges_are_in_order(language, cue->content);
    }
}

static struct hs_language read_text(hearsay_text text, uint32_t paragraph)
{
    struct hs_language language =
        hs_language_read(&memory, model, scratch, text, words_of(text, paragraph));
    trees_hang_together(&language);
    labels_are_known(&language);
    cues_are_in_order(&language);
    return language;
}

START_TEST(no_words)
{
    open_model();
    struct hs_language language = read_text(HS_TEXT(""), 0);
    ck_assert_uint_eq(language.sentence_count, 0);
    ck_assert_uint_eq(language.cue_count, 0);
}
END_TEST

START_TEST(texts_of_many_lengths)
{
    open_model();
    for (uint32_t times = 1; times < 30; times = times * 3 / 2 + 1)
        read_text(repeated("the minister said that he went home . ", times), times % 2 ? 23 : 0);
}
END_TEST

START_TEST(paragraphs_begin_sentences)
{
    open_model();
    struct hs_language language = read_text(repeated("he said . ", 60), 9);
    uint32_t at = 0;
    for (uint32_t n = 0; n < language.words.count; n++) {
        if (!language.words.word[n].paragraph)
            continue;
        while (at < language.sentence_count && language.sentence[at].begin < n)
            at++;
        ck_assert(at < language.sentence_count && language.sentence[at].begin == n);
    }
}
END_TEST

START_TEST(words_of_many_pieces_and_none_known)
{
    open_model();
    read_text(repeated("ministersssssssssssssss xyzzy saidsaid ", 30), 0);
    read_text(repeated("ssssssssssssssss ", 60), 1);
}
END_TEST

/* Whether two readings agree in all but memory. */
static void readings_agree(const struct hs_language *a, const struct hs_language *b)
{
    ck_assert_uint_eq(a->cue_count, b->cue_count);
    for (uint32_t n = 0; n < a->words.count; n++) {
        ck_assert_uint_eq(a->tag[n].head, b->tag[n].head);
        ck_assert_uint_eq(a->tag[n].xpos, b->tag[n].xpos);
        ck_assert_uint_eq(a->tag[n].relation, b->tag[n].relation);
    }
    for (uint32_t i = 0; i < a->cue_count; i++) {
        ck_assert_uint_eq(a->cue[i].range.begin, b->cue[i].range.begin);
        ck_assert_uint_eq(a->cue[i].content.count, b->cue[i].content.count);
        ck_assert_float_eq(a->cue[i].score, b->cue[i].score);
    }
}

START_TEST(a_text_reads_the_same_whatever_was_read_before)
{
    open_model();
    hearsay_text text = repeated("she said , the minister went out . ", 27);
    struct hs_language first = read_text(text, 40);
    read_text(repeated("home home said that . ", 9), 0);
    struct hs_language second = read_text(text, 40);
    readings_agree(&first, &second);
    scratch = hs_scratch_new(&memory);
    struct hs_language third = read_text(text, 40);
    readings_agree(&first, &third);
}
END_TEST

START_TEST(windows_cover_words_once_and_fit)
{
    open_model();
    struct hs_batch batch;
    hs_batch_init(&batch, &memory);
    for (uint32_t paragraph = 0; paragraph < 200; paragraph += 37) {
        hearsay_text text = repeated("the ministerssss said . ", 400);
        struct hs_words words = words_of(text, paragraph);
        struct hs_pieces pieces = hs_pieces_cut(&memory, model->vocabulary, text, words);
        uint32_t at = 0;
        for (uint32_t begin = 0; begin < words.count;) {
            begin = hs_batch_fill(&batch, words, &pieces, begin);
            ck_assert_uint_gt(batch.window_count, 0);
            ck_assert_uint_le(batch.piece_count, HS_BATCH_PIECES);
            for (uint32_t i = 0; i < batch.window_count; i++) {
                ck_assert_uint_eq(batch.window[i].begin, at);
                ck_assert_uint_le(batch.window[i].left, at);
                ck_assert_uint_le(batch.window[i].size, HS_WINDOW_PIECES);
                at = batch.window[i].end;
            }
            ck_assert_uint_eq(at, begin);
        }
        ck_assert_uint_eq(at, words.count);
    }
}
END_TEST

START_TEST(lemmas_come_from_the_table_or_a_rule)
{
    open_model();
    struct hs_language language = read_text(HS_TEXT("he went home"), 0);
    for (uint32_t n = 0; n < 3; n++) {
        const struct hs_tag *tag = &language.tag[n];
        if (hs_text_equal(hs_language_xpos(&language, n), HS_TEXT("VBD")) && n == 1)
            ck_assert(hs_text_equal(tag->lemma, HS_TEXT("go")));
        ck_assert_uint_gt(tag->lemma.size, 0);
    }
}
END_TEST

int main(void)
{
    const TTest *const test[] = {
        no_words,
        texts_of_many_lengths,
        paragraphs_begin_sentences,
        words_of_many_pieces_and_none_known,
        a_text_reads_the_same_whatever_was_read_before,
        windows_cover_words_once_and_fit,
        lemmas_come_from_the_table_or_a_rule,
    };
    return run("language", test, sizeof test / sizeof *test);
}
