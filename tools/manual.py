#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the manual page of every command from the table in the program that also gives its parsing and --help.

    tools/manual.py PROGRAM            writes man/hearsay.1, man/hearsay-read.1, …
    tools/manual.py PROGRAM --check    tells which of them are not current; closes with `N passed, M failed`

man/hearsay-rows.5 is written by hand; --check tells what of the rows it does not document.
"""
import argparse
import pathlib
import re
import subprocess
import sys

COMMANDS = ["", "read"]
ROOT = pathlib.Path(__file__).resolve().parents[1]
FOLDER = ROOT / "man"
ROWS = "hearsay-rows.5"
WRITERS = ["src/write/jsonl.c", "src/write/csv.c"]


def page(program, command):
    """The name of the page and what it should hold."""
    words = [program] + command.split() + ["--help=man"]
    made = subprocess.run(words, check=True, capture_output=True).stdout
    return f"hearsay-{command}.1" if command else "hearsay.1", made


def is_current(name, made):
    path = FOLDER / name
    if path.exists() and path.read_bytes() == made:
        return True
    print(f"man/{name}:1: is not what the program says of itself; run 'make tables'")
    return False


def written_names():
    """Labels, by the lists of the public header; fields of JSON Lines and columns of CSV, by what their writers hold"""
    header = (ROOT / "include" / "hearsay.h").read_text(encoding="utf8")
    jsonl, table = ((ROOT / path).read_text(encoding="utf8") for path in WRITERS)
    names = set(re.findall(r'X\((?!CONSTANT)\w+, "([^"]+)"\)', header)) | set(re.findall(r'\\"(\w+)\\":', jsonl))
    columns = re.search(r"hs_csv_header.*?HS_TEXT\((.*?)\)", table, re.S)[1]
    return names | set("".join(re.findall(r'"(.*?)"', columns)).removesuffix("\\r\\n").split(","))


def documents_rows():
    page = (FOLDER / ROWS).read_text(encoding="utf8")
    bold = {name.strip('"') for name in re.findall(r'^\.BR? (".*?"|\S+)', page, re.M)}
    missing = sorted(written_names() - bold)
    for name in missing:
        print(f"man/{ROWS}:1: says nothing of '{name}'")
    return not missing


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("program")
    options.add_argument("--check", action="store_true")
    given = options.parse_args()
    pages = [page(given.program, command) for command in COMMANDS]
    if not given.check:
        FOLDER.mkdir(exist_ok=True)
        for name, made in pages:
            (FOLDER / name).write_bytes(made)
        return 0
    good = [is_current(name, made) for name, made in pages] + [documents_rows()]
    print(f"{sum(good)} passed, {len(good) - sum(good)} failed")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
