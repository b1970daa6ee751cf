#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Texts that nobody writes, read by the built program: it says nothing, ends with 0, keeps every byte it may, and takes at most
three times as long for twice as much. Broken records are named, with exit status 1.

    tests/pathological.py PROGRAM

Skipped without model/hearsay.model. Closes with `N passed, M failed[, K skipped]`. Standard library only.
"""
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import typing

ROOT = pathlib.Path(__file__).resolve().parents[1]
MODEL = ROOT / "model" / "hearsay.model"
SIZE = 600       # bytes of the shorter text of a pair: each mark may be a word, and the network reads some thousand a second
LARGE = 400000   # of one that has few words, or none
FACTOR = 3.0     # twice the text may take so much longer
UNSURE = 0.1     # seconds: what is shorter says nothing about growth
TRIES = 3        # a machine that does other work now and then may measure amiss
SECONDS = 120


class Done(typing.NamedTuple):
    status: int
    said: str
    rows: bytes
    seconds: float


def run(program, data, *words):
    """Reads `data` from standard input; the time is that of the processor, not of the clock"""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "HEARSAY_DATA": str(MODEL.parent), "OMP_NUM_THREADS": "1"}
    done = subprocess.run([program, "read", "-j", "1", *words], input=data, capture_output=True, env=environment, timeout=SECONDS)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Done(done.returncode, done.stderr.decode(errors="replace"), done.stdout,
                after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def repeated(unit):
    """A text of about so many bytes"""
    return lambda size: unit * (size // len(unit))


def numbered(form):
    return lambda size: "".join(form % n for n in range(size // len(form))).encode()


def junk(size):
    """Bytes of all values in no order that a reader could see, the same each time (a linear congruential generator)"""
    out, state = bytearray(), 1
    for _ in range(size):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        out.append(state >> 56)
    return bytes(out)


def halves(size):
    return b"a" * (size // 2) + b" b" * (size // 4)


WORDS = {
    "straight marks": repeated(b'"'),
    "opening marks": repeated("“".encode()),
    "closing marks": repeated("”".encode()),
    "marks within marks": repeated("“a ‘b ".encode()),
    "unclosed quotations": repeated("He said: “it is so.\n\n".encode()),
    "a long word, then short ones": halves,
    "one word over and over": repeated(b"said "),
    "said and colons": repeated(b"he said: "),
    "statements within statements": repeated(b"he said that "),
    "outlets": repeated(b"Reuters told AFP "),
    "quoted as saying": repeated(b"The Bell quoted Ana as saying "),
    "sentences of one word": repeated(b"Go. "),
    "lines of one word": repeated(b"Go.\n\n"),
    "headlines": numbered("Envoys Meet Again %d\n\n"),
    "datelines": repeated("PORT ALDER, Oct 15 (Reuters) - It is so, he said.\n\n".encode()),
    "bylines": repeated(b"By Ana Flavia\n\n"),
    "stars": repeated(b"* * *\n\n"),
    "brackets": repeated(b"(["),
    "hyphens": repeated(b"a-"),
    "numbers": repeated(b"1,000.5 "),
    "right to left": repeated("قال إن ".encode()),
    "pictures": repeated("👩‍🚀".encode()),
    "NUL": repeated(b"\0"),
    "NUL between words": repeated(b"he said\0 so. "),
    "invalid UTF-8": repeated(b"\xff\xfe\xc3( \xed\xa0\x80 \xf4\x90\x80\x80 "),
    "first bytes of sequences": repeated(b"\xf0"),
    "junk": junk,
}
FEW_WORDS = {
    "single marks": repeated(b"'"),
    "one line of letters": repeated(b"a"),
    "one line of letters beyond a": repeated("é".encode()),
    "line ends": repeated(b"\n"),
    "carriage returns": repeated(b"\r"),
    "blanks": repeated(b" "),
    "no-break spaces": repeated("\u00a0".encode()),
    "full stops": repeated(b"."),
    "apostrophes": repeated(b"n't'"),
    "addresses": repeated(b"http://a.b/c?d=e&"),
    "combining marks": repeated("e\u0301\u0300".encode()),
    "zero width": repeated("\u200b".encode()),
    "no spaces": repeated("他说".encode()),
}


def grows(program, make, size):
    """What is wrong with the pair of texts, or None"""
    worst = None
    for _ in range(TRIES):
        short, long = (run(program, make(count)) for count in (size, 2 * size))
        for done in (short, long):
            if (done.status, done.said) != (0, ""):
                return f"ended with {done.status}, said '{done.said[:200]}', should be 0 and nothing"
            try:
                json.loads(done.rows)
            except ValueError as error:
                return f"what was written is no JSON: {error}"
        if long.seconds < UNSURE or long.seconds < FACTOR * short.seconds:
            return None
        worst = f"took {short.seconds:.2f} s, twice as much {long.seconds:.2f} s"
    return worst


def expect(done, status, said, count):
    """What is wrong with a reading, or None; `said` is a pattern"""
    lines = done.rows.split(b"\n")[:-1]
    if done.status != status:
        return f"ended with {done.status}, should be {status}; said '{done.said[:200]}'"
    if not re.fullmatch(said, done.said):
        return f"said '{done.said[:200]}', should be like '{said}'"
    if len(lines) != count:
        return f"wrote {len(lines)} rows, should be {count}"
    return None


def records(program):
    """{name: what is wrong, or None} of inputs that are records, or nothing"""
    broken = r"hearsay: [^\n]*'standard input'[^\n]*2[^\n]*\n"
    with tempfile.TemporaryDirectory() as folder:
        empty = pathlib.Path(folder) / "empty.txt"
        lines = pathlib.Path(folder) / "empty.jsonl"
        empty.touch()
        lines.touch()
        return {
            "an empty file": expect(run(program, b"", empty), 0, "", 1),
            "a file of no records": expect(run(program, b"", lines), 0, "", 0),
            "empty standard input": expect(run(program, b""), 0, "", 1),
            "a record cut short": expect(run(program, b'{"text":"One."}\n{"text":"Two'), 1, broken, 1),
            "a record with NUL": expect(run(program, b'{"text":"One."}\n{"text":"T\0wo"}\n{"text":"Three."}\n'), 1, broken, 2),
            "deep brackets": expect(run(program, b'{"text":"One."}\n{"text":' + b"[" * 100000 + b"\n"), 1, broken, 1),
            "a text that is none": expect(run(program, b'{"text":"One."}\n{"text":[1]}\n'), 1, broken, 1),
            "a text of escapes": expect(run(program, b'{"text":"' + b"\\u0000\\ud83d\\ude00" * 500 + b'"}\n'), 0, "", 1),
            "half a pair of escapes": expect(run(program, b'{"text":"One."}\n{"text":"\\ud83d"}\n'), 1, broken, 1),
        }


def main():
    if len(sys.argv) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    if not MODEL.exists():
        print(f"skipped: model/hearsay.model is not there\n0 passed, 0 failed, {len(WORDS) + len(FEW_WORDS)} skipped")
        return 0
    program = str(pathlib.Path(sys.argv[1]).resolve())
    outcomes = {name: grows(program, make, SIZE) for name, make in WORDS.items()}
    outcomes |= {name: grows(program, make, LARGE) for name, make in FEW_WORDS.items()}
    outcomes |= records(program)
    failures = {name: wrong for name, wrong in outcomes.items() if wrong}
    for name, wrong in failures.items():
        print(f"tests/pathological.py:1: {name}: {wrong}")
    print(f"{len(outcomes) - len(failures)} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
