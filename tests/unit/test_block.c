/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "page/block.h"

static void blocks_are(const char *string, size_t count, const char *const *wanted)
{
    hearsay_text text = text_of(string);
    hearsay_spans blocks = hs_blocks_find(&memory, text);
    ck_assert_uint_eq(blocks.count, count);
    for (size_t i = 0; i < count; i++) {
        hearsay_text block = hs_text_slice(text, blocks.span[i]);
        ck_assert_msg(hs_text_equal(block, text_of(wanted[i])), "block %zu is '%.*s'", i,
                      (int)block.size, block.data);
    }
}

#define BLOCKS(string, ...)                                                                        \
    blocks_are(string, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *),                \
               (const char *const[]){__VA_ARGS__})

START_TEST(a_line_that_holds_something_is_a_block)
{
    BLOCKS("One\n\n  two\t\n \nthree", "One", "two", "three");
    blocks_are("", 0, NULL);
    blocks_are(" \n\r\n\u00a0\u200b\n", 0, NULL);
}
END_TEST

START_TEST(every_kind_of_line_end_parts_blocks)
{
    BLOCKS("a\r\nb\rc\nd\fe\vf\u2028g\u2029h\xc2\x85"
           "i",
           "a", "b", "c", "d", "e", "f", "g", "h", "i");
    BLOCKS("é\u2027\u202a—è", "é\u2027\u202a—è"); /* neighbours of U+2028 */
}
END_TEST

/* Old wire copy: indented paragraphs, no blank lines between them, broken near column 64. */
static const char wire[] = "BC-Ruritania-Talks, 1st Ld-Writethru\n"
                           "Talks on Ruritanian border resume after two weeks of silence\n"
                           "   STRELSAU, Ruritania (AP) _ Envoys of Ruritania and its southern\n"
                           "neighbor sat down on Thursday for the first time in two weeks,\n"
                           "with both sides saying that they expected little.\n"
                           "   ``We are here to listen,'' said the head of the delegation, Rudolf\n"
                           "Rassendyll. He declined to say for how long.\n"
                           "   The river has been closed to barges since the spring, when a\n"
                           "patrol boat sank near the bridge.\n";

START_TEST(indented_wire_copy_is_unwrapped_to_its_paragraphs)
{
    hearsay_text text = text_of(wire);
    hearsay_spans blocks = hs_blocks_find(&memory, text);
    ck_assert_uint_eq(blocks.count, 5);
    ck_assert(hs_text_starts(hs_text_slice(text, blocks.span[2]), HS_TEXT("STRELSAU")));
    ck_assert(hs_text_starts(hs_text_slice(text, blocks.span[3]), HS_TEXT("``We are")));
    ck_assert(hs_text_starts(hs_text_slice(text, blocks.span[4]), HS_TEXT("The river")));
    ck_assert_uint_eq(blocks.span[4].end, text.size - 1);
}
END_TEST

/* Mail: blank lines between paragraphs, CR LF, broken at 72. */
static const char mail[] =
    "From: newsroom@example.org\r\n"
    "Subject: Harbour closed\r\n"
    "\r\n"
    "The harbour of Strelsau was closed on Monday after a ferry ran aground\r\n"
    "at its mouth, the Harbour Office said in a statement that it sent to\r\n"
    "news agencies. Nobody was hurt.\r\n"
    "\r\n"
    "A spokesman for the Harbour Office said that the ferry, the Black Michael,\r\n"
    "had lost its rudder in heavy seas. \"We hope to have it off the bar by\r\n"
    "Wednesday,\" he said. He added that divers would go down in the\r\n"
    "morning.\r\n";

START_TEST(mail_is_unwrapped_up_to_the_blank_line)
{
    hearsay_text text = text_of(mail);
    hearsay_spans blocks = hs_blocks_find(&memory, text);
    ck_assert_uint_eq(blocks.count, 4);
    ck_assert(hs_text_starts(hs_text_slice(text, blocks.span[2]), HS_TEXT("The harbour")));
    ck_assert(hs_text_starts(hs_text_slice(text, blocks.span[3]), HS_TEXT("A spokesman")));
    ck_assert_uint_eq(blocks.span[3].end, text.size - 2);
}
END_TEST

START_TEST(a_list_of_headlines_is_not_unwrapped)
{
    BLOCKS("Ruritania closes its southern border to barges for the winter\n"
           "Harbour Office denies that the ferry had been overloaded on Monday\n"
           "Talks on the river resume after two weeks of silence in Strelsau\n"
           "King to open the parliament on Thursday, the palace tells reporters\n"
           "Envoys of both sides leave for the capital without a word to press",
           "Ruritania closes its southern border to barges for the winter",
           "Harbour Office denies that the ferry had been overloaded on Monday",
           "Talks on the river resume after two weeks of silence in Strelsau",
           "King to open the parliament on Thursday, the palace tells reporters",
           "Envoys of both sides leave for the capital without a word to press");
}
END_TEST

START_TEST(short_paragraphs_a_line_each_are_not_unwrapped)
{
    BLOCKS("The minister spoke for an hour on Monday about the dam.\n"
           "Nobody in the hall had a question for him when he was done.\n"
           "He left by the back door, and his car was seen at the bridge.\n"
           "The ministry gave no reason for the early end of the evening.",
           "The minister spoke for an hour on Monday about the dam.",
           "Nobody in the hall had a question for him when he was done.",
           "He left by the back door, and his car was seen at the bridge.",
           "The ministry gave no reason for the early end of the evening.");
}
END_TEST

START_TEST(the_last_character_is_looked_for_before_closing_marks)
{
    hearsay_text text = text_of("He said “no.”)");
    ck_assert_uint_eq(hs_block_last(text, (hearsay_span){0, (uint32_t)text.size}), '.');
    ck_assert(hs_block_ends_sentence(text, (hearsay_span){0, (uint32_t)text.size}));
    ck_assert(!hs_block_ends_sentence(text, (hearsay_span){0, 7}));
    ck_assert_uint_eq(hs_block_last(text_of("”"), (hearsay_span){0, 3}), 0);
}
END_TEST

static uint32_t count_of(const char *unit, size_t times)
{
    size_t size = strlen(unit);
    char *string = hs_arena_alloc(&memory, size * times);
    for (size_t i = 0; i < times; i++)
        memcpy(string + i * size, unit, size);
    return hs_blocks_find(&memory, (hearsay_text){string, size * times}).count;
}

START_TEST(large_inputs_take_linear_time)
{
    ck_assert_uint_eq(count_of("\n", 1000000), 0);
    ck_assert_uint_eq(count_of("-", 1000000), 1);
    ck_assert_uint_eq(count_of("a\n", 1000000), 1000000);
    ck_assert_uint_eq(count_of("word ", 10 << 20), 1);
    ck_assert_uint_eq(count_of(" ", 50 << 20), 0);
    ck_assert_uint_eq(count_of("\r", 1000000), 0);
}
END_TEST

int main(void)
{
    const TTest *const test[] = {
        a_line_that_holds_something_is_a_block,
        every_kind_of_line_end_parts_blocks,
        indented_wire_copy_is_unwrapped_to_its_paragraphs,
        mail_is_unwrapped_up_to_the_blank_line,
        a_list_of_headlines_is_not_unwrapped,
        short_paragraphs_a_line_each_are_not_unwrapped,
        the_last_character_is_looked_for_before_closing_marks,
        large_inputs_take_linear_time,
    };
    return run("block", test, sizeof test / sizeof *test);
}
