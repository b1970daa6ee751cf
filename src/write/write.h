/* SPDX-License-Identifier: Apache-2.0 */
/* Reports as bytes, one writer a format. */
#ifndef HS_WRITE_WRITE_H
#define HS_WRITE_WRITE_H

#include "base/arena.h"
#include "write/sink.h"

/* One object on one line, fields as in hearsay-rows(5). */
void hs_jsonl_write(struct hs_sink *sink, const hearsay_report *report);

/* A line a statement, after RFC 4180; the header names the columns and stands before the first
   report. */
void hs_csv_write(struct hs_sink *sink, const hearsay_report *report);
hearsay_text hs_csv_header(void);

/* Words with tags, lemmas and trees. */
void hs_conllu_write(struct hs_sink *sink, const hearsay_report *report);

/* For eyes on a terminal. What it needs to know of the order of statements lies in `scratch`. */
void hs_page_write(struct hs_sink *sink, const hearsay_report *report, const hearsay_layout *layout,
                   struct hs_arena *scratch);

#endif
