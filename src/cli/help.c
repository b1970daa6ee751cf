/* SPDX-License-Identifier: Apache-2.0 */
/* What a command says about itself. */
#include "cli/help.h"

#include <ctype.h>
#include <string.h>

#include "hearsay.h"

enum { HELP_WIDTH = 80, OPTION_COLUMN = 24, ENTRY_COLUMN = 6 };

void hs_option_form(const struct hs_option *option, char *form, size_t size)
{
    if (option->kind == HS_OPTION_NUMBER) {
        snprintf(form, size, "a number from %u to %u", option->least, option->most);
        return;
    }
    if (option->kind == HS_OPTION_DATE) {
        snprintf(form, size, "a date such as 2015-10-15");
        return;
    }
    size_t used = 0;
    for (const char *const *choice = option->choice; choice && *choice && used < size; choice++) {
        const char *joint = choice == option->choice ? "" : choice[1] ? ", " : " or ";
        used += (size_t)snprintf(form + used, size - used, "%s%s", joint, *choice);
    }
}

/* ---- on a terminal */

static size_t columns(const char *text, size_t size)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

static void put_blanks(FILE *out, size_t count)
{
    fprintf(out, "%*s", (int)count, "");
}

/* Words from `column` on, which the line has reached already; later lines begin at `margin`. */
static void put_wrapped(FILE *out, const char *text, size_t column, size_t margin)
{
    bool first = true;
    while (*text) {
        size_t size = strcspn(text, " ");
        size_t wide = columns(text, size);
        if (!first && column + 1 + wide > HELP_WIDTH) {
            fputc('\n', out);
            put_blanks(out, margin);
            column = margin;
        } else if (!first) {
            fputc(' ', out);
            column++;
        }
        fwrite(text, 1, size, out);
        column += wide;
        first = false;
        text += size + (text[size] == ' ');
    }
    fputc('\n', out);
}

static void put_entry(FILE *out, const char *term, const char *text, size_t column)
{
    size_t used = 2 + columns(term, strlen(term));
    fprintf(out, "  %s", term);
    if (used + 2 > column) {
        fputc('\n', out);
        used = 0;
    }
    put_blanks(out, column - used);
    put_wrapped(out, text, column, column);
}

/* "-j, --threads N" */
static void name_option(const struct hs_option *option, char *term, size_t size)
{
    char letter[] = {'-', option->letter, ',', ' ', '\0'};
    snprintf(term, size, "%s--%s%s%s", option->letter ? letter : "    ", option->name,
             option->argument ? " " : "", option->argument ? option->argument : "");
}

/* What an option does; where it takes one of several words, those first. */
static void explain_option(const struct hs_option *option, char *text, size_t size)
{
    char form[160] = "";
    if (option->kind == HS_OPTION_CHOICE)
        hs_option_form(option, form, sizeof form);
    snprintf(text, size, "%s%s", form, option->help);
}

static void put_option(FILE *out, const struct hs_option *option)
{
    char term[80], text[400];
    name_option(option, term, sizeof term);
    explain_option(option, text, sizeof text);
    put_entry(out, term, text, OPTION_COLUMN);
}

static void put_section(FILE *out, const struct hs_section *section)
{
    fprintf(out, "\n%s\n", section->title);
    for (const struct hs_entry *entry = section->entry; entry->text; entry++)
        put_entry(out, entry->term, entry->text, ENTRY_COLUMN);
}

static const char *blank(const struct hs_command *command)
{
    return *command->name ? " " : "";
}

void hs_command_usage(const struct hs_command *command, FILE *out)
{
    fprintf(out, "usage: hearsay%s%s [OPTION]… %s\n", blank(command), command->name,
            command->operands);
    fprintf(out, "try 'hearsay%s%s --help'\n", blank(command), command->name);
}

void hs_command_help(const struct hs_command *command, FILE *out)
{
    fprintf(out, "hearsay%s%s: %s\n\n", blank(command), command->name, command->summary);
    fprintf(out, "usage: hearsay%s%s [OPTION]… %s\n", blank(command), command->name,
            command->operands);
    for (const struct hs_entry *entry = command->about; entry->text; entry++) {
        fputc('\n', out);
        put_wrapped(out, entry->text, 0, 0);
    }
    fputs("\noptions\n", out);
    for (const struct hs_option *option = command->option; option->name; option++)
        put_option(out, option);
    for (const struct hs_section *section = command->section; section->title; section++)
        put_section(out, section);
}

/* ---- as a page of the manual */

static void put_roff(FILE *out, const char *text)
{
    if (*text == '.' || *text == '\'')
        fputs("\\&", out);
    for (; *text; text++) {
        if (*text == '\\')
            fputs("\\e", out);
        else if (*text == '-')
            fputs("\\-", out);
        else
            fputc(*text, out);
    }
}

static void put_roff_line(FILE *out, const char *before, const char *text, const char *after)
{
    fputs(before, out);
    put_roff(out, text);
    fputs(after, out);
}

static void put_title(FILE *out, const char *title)
{
    fputs(".SH ", out);
    for (; *title; title++)
        fputc(toupper((unsigned char)*title), out);
    fputc('\n', out);
}

static void put_roff_option(FILE *out, const struct hs_option *option)
{
    char text[400];
    explain_option(option, text, sizeof text);
    fputs(".TP\n", out);
    if (option->letter)
        fprintf(out, "\\fB\\-%c\\fR, ", option->letter);
    put_roff_line(out, "\\fB\\-\\-", option->name, "\\fR");
    if (option->argument)
        put_roff_line(out, " \\fI", option->argument, "\\fR");
    put_roff_line(out, "\n", text, "\n");
}

static void put_roff_section(FILE *out, const struct hs_section *section)
{
    put_title(out, section->title);
    for (const struct hs_entry *entry = section->entry; entry->text; entry++) {
        put_roff_line(out, ".TP\n\\fB", entry->term, "\\fR\n");
        put_roff_line(out, "", entry->text, "\n");
    }
}

static void put_roff_head(FILE *out, const struct hs_command *command)
{
    const char *dash = *command->name ? "-" : "";
    fputs(".TH HEARSAY", out);
    for (const char *at = command->name; *at; at++)
        fprintf(out, "%s%c", at == command->name ? "\\-" : "", toupper((unsigned char)*at));
    fputs(" 1 \"\" \"hearsay " HEARSAY_VERSION "\" \"User Commands\"\n.SH NAME\n", out);
    put_roff_line(out, "hearsay", dash, "");
    put_roff_line(out, "", command->name, " \\- ");
    put_roff_line(out, "", command->summary, "\n.SH SYNOPSIS\n");
    fprintf(out, ".B hearsay%s%s\n[\\fIOPTION\\fR]…\n", blank(command), command->name);
    put_roff_line(out, "", command->operands, "\n.SH DESCRIPTION\n");
}

void hs_command_manual(const struct hs_command *command, FILE *out)
{
    fputs(".\\\" Made by tools/manual.py from the table of the command; do not edit.\n", out);
    put_roff_head(out, command);
    for (const struct hs_entry *entry = command->about; entry->text; entry++)
        put_roff_line(out, entry == command->about ? "" : ".PP\n", entry->text, "\n");
    fputs(".SH OPTIONS\n", out);
    for (const struct hs_option *option = command->option; option->name; option++)
        put_roff_option(out, option);
    for (const struct hs_section *section = command->section; section->title; section++)
        put_roff_section(out, section);
}
