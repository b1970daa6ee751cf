/* SPDX-License-Identifier: Apache-2.0 */
/* Fills the caller's hearsay_error. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

hearsay_status hs_fail(hearsay_error *error, hearsay_status status, uint64_t at, const char *format,
                       ...)
{
    if (!error)
        return status;
    error->status = status;
    error->at = at;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return status;
}
