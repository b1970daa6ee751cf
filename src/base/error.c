/* SPDX-License-Identifier: Apache-2.0 */
/* Fills the caller's hearsay_error. */
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

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

/* Reasons begin with a capital letter, which has no place in the middle of a message. */
static char small(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter + 32) : letter;
}

hearsay_status hs_fail_system(hearsay_error *error, hearsay_status status, int code,
                              const char *verb, const char *subject)
{
    char reason[128] = "Unknown reason";
    if (code == ENOENT)
        return hs_fail(error, status, 0, "cannot %s '%s': no such file", verb, subject);
    strerror_r(code, reason, sizeof reason); /* of POSIX: leaves the reason if it knows none */
    reason[0] = small(reason[0]);
    return hs_fail(error, status, 0, "cannot %s '%s': %s", verb, subject, reason);
}
