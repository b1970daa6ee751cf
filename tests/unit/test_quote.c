/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "language/quote.h"

static hearsay_span block[16];

static uint32_t lines_of(hearsay_text text)
{
    uint32_t count = 0, begin = 0;
    for (uint32_t at = 0; at <= text.size; at++) {
        if (at < text.size && text.data[at] != '\n')
            continue;
        block[count++] = (hearsay_span){begin, at};
        begin = at + 1;
    }
    return count;
}

/* The text, lines being blocks, has just these quotations: in brackets, parted by spaces, "+"
   before one that goes on, "-" after one that is not closed. */
static void quotes(const char *string, const char *wanted)
{
    hearsay_text text = text_of(string);
    struct hs_quotes quotes = hs_quotes_find(&memory, text, block, lines_of(text));
    char got[512] = "";
    for (uint32_t i = 0; i < quotes.count; i++) {
        const struct hs_quotation *quotation = &quotes.quotation[i];
        strcat(got, quotation->resumed ? "+[" : "[");
        hearsay_text slice = hs_text_slice(text, quotation->span);
        strncat(got, slice.data, slice.size);
        strcat(got, quotation->closed ? "]" : "]-");
    }
    ck_assert_str_eq(got, wanted);
}

START_TEST(curly_marks_open_and_close)
{
    quotes("He said “yes” and “no”.", "[“yes”][“no”]");
    quotes("Il a dit «oui» hier, « non » demain", "[«oui»][« non »]");
}
END_TEST

START_TEST(straight_marks_go_by_their_neighbours)
{
    quotes("\"Yes,\" he said. \"No.\"", "[\"Yes,\"][\"No.\"]");
    quotes("the (\"so-called\") state", "[\"so-called\"]");
    quotes("said-\"Yes\"-then", "[\"Yes\"]");
    quotes("he said:\"Yes, it is\" and left", "[\"Yes, it is\"]");
    quotes("he said \" yes \" twice", "[\" yes \"]");
}
END_TEST

START_TEST(a_quotation_left_open_ends_with_its_block)
{
    quotes("“We will go.\nHe left.\n“No,” she said.", "[“We will go.]-[“No,”]");
}
END_TEST

START_TEST(a_running_quotation_opens_every_paragraph_again)
{
    quotes("“One.\n“Two.\n“Three.” End", "[“One.]-+[“Two.]-+[“Three.”]");
    quotes("\"One.\n\"Two,\" he said", "[\"One.]-+[\"Two,\"]");
    quotes("‘One, he said.’\n“Two.”", "[‘One, he said.’][“Two.”]");
}
END_TEST

START_TEST(quotations_within_quotations_count_once)
{
    quotes("“He said ‘no’ to “us” then.” Yes", "[“He said ‘no’ to “us” then.”]");
    quotes("\"He said 'no' to us.\" Yes", "[\"He said 'no' to us.\"]");
    quotes("‘He said “no” to us,’ she said.", "[‘He said “no” to us,’]");
}
END_TEST

START_TEST(apostrophes_are_no_quotations)
{
    quotes("the workers' rights and Bush's plan", "");
    quotes("It’s the ’90s, he didn’t say, the workers’ plan", "");
    quotes("'tis the season in the '90s", "");
    quotes("O'Brien's 'friend", "");
}
END_TEST

START_TEST(single_marks_quote_in_british_papers)
{
    quotes("‘We won’t go,’ he said.", "[‘We won’t go,’]");
    quotes("the 'terrorists' of the plan", "['terrorists']");
    quotes("'We won't go,' he said. 'Never.'", "['We won't go,']['Never.']");
    quotes("‘The workers’ rights matter,’ he said.", "[‘The workers’ rights matter,’]");
}
END_TEST

START_TEST(inches_and_seconds_are_no_quotations)
{
    quotes("a 12\" pipe and 5'10\" men", "");
    quotes("He said \"I am 12\" then", "[\"I am 12\"]");
}
END_TEST

START_TEST(mixed_up_marks_are_read_by_their_neighbours)
{
    quotes("”We go,” he said.", "[”We go,”]");
    quotes("“We go,“ he said.", "[“We go,“]");
    quotes("„Wir gehen“, sagte er.", "[„Wir gehen“]");
    quotes("he left.” And so", "");
}
END_TEST

START_TEST(deep_nesting_is_bounded)
{
    quotes("“a “b “c “d “e “f g”", "[“a “b “c “d “e “f g”]-");
    quotes("\"", "[\"]-");
    quotes("", "");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        curly_marks_open_and_close,
        straight_marks_go_by_their_neighbours,
        a_quotation_left_open_ends_with_its_block,
        a_running_quotation_opens_every_paragraph_again,
        quotations_within_quotations_count_once,
        apostrophes_are_no_quotations,
        single_marks_quote_in_british_papers,
        inches_and_seconds_are_no_quotations,
        mixed_up_marks_are_read_by_their_neighbours,
        deep_nesting_is_bounded,
    };
    return run("quote", tests, sizeof tests / sizeof *tests);
}
