/* SPDX-License-Identifier: Apache-2.0 */
/* The names of labels, from the lists of the public header. */
#include "report/label.h"

#include <string.h>

#define X(constant, name) name,
static const char *const act_names[] = {HEARSAY_ACTS(X)};
static const char *const mode_names[] = {HEARSAY_MODES(X)};
static const char *const polarity_names[] = {HEARSAY_POLARITIES(X)};
static const char *const story_kind_names[] = {HEARSAY_STORY_KINDS(X)};
static const char *const occasion_names[] = {HEARSAY_OCCASIONS(X)};
static const char *const date_origin_names[] = {HEARSAY_DATE_ORIGINS(X)};
#undef X

#define PICK(list, number) ((size_t)(number) < sizeof(list) / sizeof *(list) ? (list)[number] : "")

const char *hearsay_act_name(hearsay_act act)
{
    return PICK(act_names, act);
}

const char *hearsay_mode_name(hearsay_mode mode)
{
    return PICK(mode_names, mode);
}

const char *hearsay_polarity_name(hearsay_polarity polarity)
{
    return PICK(polarity_names, polarity);
}

const char *hearsay_story_kind_name(hearsay_story_kind kind)
{
    return PICK(story_kind_names, kind);
}

const char *hearsay_occasion_name(hearsay_occasion occasion)
{
    return PICK(occasion_names, occasion);
}

const char *hearsay_date_origin_name(hearsay_date_origin origin)
{
    return PICK(date_origin_names, origin);
}

/* The place of a name in a list of `count`, or `count`. */
static size_t find(const char *const *list, size_t count, hearsay_text name)
{
    size_t n = 0;
    while (n < count &&
           (strlen(list[n]) != name.size || memcmp(list[n], name.data, name.size) != 0))
        n++;
    return n;
}

bool hs_act_parse(hearsay_text name, hearsay_act *label)
{
    size_t count = sizeof act_names / sizeof *act_names, n = find(act_names, count, name);
    if (n < count)
        *label = (hearsay_act)n;
    return n < count;
}

bool hs_occasion_parse(hearsay_text name, hearsay_occasion *label)
{
    size_t count = sizeof occasion_names / sizeof *occasion_names,
           n = find(occasion_names, count, name);
    if (n < count)
        *label = (hearsay_occasion)n;
    return n < count;
}
