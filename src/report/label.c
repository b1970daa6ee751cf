/* SPDX-License-Identifier: Apache-2.0 */
/* The names of labels, from the lists of the public header. */
#include "hearsay.h"

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
