/* SPDX-License-Identifier: Apache-2.0 */
/* Labels by the names that tables give them; the lists are in the public header. */
#ifndef HS_REPORT_LABEL_H
#define HS_REPORT_LABEL_H

#include "hearsay.h"

/* The label of that name in *label; false, and *label unchanged, where there is none. */
bool hs_act_parse(hearsay_text name, hearsay_act *label);
bool hs_occasion_parse(hearsay_text name, hearsay_occasion *label);

#endif
