/* SPDX-License-Identifier: Apache-2.0 */
/* The public functions that open, read and write, and the one place where a reading that ran out of
   memory recovers. */
#include "hearsay.h"

#include <string.h>

#include "language/language.h"
#include "language/model.h"
#include "language/quote.h"
#include "lexicon/lexicon.h"
#include "meaning/statement.h"
#include "page/block.h"
#include "page/encoding.h"
#include "report/report.h"
#include "story/story.h"
#include "write/write.h"

/* What one document, or one page of it, may take of memory. */
static const size_t REPORT_LIMIT = (size_t)16 << 30;
static const size_t SCRATCH_LIMIT = (size_t)4 << 30;

static const char default_model[] = HEARSAY_DATA_FOLDER "/hearsay.model";
static const char default_lexicon[] = HEARSAY_DATA_FOLDER "/hearsay.lexicon";

struct hearsay {
    struct hs_arena arena; /* holds the engine itself */
    struct hs_lexicon *lexicon;
    struct hs_model *model;
};

/* ---- opening */

static void close_lexicon(void *engine)
{
    hs_lexicon_free(((hearsay *)engine)->lexicon);
}

/* What is open when a later step fails is given back with the arena. */
static hearsay_status open_files(hearsay *engine, const hearsay_options *options,
                                 hearsay_error *error)
{
    const char *model = options && options->model ? options->model : default_model;
    const char *lexicon = options && options->lexicon ? options->lexicon : default_lexicon;
    engine->model = hs_model_new(&engine->arena, model, error);
    if (!engine->model)
        return HEARSAY_BAD_MODEL;
    hs_arena_defer(&engine->arena, close_lexicon,
                   engine); /* first: what is mapped must not be lost */
    engine->lexicon = hs_lexicon_new(lexicon, error);
    return engine->lexicon ? HEARSAY_OK : HEARSAY_BAD_LEXICON;
}

hearsay *hearsay_open(const hearsay_options *options, hearsay_error *error)
{
    jmp_buf recovery;
    hearsay *volatile engine = NULL;
    if (setjmp(recovery)) {
        hearsay_close(engine);
        hs_fail(error, HEARSAY_NO_MEMORY, 0, "cannot open the engine: out of memory");
        return NULL;
    }
    struct hs_arena arena;
    hs_arena_init(&arena, REPORT_LIMIT, &recovery);
    engine = hs_arena_alloc(&arena, sizeof *engine);
    engine->arena = arena;
    if (open_files(engine, options, error) == HEARSAY_OK)
        return engine;
    hearsay_close(engine);
    return NULL;
}

void hearsay_close(hearsay *engine)
{
    if (!engine)
        return;
    struct hs_arena arena = engine->arena; /* the engine lies in it, and goes with it */
    hs_arena_release(&arena);
}

/* ---- reading */

/* What the caller says of a document, as UTF-8; missing stays missing. */
static hearsay_text given(hearsay_report *report, hearsay_text text)
{
    hearsay_text kept = {0};
    if (text.data)
        hs_encoding_decode(&report->arena, NULL, text, "utf-8", &kept, NULL);
    return kept;
}

static hearsay_status read_page(const hearsay *engine, const hearsay_source *source,
                                hearsay_report *report, hearsay_error *error)
{
    hearsay_document *document = &report->document;
    document->id = given(report, source->id);
    document->url = given(report, source->url);
    document->outlet = given(report, source->outlet);
    document->title = given(report, source->title);
    document->published = given(report, source->published);
    document->published_from = document->published.data ? HEARSAY_DATE_GIVEN : HEARSAY_DATE_NONE;
    hearsay_status status = hs_encoding_decode(&report->arena, engine->lexicon, source->bytes,
                                               source->charset, &document->text, error);
    if (status == HEARSAY_OK && !document->id.data)
        document->id = hs_report_hash(report);
    return status;
}

/* A document without a date takes that of its first dateline that has a whole one. */
static void date_document(hearsay_report *report)
{
    hearsay_document *document = &report->document;
    for (uint32_t i = 0; i < report->story_count && !document->published.data; i++) {
        hearsay_text date = report->story[i].dateline.date;
        if (!date.data || date.data[0] == 'X') /* no year */
            continue;
        document->published = date;
        document->published_from = HEARSAY_DATE_DATELINE;
    }
}

static void release_arena(void *arena)
{
    hs_arena_release(arena);
}

/* The network's pass over the text. Its activations go at once, or with the report where memory runs out on the way. */
static void read_language(const hearsay *engine, hearsay_report *report, hearsay_spans block)
{
    struct hs_arena *scratch = hs_arena_alloc(&report->arena, sizeof *scratch);
    hs_arena_init(scratch, SCRATCH_LIMIT, report->arena.recovery);
    hs_arena_defer(&report->arena, release_arena, scratch);
    hearsay_text text = report->document.text;
    struct hs_words words =
        hs_words_cut(&report->arena, engine->lexicon, text, block.span, block.count);
    struct hs_language *language = hs_arena_alloc(&report->arena, sizeof *language);
    *language =
        hs_language_read(&report->arena, engine->model, hs_scratch_new(scratch), text, words);
    hs_arena_release(scratch);
    report->language = language;
}

/* bytes - page - story - language - meaning: each room's rows are hung into the report. */
static hearsay_status read_document(const hearsay *engine, const hearsay_source *source,
                                    hearsay_report *report, hearsay_error *error)
{
    hearsay_status status = read_page(engine, source, report, error);
    if (status != HEARSAY_OK)
        return status;
    hearsay_text text = report->document.text;
    hearsay_spans block = hs_blocks_find(&report->arena, text);
    struct hs_stories stories =
        hs_stories_find(&report->arena, engine->lexicon, text, block.span, block.count);
    report->story = stories.story;
    report->story_count = stories.count;
    date_document(report);
    read_language(engine, report, block);
    struct hs_quotes quotes = hs_quotes_find(&report->arena, text, block.span, block.count);
    hs_statements_find(report, engine->lexicon, report->language, &quotes);
    return HEARSAY_OK;
}

hearsay_report *hearsay_read(const hearsay *engine, const hearsay_source *source,
                             hearsay_error *error)
{
    jmp_buf recovery;
    hearsay_report *volatile report = NULL;
    if (setjmp(recovery)) {
        hearsay_report_free(report);
        hs_fail(error, HEARSAY_NO_MEMORY, 0, "cannot read a document of %zu bytes: out of memory",
                source->bytes.size);
        return NULL;
    }
    report = hs_report_new(REPORT_LIMIT, &recovery);
    if (read_document(engine, source, report, error) != HEARSAY_OK) {
        hearsay_report_free(report);
        return NULL;
    }
    hs_report_seal(report);
    return report;
}

/* ---- writing */

static hearsay_status write_page(struct hs_sink *sink, const hearsay_report *report,
                                 const hearsay_layout *layout, hearsay_error *error)
{
    jmp_buf recovery;
    struct hs_arena scratch;
    hs_arena_init(&scratch, SCRATCH_LIMIT, &recovery);
    hearsay_status status = HEARSAY_OK;
    if (setjmp(recovery))
        status = hs_fail(error, HEARSAY_NO_MEMORY, 0, "cannot lay out a page: out of memory");
    else
        hs_page_write(sink, report, layout, &scratch);
    hs_arena_release(&scratch);
    return status;
}

hearsay_status hearsay_report_write(const hearsay_report *report, const char *format,
                                    const hearsay_layout *layout, hearsay_sink *sink, void *context,
                                    hearsay_error *error)
{
    struct hs_sink buffer;
    hs_sink_init(&buffer, sink, context);
    hearsay_status status = HEARSAY_OK;
    if (strcmp(format, "jsonl") == 0)
        hs_jsonl_write(&buffer, report);
    else if (strcmp(format, "csv") == 0)
        hs_csv_write(&buffer, report);
    else if (strcmp(format, "conllu") == 0)
        hs_conllu_write(&buffer, report);
    else if (strcmp(format, "page") == 0)
        status = write_page(&buffer, report, layout, error);
    else
        return hs_fail(error, HEARSAY_BAD_USAGE, 0, "unknown format '%s'", format);
    if (!hs_sink_flush(&buffer))
        return hs_fail(error, HEARSAY_WRITE_FAILED, 0, "cannot write a report: the sink refused");
    return status;
}
