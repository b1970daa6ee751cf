/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a model: refused, or a text can be read with it. The first byte says how the
   others are taken:
       even   as a whole file, with the checksum set right
       odd    as changes to a sound model: where (4 bytes), how many (1 byte), and what to put there
   So both the tests at opening and numbers that no training makes are tried. */
#include "../unit/model_file.h"

#include "language/language.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MODEL_TRIED_MAX = 1 << 16 };

static const size_t MEMORY_MAX = (size_t)1 << 30;

static void read_text(struct hs_arena *arena, const struct hs_model *model)
{
    static const hearsay_text text = {"the minister said that she went home .", 38};
    struct hs_words words = {hs_arena_array(arena, text.size, sizeof *words.word), 0};
    for (uint32_t at = 0; at < text.size; at++) {
        uint32_t begin = at;
        while (at < text.size && text.data[at] != ' ')
            at++;
        words.word[words.count++] = (struct hs_word){.span = {begin, at}, .paragraph = begin == 0};
    }
    struct hs_language language =
        hs_language_read(arena, model, hs_scratch_new(arena), text, words);
    for (uint32_t n = 0; n < words.count; n++)
        if (language.tag[n].head >= words.count || !hs_language_relation(&language, n).data)
            abort();
}

static void open_file(const struct model_file *file)
{
    char path[64];
    jmp_buf recovery;
    struct hs_arena arena;
    hs_arena_init(&arena, MEMORY_MAX, &recovery);
    if (setjmp(recovery) == 0) {
        struct hs_model *model = model_open(&arena, file, path, NULL);
        if (model)
            read_text(&arena, model);
    }
    hs_arena_release(&arena);
}

static void change(struct model_file *file, const uint8_t *data, size_t size)
{
    while (size > 5) {
        uint32_t at;
        memcpy(&at, data, sizeof at);
        size_t count = data[4] < size - 5 ? data[4] : size - 5;
        at %= (uint32_t)(file->size - 256);
        memcpy(file->data + at, data + 5, count);
        data += 5 + count;
        size -= 5 + count;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct model_file sound, file;
    if (!sound.data) {
        sound = model_whole();
        file = model_begin();
    }
    if (size <= 1)
        return 0;
    if (data[0] % 2) {
        memcpy(file.data, sound.data, sound.size);
        file.size = sound.size;
        file.count = sound.count;
        change(&file, data + 1, size - 1);
    } else {
        file.size = size - 1 < MODEL_TRIED_MAX ? size - 1 : MODEL_TRIED_MAX;
        memcpy(file.data, data + 1, file.size);
        memset(file.data + file.size, 0, MODEL_HEADER); /* a header may be cut short */
        memcpy(&file.count, file.data + 12, sizeof file.count);
    }
    model_seal(&file);
    open_file(&file);
    return 0;
}
