/* SPDX-License-Identifier: Apache-2.0 */
/* CSV after RFC 4180: a line a statement. Texts of several pieces are joined by " … ", lists by
   ";", spans are "begin-end" in bytes of the document's text. A NUL, which many readers of CSV stop
   at, becomes U+FFFD. */
#include "base/text.h"
#include "write/write.h"

static bool needs_quotes(hearsay_text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (memchr("\",\r\n", text.data[i], 4))
            return true;
    return false;
}

/* A piece of a field within quotation marks, which are doubled. */
static void put_inside(struct hs_sink *sink, hearsay_text text)
{
    if (!text.size)
        return;
    size_t begin = 0;
    for (size_t at = 0; at < text.size; at++) {
        if (text.data[at] != '"' && text.data[at] != '\0')
            continue;
        hs_sink_text(sink, (hearsay_text){text.data + begin, at - begin});
        hs_sink_string(sink, text.data[at] ? "\"\"" : "\xef\xbf\xbd");
        begin = at + 1;
    }
    hs_sink_text(sink, (hearsay_text){text.data + begin, text.size - begin});
}

static void put_text(struct hs_sink *sink, hearsay_text text)
{
    const char *mark = needs_quotes(text) ? "\"" : "";
    hs_sink_string(sink, mark);
    put_inside(sink, text);
    hs_sink_string(sink, mark);
}

static void put_words(struct hs_sink *sink, const hearsay_report *report, hearsay_spans spans)
{
    bool quotes = false;
    for (uint32_t i = 0; i < spans.count; i++)
        quotes |= needs_quotes(hearsay_report_text(report, spans.span[i]));
    hs_sink_string(sink, quotes ? ",\"" : ",");
    for (uint32_t i = 0; i < spans.count; i++) {
        hs_sink_string(sink, i ? " … " : "");
        put_inside(sink, hearsay_report_text(report, spans.span[i]));
    }
    hs_sink_string(sink, quotes ? "\"" : "");
}

static void put_spans(struct hs_sink *sink, hearsay_spans spans)
{
    hs_sink_text(sink, HS_TEXT(","));
    for (uint32_t i = 0; i < spans.count; i++) {
        hs_sink_string(sink, i ? ";" : "");
        hs_sink_number(sink, spans.span[i].begin);
        hs_sink_text(sink, HS_TEXT("-"));
        hs_sink_number(sink, spans.span[i].end);
    }
}

static void put_relays(struct hs_sink *sink, const hearsay_relay *via, uint32_t count)
{
    bool quotes = false;
    for (uint32_t i = 0; i < count; i++)
        quotes |= needs_quotes(via[i].name);
    hs_sink_string(sink, quotes ? ",\"" : ",");
    for (uint32_t i = 0; i < count; i++) {
        hs_sink_string(sink, i ? ";" : "");
        put_inside(sink, via[i].name);
    }
    hs_sink_string(sink, quotes ? "\"" : "");
}

static void put_label(struct hs_sink *sink, const char *name)
{
    hs_sink_text(sink, HS_TEXT(","));
    hs_sink_string(sink, name);
}

/* A row's number after `prefix`; nothing for no row. */
static void put_row(struct hs_sink *sink, const char *prefix, uint32_t number)
{
    hs_sink_text(sink, HS_TEXT(","));
    if (number == HEARSAY_NONE)
        return;
    hs_sink_string(sink, prefix);
    hs_sink_number(sink, number);
}

static void put_statement(struct hs_sink *sink, const hearsay_report *report, uint32_t number)
{
    const hearsay_statement *statement = hearsay_statement_at(report, number);
    uint32_t parent = statement->parent;
    put_text(sink, hearsay_report_document(report)->id);
    put_row(sink, "s", number + 1);
    put_row(sink, "", statement->story);
    put_row(sink, "s", parent == HEARSAY_NONE ? parent : parent + 1);
    put_label(sink, hearsay_act_name(statement->act));
    put_label(sink, hearsay_mode_name(statement->mode));
    put_label(sink, hearsay_polarity_name(statement->polarity));
    put_label(sink, hearsay_occasion_name(statement->occasion));
    put_relays(sink, statement->via, statement->via_count);
    put_words(sink, report, statement->source);
    put_words(sink, report, statement->cue);
    put_words(sink, report, statement->content);
    put_spans(sink, statement->source);
    put_spans(sink, statement->cue);
    put_spans(sink, statement->content);
    hs_sink_text(sink, HS_TEXT(","));
    hs_sink_score(sink, statement->score);
    hs_sink_text(sink, HS_TEXT("\r\n"));
}

hearsay_text hs_csv_header(void)
{
    return HS_TEXT(
        "document,statement,story,parent,act,mode,polarity,occasion,via,source,cue,content,"
        "source_span,cue_span,content_span,score\r\n");
}

void hs_csv_write(struct hs_sink *sink, const hearsay_report *report)
{
    uint32_t count = hearsay_statement_count(report);
    for (uint32_t i = 0; i < count && !sink->refused; i++)
        put_statement(sink, report, i);
}
