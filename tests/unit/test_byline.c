/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "story/byline.h"

static struct hs_byline byline_of(const char *string)
{
    static struct hs_lexicon *lexicon;
    if (!lexicon)
        lexicon = hs_lexicon_new(LEXICON, NULL);
    ck_assert_ptr_nonnull(lexicon);
    return hs_byline_read(lexicon, text_of(string), (hearsay_span){0, (uint32_t)strlen(string)});
}

static void kind_is(enum hs_byline_kind kind, const char *string)
{
    ck_assert_msg(byline_of(string).kind == kind, "'%s' is %d", string, byline_of(string).kind);
}

START_TEST(by_and_names)
{
    kind_is(HS_BYLINE_HEAD, "By John Smith");
    kind_is(HS_BYLINE_HEAD, "By John Smith and Jane Doe");
    kind_is(HS_BYLINE_HEAD, "BY JOHN SMITH");
    kind_is(HS_BYLINE_HEAD, "By MATTHEW HOPE, Associated Press");
    kind_is(HS_BYLINE_HEAD, "By Jan van der Berg in Zenda and Staff Reporters");
    kind_is(HS_BYLINE_HEAD, "By John Smith | Oct. 15, 2015");
    kind_is(HS_BYLINE_HEAD, "By: Étienne Dupont");
    kind_is(HS_BYLINE_HEAD, "ZENDA | By John Smith");
    kind_is(HS_BYLINE_HEAD, "Associated Press");
}
END_TEST

START_TEST(by_and_something_else)
{
    kind_is(HS_BYLINE_NOT, "By Tuesday, talks had failed");
    kind_is(HS_BYLINE_NOT, "By Tuesday");
    kind_is(HS_BYLINE_NOT, "By the river they sat down and talked");
    kind_is(HS_BYLINE_NOT, "By Jove, the king said");
    kind_is(HS_BYLINE_NOT, "By");
    kind_is(HS_BYLINE_NOT, "Byron Smith");
}
END_TEST

START_TEST(the_agency_of_a_byline)
{
    ck_assert(hs_text_equal(byline_of("By John Smith | Reuters").agency, HS_TEXT("Reuters")));
    ck_assert(hs_text_equal(byline_of("By JOHN SMITH, Associated Press").agency, HS_TEXT("AP")));
    ck_assert(hs_text_equal(byline_of("By Reuters").agency, HS_TEXT("Reuters")));
    ck_assert_ptr_null(byline_of("By John Smith").agency.data);
}
END_TEST

START_TEST(credits_at_the_foot)
{
    kind_is(HS_BYLINE_CREDIT, "(Reporting by John Smith in Zenda; Editing by Jane Doe)");
    kind_is(HS_BYLINE_CREDIT,
            "Reporting by John Smith; Writing by Jane Doe; Editing by A. B. Hope.");
    kind_is(HS_BYLINE_CREDIT, "--additional reporting by Jane Doe.");
    kind_is(HS_BYLINE_CREDIT, "Contributing: Jane Doe, Zenda News Service.");
    kind_is(HS_BYLINE_NOT, "Reporting by the agency found that nobody had been to the river.");
    kind_is(HS_BYLINE_NOT,
            "Reporting by Reuters found that nobody had been to the river that day.");
}
END_TEST

START_TEST(names_and_what_they_did)
{
    kind_is(HS_BYLINE_FOOT, "Smith reported from Zenda.");
    kind_is(
        HS_BYLINE_FOOT,
        "Associated Press writers Jane Doe in Zenda and John Smith contributed to this report.");
    kind_is(HS_BYLINE_NOT, "Smith reported from Zenda that the river was closed.");
    kind_is(HS_BYLINE_NOT, "The envoys who reported from Zenda were silent.");
}
END_TEST

START_TEST(initials_with_slashes)
{
    kind_is(HS_BYLINE_FOOT, "A. Nasser/ H. Omar");
    kind_is(HS_BYLINE_FOOT, "R. Haddad / H. Omar / Karim");
    kind_is(HS_BYLINE_FOOT, "M.N./ Barry");
    kind_is(HS_BYLINE_NOT, "Read/write");
    kind_is(HS_BYLINE_NOT, "http://example.org/");
    kind_is(HS_BYLINE_NOT, "15/10");
    kind_is(HS_BYLINE_NOT, "/");
}
END_TEST

START_TEST(a_signature_after_a_dash)
{
    kind_is(HS_BYLINE_FOOT, "— John Smith");
    kind_is(HS_BYLINE_FOOT, "-Jane Doe, Zenda.");
    kind_is(HS_BYLINE_NOT, "— not a name");
    kind_is(HS_BYLINE_NOT, "— Zenda");
    kind_is(HS_BYLINE_NOT, "-----");
}
END_TEST

int main(void)
{
    const TTest *const test[] = {
        by_and_names,
        by_and_something_else,
        the_agency_of_a_byline,
        credits_at_the_foot,
        names_and_what_they_did,
        initials_with_slashes,
        a_signature_after_a_dash,
    };
    return run("byline", test, sizeof test / sizeof *test);
}
