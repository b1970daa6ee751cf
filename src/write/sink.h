/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes on their way to the caller: gathered in a small buffer, handed on when it is full. After
   the caller has refused once nothing more is handed on. Numbers are written by hand: no locale. */
#ifndef HS_WRITE_SINK_H
#define HS_WRITE_SINK_H

#include "hearsay.h"

enum { HS_SINK_SIZE = 16 << 10 };

struct hs_sink {
    hearsay_sink *write;
    void *context;
    bool refused;
    size_t used;
    char buffer[HS_SINK_SIZE];
};

void hs_sink_init(struct hs_sink *sink, hearsay_sink *write, void *context);

/* Hands on what is left; false when the caller refused now or before. */
bool hs_sink_flush(struct hs_sink *sink);

void hs_sink_text(struct hs_sink *sink, hearsay_text text);
void hs_sink_string(struct hs_sink *sink, const char *string);
void hs_sink_number(struct hs_sink *sink, uint32_t number);

/* Three decimals; below 0 and not a number count as 0, above 1 as 1. */
void hs_sink_score(struct hs_sink *sink, float score);

#endif
