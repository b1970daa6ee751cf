/* SPDX-License-Identifier: Apache-2.0 */
/* hearsay: reads news reports and writes down, as rows, who said what and on whose word.
   An engine is opened once and shared by threads; each report it reads owns its rows. */
#ifndef HEARSAY_H
#define HEARSAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HEARSAY_VERSION "0.1.0"

/* The number of a row that does not exist: a statement without a parent, for one. */
#define HEARSAY_NONE UINT32_MAX

/* An engine: a model and a lexicon, mapped read-only. Const once open; threads may share it. */
typedef struct hearsay hearsay;

/* What one document holds, as rows. Belongs to the caller until hearsay_report_free. */
typedef struct hearsay_report hearsay_report;

typedef enum hearsay_status {
    HEARSAY_OK,
    HEARSAY_NO_MEMORY,    /* memory ran out, or a stated limit was reached */
    HEARSAY_BAD_FILE,     /* a file cannot be opened, read or mapped */
    HEARSAY_BAD_MODEL,    /* not a model of this version, or a damaged one */
    HEARSAY_BAD_LEXICON,  /* likewise for the lexicon */
    HEARSAY_BAD_INPUT,    /* an input that breaks its own format, such as JSON cut short */
    HEARSAY_BAD_USAGE,    /* an unknown format name */
    HEARSAY_WRITE_FAILED, /* the sink refused bytes */
} hearsay_status;

/* What went wrong. `at` is a byte offset where one is known, else 0. */
typedef struct hearsay_error {
    hearsay_status status;
    uint64_t at;
    char message[512];
} hearsay_error;

/* UTF-8 bytes [begin, end) of a report's text. begin == end: there is none. */
typedef struct hearsay_span {
    uint32_t begin, end;
} hearsay_span;

/* Words in several pieces, in order, not touching. */
typedef struct hearsay_spans {
    const hearsay_span *span;
    uint32_t count;
} hearsay_spans;

/* Borrowed bytes: UTF-8 unless said otherwise, no NUL at the end, never freed by the holder. data == NULL: missing. */
typedef struct hearsay_text {
    const char *data;
    size_t size;
} hearsay_text;

/* Lists of labels, one place each: X(CONSTANT, "name as written in rows"). */
#define HEARSAY_ACTS(X)                                                                            \
    X(SAY, "say")                                                                                  \
    X(ASK, "ask")                                                                                  \
    X(DENY, "deny")                                                                                \
    X(CONFIRM, "confirm")                                                                          \
    X(ACCUSE, "accuse")                                                                            \
    X(WARN, "warn")                                                                                \
    X(PROMISE, "promise")                                                                          \
    X(DEMAND, "demand")                                                                            \
    X(PROPOSE, "propose")                                                                          \
    X(PRAISE, "praise")                                                                            \
    X(CONDEMN, "condemn")                                                                          \
    X(ESTIMATE, "estimate")                                                                        \
    X(BELIEVE, "believe")                                                                          \
    X(ANNOUNCE, "announce")                                                                        \
    X(REFUSE, "refuse")                                                                            \
    X(OTHER, "other")
#define HEARSAY_MODES(X)                                                                           \
    X(DIRECT, "direct")     /* all of the content within quotation marks */                        \
    X(MIXED, "mixed")       /* some of it */                                                       \
    X(INDIRECT, "indirect") /* none of it */
#define HEARSAY_POLARITIES(X)                                                                      \
    X(POSITIVE, "positive")                                                                        \
    X(NEGATIVE, "negative") /* "did not say that …" */
#define HEARSAY_STORY_KINDS(X)                                                                     \
    X(REPORT, "report")                                                                            \
    X(TEASER, "teaser")           /* points to another report, often cut short */                  \
    X(BOILERPLATE, "boilerplate") /* calls to readers, copyright lines */
#define HEARSAY_OCCASIONS(X)                                                                       \
    X(NONE, "")                                                                                    \
    X(PRESS_CONFERENCE, "press conference")                                                        \
    X(PHONE_CALL, "phone call")                                                                    \
    X(INTERVIEW, "interview")                                                                      \
    X(WRITTEN_STATEMENT, "written statement")                                                      \
    X(POST, "post")                                                                                \
    X(SPEECH, "speech")
#define HEARSAY_DATE_ORIGINS(X)                                                                    \
    X(NONE, "")                                                                                    \
    X(GIVEN, "given")       /* by the caller or the input record */                                \
    X(DATELINE, "dateline") /* read from the first dateline that has one */

typedef enum hearsay_act {
#define X(constant, name) HEARSAY_ACT_##constant,
    HEARSAY_ACTS(X)
#undef X
} hearsay_act;
typedef enum hearsay_mode {
#define X(constant, name) HEARSAY_MODE_##constant,
    HEARSAY_MODES(X)
#undef X
} hearsay_mode;
typedef enum hearsay_polarity {
#define X(constant, name) HEARSAY_POLARITY_##constant,
    HEARSAY_POLARITIES(X)
#undef X
} hearsay_polarity;
typedef enum hearsay_story_kind {
#define X(constant, name) HEARSAY_STORY_##constant,
    HEARSAY_STORY_KINDS(X)
#undef X
} hearsay_story_kind;
typedef enum hearsay_occasion {
#define X(constant, name) HEARSAY_OCCASION_##constant,
    HEARSAY_OCCASIONS(X)
#undef X
} hearsay_occasion;
typedef enum hearsay_date_origin {
#define X(constant, name) HEARSAY_DATE_##constant,
    HEARSAY_DATE_ORIGINS(X)
#undef X
} hearsay_date_origin;

/* The name a label is written with in rows. Never NULL. */
const char *hearsay_act_name(hearsay_act act);
const char *hearsay_mode_name(hearsay_mode mode);
const char *hearsay_polarity_name(hearsay_polarity polarity);
const char *hearsay_story_kind_name(hearsay_story_kind kind);
const char *hearsay_occasion_name(hearsay_occasion occasion);
const char *hearsay_date_origin_name(hearsay_date_origin origin);

/* The document itself. Missing texts have data == NULL. */
typedef struct hearsay_document {
    hearsay_text id;        /* as given, else 16 hexadecimal digits: XXH3 of the text */
    hearsay_text url;       /* as given */
    hearsay_text outlet;    /* as given */
    hearsay_text title;     /* as given */
    hearsay_text published; /* ISO 8601 */
    hearsay_date_origin published_from;
    hearsay_text text; /* UTF-8; every span of every row counts in it */
} hearsay_document;

/* "Moscow, SANA – " or "BEIRUT, Oct 15 (Reuters) - ". Parts that are not there have data == NULL. */
typedef struct hearsay_dateline {
    hearsay_text place, agency;
    hearsay_text date; /* ISO 8601; without a year "XXXX-10-15" */
    hearsay_span span; /* without the dash that ends it */
} hearsay_dateline;

/* One report on a page that may carry several. */
typedef struct hearsay_story {
    hearsay_span headline;
    hearsay_dateline dateline;
    hearsay_span byline;
    hearsay_spans body; /* from after the dateline to the last word of the report */
    hearsay_story_kind kind;
    bool truncated; /* ends in an ellipsis where the page cut it */
} hearsay_story;

/* An outlet that carries somebody's words to us. */
typedef struct hearsay_relay {
    hearsay_text name;
    hearsay_span span;
} hearsay_relay;

/* Somebody expresses something: says, denies, promises, warns, thinks, plans. */
typedef struct hearsay_statement {
    hearsay_spans source;  /* whose words; empty when nobody is mentioned */
    hearsay_spans cue;     /* the words that tell of the expressing */
    hearsay_spans content; /* what is expressed */
    hearsay_act act;
    hearsay_mode mode;
    hearsay_polarity polarity;
    hearsay_occasion occasion;
    uint32_t story;           /* the story it stands in */
    uint32_t parent;          /* the innermost statement whose content holds it, or HEARSAY_NONE */
    const hearsay_relay *via; /* outermost first */
    uint32_t via_count;
    float score; /* [0, 1] */
} hearsay_statement;

/* Where the files of the engine are. Zero means the default: where they were to be installed. */
typedef struct hearsay_options {
    const char *model;
    const char *lexicon;
} hearsay_options;

/* One document as it came. Texts that are missing have data == NULL. */
typedef struct hearsay_source {
    hearsay_text bytes;  /* any bytes at all, at most 256 MiB */
    const char *charset; /* declared encoding, or NULL */
    hearsay_text id, url, outlet, title, published;
} hearsay_source;

/* Opens model and lexicon and tests them once. NULL on failure, with the reason in *error, which may be NULL. Close with hearsay_close. */
hearsay *hearsay_open(const hearsay_options *options, hearsay_error *error);

/* Gives back an engine; NULL is allowed. Every report of it must be freed before. */
void hearsay_close(hearsay *engine);

/* Reads one document. NULL on failure; odd bytes are no failure. The report keeps nothing of `source`.
   Threads may call it at once with one engine. Free with hearsay_report_free. */
hearsay_report *hearsay_read(const hearsay *engine, const hearsay_source *source,
                             hearsay_error *error);

/* Gives back a report and every row and text of it; NULL is allowed. */
void hearsay_report_free(hearsay_report *report);

/* Rows, borrowed from the report until it is freed. A number must be below the count. */
const hearsay_document *hearsay_report_document(const hearsay_report *report);
uint32_t hearsay_story_count(const hearsay_report *report);
const hearsay_story *hearsay_story_at(const hearsay_report *report, uint32_t number);
uint32_t hearsay_statement_count(const hearsay_report *report);
const hearsay_statement *hearsay_statement_at(const hearsay_report *report, uint32_t number);

/* The words of a span, borrowed from the report. An empty text if the span leaves the text. */
hearsay_text hearsay_report_text(const hearsay_report *report, hearsay_span span);

/* Takes bytes as they are written; false stops the writing. */
typedef bool hearsay_sink(void *context, const char *data, size_t size);

/* How a page is laid out; zero in any field means the default. */
typedef struct hearsay_layout {
    uint32_t width; /* columns, 40 to 400; default 80 */
    bool colour;    /* ANSI colours */
} hearsay_layout;

/* Writes the rows: format "jsonl" (a line a document), "csv" (a line a statement, no header), "conllu"
   (words with tags and trees) or "page" (for eyes).
   `layout` may be NULL. HEARSAY_BAD_USAGE for another format, HEARSAY_WRITE_FAILED when the sink says false. */
hearsay_status hearsay_report_write(const hearsay_report *report, const char *format,
                                    const hearsay_layout *layout, hearsay_sink *sink, void *context,
                                    hearsay_error *error);

#endif
