/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes on their way to the caller. */
#include "write/sink.h"

#include <string.h>

void hs_sink_init(struct hs_sink *sink, hearsay_sink *write, void *context)
{
    sink->write = write;
    sink->context = context;
    sink->refused = false;
    sink->used = 0;
}

static void hand_on(struct hs_sink *sink, const char *data, size_t size)
{
    if (size && !sink->refused)
        sink->refused = !sink->write(sink->context, data, size);
}

bool hs_sink_flush(struct hs_sink *sink)
{
    hand_on(sink, sink->buffer, sink->used);
    sink->used = 0;
    return !sink->refused;
}

void hs_sink_text(struct hs_sink *sink, hearsay_text text)
{
    if (text.size > HS_SINK_SIZE - sink->used)
        hs_sink_flush(sink);
    if (text.size > HS_SINK_SIZE) {
        hand_on(sink, text.data, text.size);
        return;
    }
    if (text.size)
        memcpy(sink->buffer + sink->used, text.data, text.size);
    sink->used += text.size;
}

void hs_sink_string(struct hs_sink *sink, const char *string)
{
    hs_sink_text(sink, (hearsay_text){string, strlen(string)});
}

void hs_sink_number(struct hs_sink *sink, uint32_t number)
{
    char digits[10];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    hs_sink_text(sink, (hearsay_text){digits + at, sizeof digits - at});
}

void hs_sink_score(struct hs_sink *sink, float score)
{
    float within = score > 0 ? score < 1 ? score : 1 : 0;
    uint32_t parts = (uint32_t)(within * 1000 + 0.5f);
    char text[] = {(char)('0' + parts / 1000), '.', (char)('0' + parts / 100 % 10),
                   (char)('0' + parts / 10 % 10), (char)('0' + parts % 10)};
    hs_sink_text(sink, (hearsay_text){text, sizeof text});
}
