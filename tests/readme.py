#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the examples of the documents: in each ```console block a line `$ command`, then what it prints.

    tests/readme.py PROGRAM [--update] [FILE…]      default: README.md docs/manual.md

`hearsay` is PROGRAM, the place is the root of the repository, and the terminal is one of 80 columns without colours, so that an
example prints what a reader sees. --update rewrites what is printed; review the diff. Without model/hearsay.model every example is
skipped. Closes with `N passed, M failed[, K skipped]`. Standard library only.
"""
import argparse
import difflib
import errno
import fcntl
import os
import pathlib
import pty
import struct
import subprocess
import sys
import tempfile
import termios
import typing

ROOT = pathlib.Path(__file__).resolve().parents[1]
MODEL = ROOT / "model" / "hearsay.model"
DOCUMENTS = ["README.md", "docs/manual.md"]
COLUMNS, ROWS = 80, 24
SECONDS = 60


class Example(typing.NamedTuple):
    command: str
    begin: int  # lines of the output in the document, [begin, end)
    end: int


def examples(lines):
    """The commands of all ```console blocks; what stands before the first command of a block belongs to none"""
    found, inside = [], False
    for number, line in enumerate(lines):
        if line.startswith("```"):
            inside = line == "```console"
        elif inside and line.startswith("$ "):
            found.append(Example(line[2:], number + 1, number + 1))
        elif inside and found:
            found[-1] = found[-1]._replace(end=number + 1)
    return found


def read_all(terminal):
    """All that is written to a terminal until its last writer is gone"""
    said = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return said
        if not piece:
            return said
        said += piece


def run(command, folder):
    """(status, lines) of a command on a terminal of its own"""
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "TERM": "dumb", "HEARSAY_DATA": str(MODEL.parent), "LC_ALL": "C.UTF-8"}
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    modes = termios.tcgetattr(theirs)
    modes[1] &= ~termios.OPOST  # bytes as they are written
    termios.tcsetattr(theirs, termios.TCSANOW, modes)
    with subprocess.Popen(["timeout", str(SECONDS), "sh", "-c", command], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
                          cwd=ROOT, env=environment) as process:
        os.close(theirs)
        said = read_all(ours)
    os.close(ours)
    lines = said.decode(errors="replace").removesuffix("\n").split("\n") if said else []
    return process.returncode, [line.removesuffix("\r") for line in lines]


def difference(example, wanted, got, status):
    lines = list(difflib.unified_diff(wanted, got, "expected", "printed", lineterm="", n=0))
    return [f"$ {example.command}"] + ([f"exit status {status}"] if status else []) + ["    " + line for line in lines]


def check(path, folder, update):
    """(passed, failed) of one document"""
    lines = path.read_text(encoding="utf8").split("\n")
    found, failed = examples(lines), 0
    for example in reversed(found):  # from the end, so that the numbers of lines stay right
        status, got = run(example.command, folder)
        wanted = lines[example.begin:example.end]
        if status == 0 and (update or got == wanted):
            lines[example.begin:example.end] = got
            continue
        failed += 1
        print(f"{path.relative_to(ROOT)}:{example.begin}: " + "\n".join(difference(example, wanted, got, status)))
    if update:
        path.write_text("\n".join(lines), encoding="utf8")
    return len(found) - failed, failed


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("program", type=pathlib.Path)
    options.add_argument("files", nargs="*", type=pathlib.Path)
    options.add_argument("--update", action="store_true")
    given = options.parse_args()
    paths = [path.resolve() for path in given.files] or [ROOT / name for name in DOCUMENTS]
    if not MODEL.exists():
        count = sum(len(examples(path.read_text(encoding="utf8").split("\n"))) for path in paths)
        print(f"skipped: model/hearsay.model is not there\n0 passed, 0 failed, {count} skipped")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "hearsay").symlink_to(given.program.resolve())
        counts = [check(path, folder, given.update) for path in paths]
    passed, failed = map(sum, zip(*counts))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
