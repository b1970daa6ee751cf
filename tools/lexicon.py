#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compiles lexicon/*.tsv into the one file that src/lexicon/lexicon.c maps, or names the line that is wrong.

    tools/lexicon.py OUT TABLE.tsv...     writes OUT
    tools/lexicon.py --check TABLE.tsv... only looks

A table opens with lines that begin with '#': what it is, then '# columns: key, ...', '# source: ...' and
'# licence: ...'. Every line after is one fact: the key and the other columns, parted by tabs, in the order of the
folded keys (lower case, no accents: as hs_text_fold). Rows that share a key stay in the order of the file.
"""
import pathlib
import struct
import sys
import unicodedata

MAGIC, VERSION, KEY_MAX = b"hearsayL", 1, 255
HEAD_SIZE, TABLE_SIZE, CELL_SIZE = 32, 24, 8


class Fault(Exception):
    pass


def fold(text):
    """As hs_text_fold: canonical decomposition, no marks, lower case, and i for a dotless one."""
    kept = (c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return "".join("i" if c == "ı" else c.lower() for c in kept)


def head_columns(path, head):
    """The names of the columns; a head also tells where the facts come from and who may use them."""
    said = dict(line[1:].split(":", 1) for line in head if ":" in line)
    said = {name.strip(): value.strip() for name, value in said.items()}
    for name in ("columns", "source", "licence"):
        if not said.get(name):
            raise Fault(f"{path}:1: no '# {name}:' in the head")
    return [name.strip() for name in said["columns"].split(",")]


def checked_row(place, line, width):
    fields = line.split("\t")
    if len(fields) != width:
        raise Fault(f"{place}: {len(fields)} columns, should be {width}")
    if not fields[0]:
        raise Fault(f"{place}: no key")
    if any(field != field.strip() for field in fields):
        raise Fault(f"{place}: a space beside a tab or at an end")
    if any(unicodedata.category(c) == "Cc" for field in fields for c in field):
        raise Fault(f"{place}: a control character")
    key = fold(fields[0]).encode()
    if not key or len(key) > KEY_MAX or len(fields[0].encode()) > KEY_MAX:
        raise Fault(f"{place}: key over {KEY_MAX} bytes, or empty once folded")
    return key, fields


def read_table(path):
    """Rows of (folded key, fields), tested."""
    data = path.read_bytes()
    if data and not data.endswith(b"\n"):
        raise Fault(f"{path}: no line end at the end")
    try:
        lines = data.decode().split("\n")[:-1]
    except UnicodeDecodeError as error:
        raise Fault(f"{path}: not UTF-8 at byte {error.start}") from None
    start = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    columns = head_columns(path, lines[:start])
    rows, seen, last = [], set(), b""
    for number, line in enumerate(lines[start:], start + 1):
        place = f"{path}:{number}"
        key, fields = checked_row(place, line, len(columns))
        if key < last:
            raise Fault(f"{place}: '{fields[0]}' out of order, sort by folded key")
        if line in seen:
            raise Fault(f"{place}: '{fields[0]}' twice")
        seen.add(line)
        last = key
        rows.append((key, [field.encode() for field in fields]))
    return columns, rows


def checksum(data):
    """FNV-1a over words of 64 bits."""
    total = 0xCBF29CE484222325
    for (word,) in struct.iter_unpack("<Q", data):
        total = (total ^ word) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return total


class Pool:
    """The bytes behind the cells, equal ones kept once."""

    def __init__(self, begin):
        self.begin, self.data, self.place = begin, bytearray(), {}

    def cell(self, data):
        at = self.place.get(data)
        if at is None:
            at = self.place[data] = self.begin + len(self.data)
            self.data += data
        return struct.pack("<II", at, len(data))


def compiled(tables):
    """The file; `tables` is a list of (name, columns, rows)."""
    begin = HEAD_SIZE + TABLE_SIZE * len(tables)
    size = sum(CELL_SIZE * (1 + len(columns)) * len(rows) for _, columns, rows in tables)
    pool, directory, cells = Pool(begin + size), bytearray(), bytearray()
    for name, columns, rows in tables:
        directory += pool.cell(name.encode())
        directory += struct.pack("<IIII", len(columns), len(rows), begin + len(cells), 0)
        for key, fields in rows:
            cells += pool.cell(key) + b"".join(map(pool.cell, fields))
    body = bytes(directory + cells + pool.data)
    body += bytes(-len(body) % 8)
    if HEAD_SIZE + len(body) > 0xFFFFFFFF:
        raise Fault("over 4 GB")
    head = struct.pack("<8sIIQQ", MAGIC, VERSION, len(tables), HEAD_SIZE + len(body), checksum(body))
    return head + body


def main(arguments):
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    out, paths = arguments[0], sorted(pathlib.Path(path) for path in arguments[1:])
    try:
        tables = [(path.stem, *read_table(path)) for path in paths]
        data = compiled(tables)
    except (Fault, OSError) as fault:
        print(fault, file=sys.stderr)
        return 1
    if out != "--check":
        pathlib.Path(out).write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
