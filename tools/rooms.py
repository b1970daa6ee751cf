#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests what holds for every source file: a room includes only the rooms before it, an outside library comes in through one
file, and no function is called that has no place there.

    tools/rooms.py [FOLDER]      the folder with src and include; default: the one above this file

Prints each fault as file:line and closes with `N passed, M failed`, a file being one test. Standard library only.
"""
import collections
import pathlib
import re
import sys

ROOMS = ["base", "report", "lexicon", "page", "story", "language", "meaning", "write", "store", "hearsay", "serve", "cli"]

# A library's headers, which one file may include.
LIBRARIES = {
    "dnnl": r"oneapi/dnnl/.*|dnnl.*\.h", "utf8proc": r"utf8proc\.h", "jansson": r"jansson\.h", "iconv": r"iconv\.h",
    "xxhash": r"xxh.*\.h", "pthread": r"pthread\.h",
}

# Functions, and the files or rooms that may call them all the same.
BANNED = [
    ("malloc calloc realloc reallocarray free strdup strndup asprintf vasprintf getline", ["src/base/arena.c", "src/base/work.c"]),
    ("sprintf vsprintf strcpy stpcpy strcat strncpy strtok strtok_r atoi atol atoll atof gets assert alloca", []),
    ("exit _exit abort printf puts putchar perror fprintf getenv secure_getenv setenv setlocale", ["src/cli/", "src/serve/"]),
    ("time clock gettimeofday clock_gettime localtime gmtime rand srand random", ["src/cli/", "src/serve/"]),
]

INCLUDE = re.compile(r'^\s*#\s*include\s*(<([^>]+)>|"([^"]+)")')
CALL = re.compile(r"(?<![\w.>])([a-z_]\w*)\s*\(")
COMMENT = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def room_of(path):
    """src/base/arena.c: base; src/hearsay.c: hearsay"""
    return path.parts[1] if len(path.parts) > 2 else path.stem


def bare(text):
    """The code without comments and the insides of strings, lines kept; includes are looked at before."""
    return COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)


def include_faults(path, line, name, local):
    if path.parts[0] != "src" or not local or name == "hearsay.h":
        return
    room, other = room_of(path), name.split("/")[0]
    if other not in ROOMS:
        yield line, f"'{name}' is in no room"
    elif ROOMS.index(other) > ROOMS.index(room):
        yield line, f"{room} comes before {other}, and may not include '{name}'"


def call_faults(path, code):
    for number, line in enumerate(code.split("\n"), 1):
        for call in CALL.findall(line):
            for names, allowed in BANNED:
                if call in names.split() and not any(str(path).startswith(place) for place in allowed):
                    yield number, f"{call}() has no place here"


def file_faults(path, text, includers):
    if not text.startswith("/* SPDX-License-Identifier: Apache-2.0 */\n"):
        yield 1, "does not begin with the licence line"
    if path.parts[0] == "src" and room_of(path) not in ROOMS:
        yield 1, "is in no room"
        return
    for number, line in enumerate(text.split("\n"), 1):
        found = INCLUDE.match(line)
        if not found:
            continue
        name = found[2] or found[3]
        yield from include_faults(path, number, name, bool(found[3]))
        for library, pattern in LIBRARIES.items():
            if re.fullmatch(pattern, name):
                includers[library].append(path)
                if len(includers[library]) > 1:
                    yield number, f"{library} is included by {includers[library][0]} already"
    yield from call_faults(path, bare(text))


def main():
    top = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[1])
    includers = collections.defaultdict(list)
    failed = 0
    files = sorted(path for folder in ("include", "src") for path in (top / folder).rglob("*.[ch]"))
    for path in files:
        faults = list(file_faults(path.relative_to(top), path.read_text(), includers))
        for number, fault in faults:
            print(f"{path.relative_to(top)}:{number}: {fault}")
        failed += bool(faults)
    print(f"{len(files) - failed} passed, {failed} failed")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main())
