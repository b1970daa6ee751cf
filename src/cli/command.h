/* SPDX-License-Identifier: Apache-2.0 */
/* The commands, one file each. */
#ifndef HS_CLI_COMMAND_H
#define HS_CLI_COMMAND_H

#include "cli/option.h"

extern const struct hs_command hs_command_read;

#endif
