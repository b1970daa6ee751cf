/* SPDX-License-Identifier: Apache-2.0 */
/* Fills the caller's hearsay_error. Messages: what failed first, subject in single quotes, small
   letter, no full stop. */
#ifndef HS_BASE_ERROR_H
#define HS_BASE_ERROR_H

#include "hearsay.h"

/* Sets status, place and message where the caller wants them; gives the status back, so that
   `return hs_fail(…)` reads well. */
hearsay_status hs_fail(hearsay_error *error, hearsay_status status, uint64_t at, const char *format,
                       ...) __attribute__((format(printf, 4, 5)));

/* "cannot VERB 'SUBJECT': REASON", the reason being the system's for `code` (errno). */
hearsay_status hs_fail_system(hearsay_error *error, hearsay_status status, int code,
                              const char *verb, const char *subject);

#endif
