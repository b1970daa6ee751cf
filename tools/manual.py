#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the manual page of every command from the table in the program that also gives its parsing and --help.

    tools/manual.py PROGRAM            writes man/hearsay.1, man/hearsay-read.1, …
    tools/manual.py PROGRAM --check    tells which of them are not current; closes with `N passed, M failed`
"""
import argparse
import pathlib
import subprocess
import sys

COMMANDS = ["", "read"]
FOLDER = pathlib.Path(__file__).resolve().parents[1] / "man"


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
    current = sum(is_current(name, made) for name, made in pages)
    print(f"{current} passed, {len(pages) - current} failed")
    return 0 if current == len(pages) else 1


if __name__ == "__main__":
    sys.exit(main())
