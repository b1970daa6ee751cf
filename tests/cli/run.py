#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the built program as people do: exit status, standard error word for word, inputs of all kinds, output that cannot
be written. Cases that need the model are skipped until model/hearsay.model is there.

    tests/cli/run.py PROGRAM

Closes with `N passed, M failed[, K skipped]`. Standard library only.
"""
import csv
import io
import json
import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODEL = ROOT / "model" / "hearsay.model"
PROGRAM = ""
TRY = "try 'hearsay read --help'\n"
needs_model = unittest.skipUnless(MODEL.exists(), "model/hearsay.model is not there")

TEXT = ("Minister: Bridge will open\n\nPORT ALDER, Oct 15 (CNA) – The bridge will open, the minister said on Thursday. "
        "“It is safe,” she added.\n")


def run(*words, stdin=b"", **more):
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM")}
    environment.update(HEARSAY_DATA=str(MODEL.parent), **more.pop("env", {}))
    if isinstance(stdin, bytes):
        more["input"] = stdin
    else:
        more["stdin"] = stdin
    more.setdefault("stdout", subprocess.PIPE)
    return subprocess.run([PROGRAM, *map(str, words)], stderr=subprocess.PIPE, env=environment, timeout=120, **more)


def rows(done):
    return [json.loads(line) for line in done.stdout.decode().split("\n")[:-1]]


class Case(unittest.TestCase):
    maxDiff = None

    def expect(self, done, status, said=""):
        self.assertEqual((done.returncode, done.stderr.decode()), (status, said))

    def folder(self, **files):
        """A folder that goes away with the case; names of files have "__" for a full stop."""
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        path = pathlib.Path(holder.name)
        for name, text in files.items():
            (path / name.replace("__", ".")).write_bytes(text if isinstance(text, bytes) else text.encode())
        return path


class Usage(Case):
    def test_nothing_to_do_gives_help(self):
        done = run()
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        self.assertIn("usage: hearsay [OPTION]… COMMAND …\n", done.stderr.decode())

    def test_help_goes_to_standard_output(self):
        for words in (["--help"], ["-h"], ["read", "--help"], ["read", "no such file", "--help"]):
            done = run(*words)
            self.expect(done, 0)
            self.assertTrue(done.stdout.startswith(b"hearsay"))

    def test_help_is_at_most_eighty_columns_wide(self):
        for words in (["--help"], ["read", "--help"]):
            for line in run(*words).stdout.decode().split("\n"):
                self.assertLessEqual(len(line), 80)

    def test_version(self):
        done = run("--version")
        self.expect(done, 0)
        self.assertRegex(done.stdout.decode(), r"\Ahearsay \d+\.\d+\.\d+\n\Z")
        self.assertEqual(run("read", "--version").stdout, done.stdout)

    def test_unknown_command(self):
        self.expect(run("raed"), 2, "hearsay: unknown command 'raed', did you mean 'read'?\ntry 'hearsay --help'\n")
        self.expect(run("zzzzz"), 2, "hearsay: unknown command 'zzzzz'\ntry 'hearsay --help'\n")

    def test_file_in_place_of_a_command(self):
        path = self.folder(a__txt="text") / "a.txt"
        self.expect(run(path), 2, f"hearsay: unknown command '{path}', did you mean 'hearsay read {path}'?\n"
                                  "try 'hearsay --help'\n")

    def test_unknown_option(self):
        self.expect(run("read", "--fromat", "csv"), 2,
                    "hearsay: unknown option '--fromat', did you mean '--format'?\n" + TRY)
        self.expect(run("read", "-x"), 2, "hearsay: unknown option '-x'\n" + TRY)
        self.expect(run("--verson"), 2, "hearsay: unknown option '--verson', did you mean '--version'?\ntry 'hearsay --help'\n")

    def test_wrong_values(self):
        self.expect(run("read", "--format", "xml"), 2, "hearsay: '--format' takes page, jsonl, csv or conllu, not 'xml'\n" + TRY)
        self.expect(run("read", "--width=0"), 2, "hearsay: '--width' takes a number from 40 to 400, not '0'\n" + TRY)
        self.expect(run("read", "-j", "many"), 2, "hearsay: '--threads' takes a number from 1 to 256, not 'many'\n" + TRY)
        self.expect(run("read", "--published", "15.10.2015"), 2,
                    "hearsay: '--published' takes a date such as 2015-10-15, not '15.10.2015'\n" + TRY)
        self.expect(run("read", "--outlet"), 2, "hearsay: '--outlet' needs NAME\n" + TRY)

    def test_terminal_as_standard_input_gives_short_help(self):
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)
        self.addCleanup(os.close, theirs)
        done = run("read", stdin=theirs)
        self.assertEqual(done.stdout, b"")
        self.expect(done, 2, "usage: hearsay read [OPTION]… [FILE|DIR|-]…\n" + TRY)

    def test_help_that_cannot_be_written(self):
        with open("/dev/full", "wb") as full:
            self.expect(run("read", "--help", stdout=full), 1,
                        "hearsay: cannot write 'standard output': no space left on device\n")

    def test_missing_model(self):
        self.expect(run("read", "--model", "nowhere/hearsay.model", "-"), 1,
                    "hearsay: cannot open 'nowhere/hearsay.model': no such file\n"
                    "name the files with --model and --lexicon, or their folder in HEARSAY_DATA\n")


@needs_model
class Models(Case):
    def test_model_cut_short(self):
        path = self.folder(cut__model=MODEL.read_bytes()[:-1]) / "cut.model"
        done = run("read", "--model", path, "-")
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertRegex(done.stderr.decode(), rf"\Ahearsay: [^\n]*'{re.escape(str(path))}'[^\n]*\n[^\n]*\n\Z")

    def test_text_as_a_model(self):
        path = self.folder(a__txt=TEXT * 100) / "a.txt"
        done = run("read", "--model", path, "-")
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertIn(f"'{path}'", done.stderr.decode())

    def test_missing_lexicon(self):
        self.expect(run("read", "--lexicon", "nowhere", "-"), 1,
                    "hearsay: cannot open 'nowhere': no such file\n"
                    "name the files with --model and --lexicon, or their folder in HEARSAY_DATA\n")


@needs_model
class Inputs(Case):
    def test_standard_input_with_and_without_its_name(self):
        bare, named = run("read", stdin=TEXT.encode()), run("read", "-", stdin=TEXT.encode())
        self.expect(bare, 0)
        self.assertEqual(bare.stdout, named.stdout)
        self.assertEqual(rows(bare)[0]["text"], TEXT)

    def test_odd_bytes_are_no_error(self):
        for odd in (b"", b"\0", b"\xff\xfe", b"\x80\x81 \xf4\x90\x80\x80", b"\r\n" * 1000, b"\"" * 1000):
            done = run("read", stdin=odd)
            self.expect(done, 0)
            self.assertEqual(len(rows(done)), 1)

    def test_options_fill_in_what_a_text_lacks(self):
        done = run("read", "--published", "2015-10-15", "--outlet", "CNA", "--url", "https://example.org/1", "-",
                   stdin=TEXT.encode())
        row = rows(done)[0]
        self.assertEqual([row[field] for field in ("published", "published_from", "outlet", "url", "title")],
                         ["2015-10-15", "given", "CNA", "https://example.org/1", None])

    def test_records_keep_what_they_say(self):
        line = json.dumps({"id": "x1", "text": TEXT, "outlet": "ours", "title": "\u2028\"", "published": "2016-01-02"})
        path = self.folder(a__jsonl=line + "\n" + json.dumps({"text": "Second."}) + "\n") / "a.jsonl"
        done = run("read", "--outlet", "CNA", path)
        self.expect(done, 0)
        first, second = rows(done)
        self.assertEqual([first[field] for field in ("id", "outlet", "title", "published")],
                         ["x1", "ours", "\u2028\"", "2016-01-02"])
        self.assertEqual(second["outlet"], "CNA")

    def test_missing_file_is_named_and_the_rest_is_read(self):
        path = self.folder(a__txt=TEXT)
        done = run("read", path / "none.txt", path / "a.txt")
        self.expect(done, 1, f"hearsay: cannot open '{path}/none.txt': no such file\n")
        self.assertEqual(len(rows(done)), 1)

    def test_folder_with_one_broken_file(self):
        path = self.folder(a__txt=TEXT, c__txt="Third.")
        (path / "b.txt").symlink_to(path / "gone")
        done = run("read", path)
        self.expect(done, 1, f"hearsay: cannot open '{path}/b.txt': no such file\n")
        self.assertEqual([row["text"] for row in rows(done)], [TEXT, "Third."])

    def test_broken_line_is_named_and_the_rest_is_read(self):
        path = self.folder(a__jsonl='{"text":"One."}\n{"text":"Tw\n{"text":"Three."}\n') / "a.jsonl"
        done = run("read", path)
        self.assertEqual(done.returncode, 1)
        self.assertEqual([row["text"] for row in rows(done)], ["One.", "Three."])
        said = done.stderr.decode()
        self.assertRegex(said, rf"\Ahearsay: [^\n]*{re.escape(str(path))}[^\n]*\n\Z")
        self.assertIn("2", said.replace(str(path), ""))

    def test_any_number_of_threads_gives_the_same_bytes(self):
        path = self.folder(**{f"d{i}__txt": TEXT * (1 + i * 7 % 11) + f"Number {i}.\n" for i in range(24)})
        (path / "d13b.txt").symlink_to(path / "gone")
        for form in ("jsonl", "csv", "page"):
            one, four = (run("read", "-f", form, "-j", threads, path) for threads in (1, 4))
            self.assertEqual(one.returncode, 1)
            self.assertEqual((one.stdout, one.stderr), (four.stdout, four.stderr))


@needs_model
class Outputs(Case):
    def test_pipe_gets_lines_of_json(self):
        row, = rows(run("read", stdin=TEXT.encode()))
        self.assertEqual(list(row), ["id", "url", "outlet", "title", "published", "published_from", "text", "stories",
                                     "statements"])
        self.assertRegex(row["id"], r"\A[0-9a-f]{16}\Z")
        for statement in row["statements"]:
            self.assertEqual(list(statement), ["id", "source", "cue", "content", "act", "mode", "polarity", "occasion",
                                               "story", "parent", "via", "score"])
            self.assertLess(statement["story"], len(row["stories"]))

    def test_table_has_one_header_and_a_line_a_statement(self):
        done, lines = run("read", "-f", "csv", stdin=TEXT.encode()), run("read", stdin=TEXT.encode())
        table = list(csv.reader(io.StringIO(done.stdout.decode(), newline="")))
        self.assertEqual(table[0][:4], ["document", "statement", "story", "parent"])
        self.assertEqual(len(table) - 1, len(rows(lines)[0]["statements"]))
        self.assertEqual({len(line) for line in table}, {16})

    def test_page_has_colours_only_when_told_in_a_pipe(self):
        plain = run("read", "-f", "page", stdin=TEXT.encode()).stdout
        always = run("read", "-f", "page", "--color", "always", stdin=TEXT.encode(), env={"NO_COLOR": "1"}).stdout
        self.assertNotIn(b"\x1b", plain)
        self.assertEqual(re.sub(rb"\x1b\[\d+m", b"", always), plain)

    def on_terminal(self, *words, **env):
        """What the program writes to a terminal of 80 columns."""
        path = self.folder(a__txt=TEXT) / "a.txt"
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)
        done = run("read", *words, path, stdout=theirs, env=env)
        os.close(theirs)
        self.expect(done, 0)
        written = b""
        while select.select([ours], [], [], 0)[0]:
            try:
                written += os.read(ours, 65536)
            except OSError:
                break
        return written

    def test_terminal_gets_a_page(self):
        self.assertIn(b"\x1b[1m", self.on_terminal(TERM="xterm"))
        self.assertNotIn(b"\x1b", self.on_terminal(TERM="xterm", NO_COLOR="1"))
        self.assertNotIn(b"\x1b", self.on_terminal(TERM="dumb"))
        self.assertNotIn(b"\x1b", self.on_terminal("--color", "never", TERM="xterm"))

    def test_full_disk(self):
        for form in ("jsonl", "csv", "page"):
            with open("/dev/full", "wb") as full:
                self.expect(run("read", "-f", form, stdin=TEXT.encode(), stdout=full), 1,
                            "hearsay: cannot write 'standard output': no space left on device\n")

    def test_reader_that_goes_away(self):
        path = self.folder(**{f"d{i}__txt": TEXT * 50 for i in range(40)})
        ours, theirs = os.pipe()
        os.close(ours)
        done = run("read", path, stdout=theirs)
        os.close(theirs)
        self.expect(done, -signal.SIGPIPE)


class Outcome(unittest.TextTestResult):
    """Says nothing while all is well."""

    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, 0)


def main():
    global PROGRAM
    if len(sys.argv) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
    said = io.StringIO()
    tests = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
    result = unittest.TextTestRunner(said, resultclass=Outcome).run(tests)
    failures = result.failures + result.errors
    for test, trace in failures:
        line = re.search(r'tests/cli/run\.py", line (\d+)', trace)
        said = re.search(r"^\w[\w.]*(Error|Expired|Exception)\b.*", trace, re.M | re.S)
        print(f"tests/cli/run.py:{line[1] if line else 1}: {test.id().split('.', 1)[1]}: {said[0] if said else trace}")
    for reason in sorted({reason for _, reason in result.skipped}):
        print(f"skipped: {reason}")
    failed, skipped = len(failures), len(result.skipped)
    print(f"{result.testsRun - failed - skipped} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
