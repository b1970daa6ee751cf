/* SPDX-License-Identifier: Apache-2.0 */
/* JSON Lines: a document an object, an object a line (RFC 8259). Missing is null. What would break
   a line or speak to a terminal is escaped: controls of both ranges, U+2028 and U+2029. */
#include "base/text.h"
#include "write/write.h"

/* Bytes that a string cannot take as they come: 1 alone, 2 and 3 perhaps, by what follows. */
enum { PLAIN, ALONE, AFTER_C2, AFTER_E2 };
static const uint8_t special[256] = {
    [0 ... 0x1f] = ALONE, ['"'] = ALONE,     ['\\'] = ALONE,
    [0x7f] = ALONE,       [0xc2] = AFTER_C2, [0xe2] = AFTER_E2,
};

/* The size of the character at `at` if it must be escaped, else 0. */
static size_t special_size(hearsay_text text, size_t at)
{
    const unsigned char *byte = (const unsigned char *)text.data + at;
    size_t left = text.size - at;
    switch (special[byte[0]]) {
    case ALONE:
        return 1;
    case AFTER_C2: /* U+0080 to U+009F */
        return left > 1 && byte[1] < 0xa0 ? 2 : 0;
    case AFTER_E2: /* U+2028, U+2029 */
        return left > 2 && byte[1] == 0x80 && (byte[2] & 0xfe) == 0xa8 ? 3 : 0;
    default:
        return 0;
    }
}

static void put_escape(struct hs_sink *sink, uint32_t c)
{
    static const char hex[] = "0123456789abcdef";
    static const char letter[] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f',
                                  ['\r'] = 'r', ['"'] = '"',  ['\\'] = '\\'};
    if (c < sizeof letter && letter[c]) {
        hs_sink_text(sink, (hearsay_text){(char[]){'\\', letter[c]}, 2});
        return;
    }
    char code[] = {'\\', 'u', hex[c >> 12 & 15], hex[c >> 8 & 15], hex[c >> 4 & 15], hex[c & 15]};
    hs_sink_text(sink, (hearsay_text){code, sizeof code});
}

static void put_string(struct hs_sink *sink, hearsay_text text)
{
    if (!text.data) {
        hs_sink_text(sink, HS_TEXT("null"));
        return;
    }
    hs_sink_text(sink, HS_TEXT("\""));
    size_t begin = 0;
    for (size_t at = 0; at < text.size;) {
        size_t size = special_size(text, at);
        if (!size) {
            at++;
            continue;
        }
        hs_sink_text(sink, (hearsay_text){text.data + begin, at - begin});
        put_escape(sink, hs_text_next(text, &at));
        begin = at;
    }
    hs_sink_text(sink, (hearsay_text){text.data + begin, text.size - begin});
    hs_sink_text(sink, HS_TEXT("\""));
}

static void put_field(struct hs_sink *sink, const char *name, hearsay_text text)
{
    hs_sink_string(sink, name);
    put_string(sink, text);
}

/* A label; the one without a name is null. */
static void put_label(struct hs_sink *sink, const char *field, const char *name)
{
    put_field(sink, field, (hearsay_text){*name ? name : NULL, strlen(name)});
}

static void put_pair(struct hs_sink *sink, hearsay_span span)
{
    hs_sink_text(sink, HS_TEXT("["));
    hs_sink_number(sink, span.begin);
    hs_sink_text(sink, HS_TEXT(","));
    hs_sink_number(sink, span.end);
    hs_sink_text(sink, HS_TEXT("]"));
}

static void put_span(struct hs_sink *sink, const char *name, hearsay_span span)
{
    hs_sink_string(sink, name);
    if (hs_span_empty(span))
        hs_sink_text(sink, HS_TEXT("null"));
    else
        put_pair(sink, span);
}

static void put_spans(struct hs_sink *sink, const char *name, hearsay_spans spans)
{
    hs_sink_string(sink, name);
    hs_sink_text(sink, HS_TEXT("["));
    for (uint32_t i = 0; i < spans.count; i++) {
        if (i)
            hs_sink_text(sink, HS_TEXT(","));
        put_pair(sink, spans.span[i]);
    }
    hs_sink_text(sink, HS_TEXT("]"));
}

/* A dateline may be nothing but an agency, taken from the byline, without a span. */
static void put_dateline(struct hs_sink *sink, const hearsay_dateline *dateline)
{
    if (hs_span_empty(dateline->span) && !dateline->agency.data) {
        hs_sink_text(sink, HS_TEXT(",\"dateline\":null"));
        return;
    }
    put_field(sink, ",\"dateline\":{\"place\":", dateline->place);
    put_field(sink, ",\"agency\":", dateline->agency);
    put_field(sink, ",\"date\":", dateline->date);
    put_span(sink, ",\"span\":", dateline->span);
    hs_sink_text(sink, HS_TEXT("}"));
}

static void put_story(struct hs_sink *sink, const hearsay_story *story)
{
    put_span(sink, "{\"headline\":", story->headline);
    put_dateline(sink, &story->dateline);
    put_span(sink, ",\"byline\":", story->byline);
    put_spans(sink, ",\"body\":", story->body);
    put_label(sink, ",\"kind\":", hearsay_story_kind_name(story->kind));
    hs_sink_string(sink, story->truncated ? ",\"truncated\":true}" : ",\"truncated\":false}");
}

/* Statements are named by number, from 1, as people count. */
static void put_statement_id(struct hs_sink *sink, const char *name, uint32_t number)
{
    hs_sink_string(sink, name);
    if (number == HEARSAY_NONE) {
        hs_sink_text(sink, HS_TEXT("null"));
        return;
    }
    hs_sink_text(sink, HS_TEXT("\"s"));
    hs_sink_number(sink, number + 1);
    hs_sink_text(sink, HS_TEXT("\""));
}

static void put_row_number(struct hs_sink *sink, const char *name, uint32_t number)
{
    hs_sink_string(sink, name);
    if (number == HEARSAY_NONE)
        hs_sink_text(sink, HS_TEXT("null"));
    else
        hs_sink_number(sink, number);
}

static void put_relays(struct hs_sink *sink, const hearsay_relay *via, uint32_t count)
{
    hs_sink_text(sink, HS_TEXT(",\"via\":["));
    for (uint32_t i = 0; i < count; i++) {
        put_field(sink, i ? ",{\"name\":" : "{\"name\":", via[i].name);
        put_span(sink, ",\"span\":", via[i].span);
        hs_sink_text(sink, HS_TEXT("}"));
    }
    hs_sink_text(sink, HS_TEXT("]"));
}

static void put_statement(struct hs_sink *sink, uint32_t number, const hearsay_statement *statement)
{
    put_statement_id(sink, "{\"id\":", number);
    put_spans(sink, ",\"source\":", statement->source);
    put_spans(sink, ",\"cue\":", statement->cue);
    put_spans(sink, ",\"content\":", statement->content);
    put_label(sink, ",\"act\":", hearsay_act_name(statement->act));
    put_label(sink, ",\"mode\":", hearsay_mode_name(statement->mode));
    put_label(sink, ",\"polarity\":", hearsay_polarity_name(statement->polarity));
    put_label(sink, ",\"occasion\":", hearsay_occasion_name(statement->occasion));
    put_row_number(sink, ",\"story\":", statement->story);
    put_statement_id(sink, ",\"parent\":", statement->parent);
    put_relays(sink, statement->via, statement->via_count);
    hs_sink_text(sink, HS_TEXT(",\"score\":"));
    hs_sink_score(sink, statement->score);
    hs_sink_text(sink, HS_TEXT("}"));
}

static void put_document(struct hs_sink *sink, const hearsay_document *document)
{
    put_field(sink, "{\"id\":", document->id);
    put_field(sink, ",\"url\":", document->url);
    put_field(sink, ",\"outlet\":", document->outlet);
    put_field(sink, ",\"title\":", document->title);
    put_field(sink, ",\"published\":", document->published);
    put_label(sink, ",\"published_from\":", hearsay_date_origin_name(document->published_from));
    put_field(sink, ",\"text\":", document->text);
}

void hs_jsonl_write(struct hs_sink *sink, const hearsay_report *report)
{
    put_document(sink, hearsay_report_document(report));
    hs_sink_text(sink, HS_TEXT(",\"stories\":["));
    for (uint32_t i = 0; i < hearsay_story_count(report) && !sink->refused; i++) {
        hs_sink_string(sink, i ? "," : "");
        put_story(sink, hearsay_story_at(report, i));
    }
    hs_sink_text(sink, HS_TEXT("],\"statements\":["));
    for (uint32_t i = 0; i < hearsay_statement_count(report) && !sink->refused; i++) {
        hs_sink_string(sink, i ? "," : "");
        put_statement(sink, i, hearsay_statement_at(report, i));
    }
    hs_sink_text(sink, HS_TEXT("]}\n"));
}
