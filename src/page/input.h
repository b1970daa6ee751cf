/* SPDX-License-Identifier: Apache-2.0 */
/* What names an input: files, folders, "-" for standard input; and the records that are in them,
   one after the other.

       while ((step = hs_input_next(&input, &record, &error)) != HS_INPUT_END)
           if (step == HS_INPUT_RECORD) { …; hs_record_release(&record); } else …

   A folder is read with all that is in it, by name in the order of bytes; names that begin with a
   full stop are left out. A file is one record, except that .jsonl and .ndjson have one a line,

       {"id": …, "text": …, "url": …, "published": …, "title": …, "outlet": …}

   and so has standard input if its first line is one. Lines are read one at a time. Kinds of file
   that cannot be read yet fail, by their ending (see input.c); all others are read as text,
   whatever bytes they have. */
#ifndef HS_PAGE_INPUT_H
#define HS_PAGE_INPUT_H

#include "base/arena.h"
#include "base/error.h"

enum hs_input_step {
    HS_INPUT_END,
    HS_INPUT_RECORD,
    HS_INPUT_FAILED, /* a file, folder or line: the error names it, and the next call goes on */
};

/* One document as it came, in memory of its own: it outlives the input and may change threads. */
struct hs_record {
    hearsay_source source; /* id and the rest are missing where the record does not tell */
    const char *path;      /* "-" for standard input */
    uint64_t line;         /* from 1; 0 where the file is the record */
    struct hs_arena arena;
};

void hs_record_release(struct hs_record *record);

/* Bytes of an open file that were read but not yet used: [begin, end) of `data`. */
struct hs_input_buffer {
    char *data;
    size_t begin, end, room;
    bool over; /* there are no more in the file */
};

struct hs_input {
    const char *const *path; /* borrowed */
    size_t path_count, path_next;
    void *folder;     /* the walk below the path that is being read */
    int file;         /* open, or -1 */
    const char *name; /* of that file */
    uint64_t line;    /* of it: the last one that was read */
    bool lines;       /* a record a line */
    struct hs_input_buffer buffer;
    struct hs_arena arena; /* of the buffer */
    size_t limit;          /* bytes of a line, or of a file that is one record */
};

/* Nothing is opened before the first hs_input_next. `path` must outlive the input. The limit is
   HS_DOCUMENT_LIMIT; whoever wants a lower one sets it after. */
void hs_input_init(struct hs_input *input, const char *const *path, size_t count);
void hs_input_release(struct hs_input *input);

/* The next record, which the caller releases; on HS_INPUT_FAILED the error says why and nothing is
   to be released. */
enum hs_input_step hs_input_next(struct hs_input *input, struct hs_record *record,
                                 hearsay_error *error);

#endif
