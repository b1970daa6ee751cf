/* SPDX-License-Identifier: Apache-2.0 */
#include "scene.h"

#include "meaning/outlet.h"

static void put_range(struct written *out, struct hs_range range)
{
    const struct hs_word *word = scene_language.words.word;
    hearsay_text words =
        hs_text_slice(scene_language.text,
                      (hearsay_span){word[range.begin].span.begin, word[range.end - 1].span.end});
    rows_sink(out, words.data, words.size);
}

/* All outlets of a scene, "name (range)" each where the two differ, parted by commas. */
static void outlets_are(const char *marked, const char *wanted)
{
    scene_begin(marked);
    struct hs_scene scene = scene_now();
    struct hs_range all = {0, scene_language.words.count};
    struct hs_outlet outlet;
    struct written out = {0};
    rows_sink(&out, "", 0);
    for (uint32_t at = 0, found = 0; hs_outlet_next(&scene, all, &at, &outlet); found++) {
        rows_sink(&out, ", ", found ? 2 : 0);
        put_range(&out, outlet.name);
        if (outlet.name.begin == outlet.range.begin && outlet.name.end == outlet.range.end)
            continue;
        rows_sink(&out, " (", 2);
        put_range(&out, outlet.range);
        rows_sink(&out, ")", 1);
    }
    rows_expect(out.data, wanted);
    free(out.data);
}

START_TEST(agencies_are_known_by_name)
{
    outlets_are("Ana told/VERB Reuters/PROPN and Agence/PROPN France/PROPN Presse/PROPN so .",
                "Reuters, Agence France Presse");
}
END_TEST

START_TEST(small_letters_make_no_agency)
{
    outlets_are("the reuters of this time lie on a map", "");
    outlets_are("Map/NOUN of the town", "");
}
END_TEST

START_TEST(a_noun_makes_a_name_an_outlet)
{
    outlets_are("he told/VERB the newspaper/NOUN Den/PROPN so", "Den (newspaper Den)");
    outlets_are("he told/VERB the weekly/NOUN Red/PROPN Lantern/PROPN so",
                "Red Lantern (weekly Red Lantern)");
    outlets_are("on Syrian/ADJ state/NOUN television/NOUN he spoke", "Syrian state television");
}
END_TEST

START_TEST(a_noun_alone_names_nobody)
{
    outlets_are("he told/VERB the newspaper/NOUN so", "");
    outlets_are("the train left the station/NOUN", "");
    outlets_are("a railway/NOUN station/NOUN burned", "");
}
END_TEST

START_TEST(common_nouns_want_a_name)
{
    outlets_are("he told/VERB the Lark/PROPN channel/NOUN so", "Lark (Lark channel)");
    outlets_are("the shipping/NOUN channel/NOUN is shut", "");
}
END_TEST

START_TEST(parts_of_names_want_capitals)
{
    outlets_are("the Alder/PROPN Courier/PROPN wrote", "Alder Courier");
    outlets_are("an Alder/PROPN courier/NOUN rode", "");
    outlets_are("the Courier/PROPN wrote", "");
}
END_TEST

START_TEST(hyphens_belong_to_names)
{
    outlets_are("he told/VERB al/PROPN - Zahra/PROPN television/NOUN so",
                "al - Zahra (al - Zahra television)");
}
END_TEST

START_TEST(each_is_found_once)
{
    outlets_are("Radio/PROPN/radio Meridian/PROPN and Radio/PROPN/radio Zenda/PROPN said/VERB",
                "Radio Meridian, Radio Zenda");
}
END_TEST

START_TEST(nothing_outside_the_range_is_seen)
{
    scene_begin("Reuters/PROPN told/VERB Alder/PROPN Courier/PROPN so");
    struct hs_scene scene = scene_now();
    struct hs_outlet outlet;
    uint32_t at = 1;
    ck_assert(!hs_outlet_next(&scene, (struct hs_range){1, 3}, &at, &outlet));
    ck_assert_uint_eq(at, 3);
    at = 1;
    ck_assert(hs_outlet_next(&scene, (struct hs_range){1, 4}, &at, &outlet));
    ck_assert_uint_eq(outlet.range.begin, 2);
    ck_assert_uint_eq(at, 4);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        agencies_are_known_by_name, small_letters_make_no_agency, a_noun_makes_a_name_an_outlet,
        a_noun_alone_names_nobody,  common_nouns_want_a_name,     parts_of_names_want_capitals,
        hyphens_belong_to_names,    each_is_found_once,           nothing_outside_the_range_is_seen,
    };
    return run("outlet", tests, sizeof tests / sizeof *tests);
}
