/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include <stdio.h>

#include "story/dateline.h"

static struct hs_lexicon *open_lexicon(void)
{
    static struct hs_lexicon *lexicon;
    if (!lexicon)
        lexicon = hs_lexicon_new(LEXICON, NULL);
    ck_assert_ptr_nonnull(lexicon);
    return lexicon;
}

static void part_is(const char *name, hearsay_text part, const char *wanted)
{
    bool same = wanted ? part.data && hs_text_equal(part, text_of(wanted)) : !part.data;
    ck_assert_msg(same, "%s is '%.*s', should be '%s'", name, (int)part.size,
                  part.data ? part.data : "", wanted ? wanted : "(missing)");
}

static const char more[] = " They talked for two hours, and then said nothing.";

/* `string`: the dateline, then '^', what ends it, then '^', the start of the report. */
static void dateline_is(const char *string, const char *place, const char *agency, const char *date)
{
    char block[512];
    const char *first = strchr(string, '^'), *second = strchr(first + 1, '^');
    uint32_t span_end = (uint32_t)(first - string), begin = (uint32_t)(second - string) - 1;
    int size = snprintf(block, sizeof block, "%.*s%.*s%s%s", (int)span_end, string,
                        (int)(second - first - 1), first + 1, second + 1, second[1] ? more : "");
    struct hs_dateline dateline;
    hearsay_text text = {block, (size_t)size};
    hearsay_span whole = {0, (uint32_t)size};
    bool found = hs_dateline_read(&memory, open_lexicon(), text, whole, &dateline);
    ck_assert_msg(found, "no dateline in '%s'", block);
    part_is("place", dateline.row.place, place);
    part_is("agency", dateline.row.agency, agency);
    part_is("date", dateline.row.date, date);
    ck_assert_uint_eq(dateline.row.span.begin, 0);
    ck_assert_msg(dateline.row.span.end == span_end, "'%s' ends at %u", block,
                  dateline.row.span.end);
    ck_assert_msg(dateline.end == begin, "the report of '%s' begins at %u", block, dateline.end);
}

static void has_none(const char *string)
{
    struct hs_dateline dateline;
    hearsay_span block = {0, (uint32_t)strlen(string)};
    ck_assert_msg(!hs_dateline_read(&memory, open_lexicon(), text_of(string), block, &dateline),
                  "dateline in '%s'", string);
}

/* As it is, and at the start of a paragraph. */
static void no_dateline(const char *string)
{
    char block[512];
    snprintf(block, sizeof block, "%s%s", string, more);
    has_none(string);
    has_none(block);
}

START_TEST(place_and_agency_before_a_dash)
{
    dateline_is("Strelsau, SANA^ – ^Envoys met.", "Strelsau", "SANA", NULL);
    dateline_is("Damascus, SANA^- ^Envoys met.", "Damascus", "SANA", NULL);
    dateline_is("Tehran, IRNA^ -- ^Envoys met.", "Tehran", "IRNA", NULL);
    dateline_is("WASHINGTON (Reuters)^ - ^Envoys met.", "WASHINGTON", "Reuters", NULL);
}
END_TEST

START_TEST(an_agency_in_brackets)
{
    dateline_is("WASHINGTON (Reuters)^ - ^Envoys met.", "WASHINGTON", "Reuters", NULL);
    dateline_is("Washington (AFP)^ – ^Envoys met.", "Washington", "AFP", NULL);
    dateline_is("DAMASCUS/BEIRUT (Reuters)^ – ^Envoys met.", "DAMASCUS/BEIRUT", "Reuters", NULL);
    dateline_is("GENEVA (AFP/Reuters)^ - ^Envoys met.", "GENEVA", "AFP", NULL);
    dateline_is("Rio de Janeiro (AFP)^ - ^Envoys met.", "Rio de Janeiro", "AFP", NULL);
    dateline_is("Berlin (dpa)^ - ^Envoys met.", "Berlin", "dpa", NULL);
    dateline_is("ABOARD AIR FORCE ONE (AP)^ — ^The president", "ABOARD AIR FORCE ONE", "AP", NULL);
    dateline_is("KARACHI (Reuters)^: ^Envoys met.", "KARACHI", "Reuters", NULL);
}
END_TEST

START_TEST(an_agency_that_the_lexicon_does_not_know_needs_a_place_in_capitals)
{
    dateline_is("STRELSAU (Zenda Wire)^ - ^Envoys met.", "STRELSAU", "Zenda Wire", NULL);
    no_dateline("Strelsau (Zenda Wire) - Envoys met.");
    no_dateline("Sen. Rudolf Rassendyll (R-Zenda) — Announced on Monday");
    no_dateline("STRELSAU (12) - Envoys met.");
}
END_TEST

START_TEST(a_place_with_its_region)
{
    dateline_is("TEHRAN, Iran (AP)^ _ ^Envoys met.", "TEHRAN, Iran", "AP", NULL);
    dateline_is("ABUJA, Nigeria (AP)^ — ^Envoys met.", "ABUJA, Nigeria", "AP", NULL);
    dateline_is("BEDFORD, N.H. (AP)^ — ^Envoys met.", "BEDFORD, N.H.", "AP", NULL);
    dateline_is("SCRANTON, Pa.^ — ^Envoys met.", "SCRANTON, Pa.", NULL, NULL);
    dateline_is("RYE, N.H.^ - ^Envoys met.", "RYE, N.H.", NULL, NULL);
    dateline_is("ST. LOUIS^ — ^Envoys met.", "ST. LOUIS", NULL, NULL);
    dateline_is("PORT-AU-PRINCE, Haiti^ — ^Envoys met.", "PORT-AU-PRINCE, Haiti", NULL, NULL);
    dateline_is("N’DJAMENA, Chad (AP)^ — ^Envoys met.", "N’DJAMENA, Chad", "AP", NULL);
    dateline_is("McALLEN, Texas^ -- ^Envoys met.", "McALLEN, Texas", NULL, NULL);
}
END_TEST

START_TEST(a_date_in_any_order)
{
    dateline_is("BEIRUT, Oct 15 (Reuters)^ - ^Envoys met.", "BEIRUT", "Reuters", "XXXX-10-15");
    dateline_is("BEIRUT, Oct. 5, 2015 (AP)^ - ^Envoys met.", "BEIRUT", "AP", "2015-10-05");
    dateline_is("UNITED NATIONS, 14 October (UN News)^^", "UNITED NATIONS", "UN News",
                "XXXX-10-14");
    dateline_is("CAMBRIDGE, Mass., Dec. 11 (UPI)^ — ^Envoys met.", "CAMBRIDGE, Mass.", "UPI",
                "XXXX-12-11");
    dateline_is("Moscow. October 15. INTERFAX.COM^ - ^Envoys met.", "Moscow", "Interfax",
                "XXXX-10-15");
    dateline_is("MOSCOW, October 15. /TASS/^. ^Envoys met.", "MOSCOW", "TASS", "XXXX-10-15");
    dateline_is("MOSCOW, Thursday, Oct 15 (Reuters)^ - ^Envoys met.", "MOSCOW", "Reuters",
                "XXXX-10-15");
    dateline_is("GENEVA (15 October 2015)^ – ^Envoys met.", "GENEVA", NULL, "2015-10-15");
    dateline_is("Dec 29 (Reuters)^ - ^Envoys met.", NULL, "Reuters", "XXXX-12-29");
    dateline_is("15 October 2015^ – ^The Secretary-General", NULL, NULL, "2015-10-15");
    dateline_is("2015-10-15 (AFP)^ - ^Envoys met.", NULL, "AFP", "2015-10-15");
}
END_TEST

START_TEST(an_agency_alone)
{
    dateline_is("(CNN)^ — ^Envoys met.", NULL, "CNN", NULL);
    dateline_is("(CNN)^^Envoys met.", NULL, "CNN", NULL);
    dateline_is("Washington (CNN)^^Envoys met.", "Washington", "CNN", NULL);
    dateline_is("AFP^ - ^Envoys met.", NULL, "AFP", NULL);
}
END_TEST

START_TEST(capitals_alone_are_a_place)
{
    dateline_is("CAIRO^ — ^Envoys met.", "CAIRO", NULL, NULL);
    dateline_is("LOS ANGELES^ -- ^''The river is ours,'' he said.", "LOS ANGELES", NULL, NULL);
    dateline_is("WASHINGTON^—^The envoys met.", "WASHINGTON", NULL, NULL);
    dateline_is("CHARLESTON, S.C.^\u00a0— ^In the fall of 2007, envoys met.", "CHARLESTON, S.C.",
                NULL, NULL);
}
END_TEST

START_TEST(ordinary_sentences_have_none)
{
    no_dateline("Moscow – the capital – said nothing.");
    no_dateline("Moscow said - again - that envoys had met.");
    no_dateline("Tehran, Iran – the capital – was quiet.");
    no_dateline("In Moscow, Reuters – the news agency – said so.");
    no_dateline("The minister (Reuters) said so.");
    no_dateline("On Oct. 15 - the day of the vote - envoys met.");
    no_dateline("Jan. 6 – A mob broke in.");
    no_dateline("US-Russia talks go on.");
    no_dateline("ISIS – the group that took the town – was driven out.");
    no_dateline("");
    no_dateline("-");
    no_dateline("(");
    no_dateline("MOSCOW");
    has_none("BC-ZE--River,2nd Ld-Writethru,410");
}
END_TEST

START_TEST(words_that_open_a_report_are_no_places)
{
    no_dateline("EXCLUSIVE – Rudolf Rassendyll: do not trust the river.");
    no_dateline("UPDATE: 5/12 — The page has been changed.");
    no_dateline("GOP - Envoys met.");
    no_dateline("MONDAY - Envoys met.");
    no_dateline("RED HOUSES OUTNUMBER BLUE HOUSES FOR THE FIRST TIME - A count.");
    no_dateline("AP: Envoy sent money to the river board.");
    no_dateline("RASSENDYLL: We will not leave the river.");
}
END_TEST

START_TEST(a_block_that_only_looks_like_one_for_long_is_read_once)
{
    enum { SIZE = 1 << 20 };
    char *bytes = hs_arena_alloc(&memory, SIZE);
    struct hs_dateline dateline;
    for (const char *c = "-(A/.,\xc3"; *c; c++) {
        memset(bytes, *c, SIZE);
        ck_assert(!hs_dateline_read(&memory, open_lexicon(), (hearsay_text){bytes, SIZE},
                                    (hearsay_span){0, SIZE}, &dateline));
    }
}
END_TEST

START_TEST(an_agency_is_named_by_its_aliases)
{
    hearsay_text text = HS_TEXT("SPUTNIK news agency");
    part_is("name", hs_dateline_agency(open_lexicon(), text, (hearsay_span){0, 19}), "Sputnik");
    part_is("name", hs_dateline_agency(open_lexicon(), text, (hearsay_span){8, 19}), NULL);
}
END_TEST

int main(void)
{
    const TTest *const test[] = {
        place_and_agency_before_a_dash,
        an_agency_in_brackets,
        an_agency_that_the_lexicon_does_not_know_needs_a_place_in_capitals,
        a_place_with_its_region,
        a_date_in_any_order,
        an_agency_alone,
        capitals_alone_are_a_place,
        ordinary_sentences_have_none,
        words_that_open_a_report_are_no_places,
        a_block_that_only_looks_like_one_for_long_is_read_once,
        an_agency_is_named_by_its_aliases,
    };
    return run("dateline", test, sizeof test / sizeof *test);
}
