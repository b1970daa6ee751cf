/* SPDX-License-Identifier: Apache-2.0 */
/* What a command says about itself: on a terminal, and as a page of the manual. */
#ifndef HS_CLI_HELP_H
#define HS_CLI_HELP_H

#include "cli/option.h"

/* What an option takes, in words: "page, jsonl or csv"; "a number from 40 to 400". */
void hs_option_form(const struct hs_option *option, char *form, size_t size);

void hs_command_help(const struct hs_command *command, FILE *out);

/* The first lines of it, for those who gave nothing to do. */
void hs_command_usage(const struct hs_command *command, FILE *out);

/* For man(1), in the macros of man(7). */
void hs_command_manual(const struct hs_command *command, FILE *out);

#endif
