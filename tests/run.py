#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every test that meson.build names and adds up what they say.

    tests/run.py BUILD [WORD]…     only the tests whose names hold one of the words

Failures come first, each as file:line: what was, what should be; the sum stands alone on the last line:
`141 passed, 1 failed, 3 skipped`. A test counts by its own closing line: that of check, of Python's unittest, or
`N passed, M failed[, K skipped]`; without one it counts as one, by its exit status. Standard library only.
"""
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import typing

SECONDS = 600  # before a test counts as hung
PLAIN = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", re.M)
CHECK = re.compile(r"^\d+%: Checks: (\d+), Failures: (\d+), Errors: (\d+)$", re.M)
UNITTEST = re.compile(r"^Ran (\d+) tests? in .*\n+(?:OK|FAILED)(?: \((.*)\))?$", re.M)


class Outcome(typing.NamedTuple):
    name: str
    passed: int
    failed: int
    skipped: int
    output: str


def count(output):
    """(passed, failed, skipped) by the last closing line, or None"""
    if plain := PLAIN.findall(output):
        return tuple(int(number or 0) for number in plain[-1])
    if check := CHECK.findall(output):
        total, failures, errors = map(int, check[-1])
        return total - failures - errors, failures + errors, 0
    if unittest := UNITTEST.findall(output):
        total, rest = unittest[-1]
        parts = {word: int(number) for word, number in re.findall(r"(\w+)=(\d+)", rest)}
        failed = parts.get("failures", 0) + parts.get("errors", 0)
        skipped = parts.get("skipped", 0)
        return int(total) - failed - skipped, failed, skipped
    return None


def run(test, build):
    environment = {"CK_DEFAULT_TIMEOUT": "60", "UBSAN_OPTIONS": "halt_on_error=1", **os.environ, **test["env"]}
    try:
        done = subprocess.run(test["cmd"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                              cwd=test["workdir"] or build, env=environment, timeout=SECONDS)
        status, output = done.returncode, done.stdout.decode(errors="replace")
    except subprocess.TimeoutExpired as late:
        status, output = 1, (late.stdout or b"").decode(errors="replace") + f"\ngave up after {SECONDS} s"
    except OSError as error:
        status, output = 1, str(error)
    passed, failed, skipped = count(output) or (int(status == 0), int(status != 0), 0)
    if status != 0 and failed == 0:
        failed, output = 1, output + f"\nexit status {status}"
    return Outcome(test["name"], passed, failed, skipped, output.strip())


def main():
    if len(sys.argv) < 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    build, words = sys.argv[1], sys.argv[2:]
    listed = json.loads(subprocess.check_output(["meson", "introspect", "--tests", build]))
    wanted = [test for test in listed if not words or any(word in test["name"] for word in words)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = list(pool.map(lambda test: run(test, build), wanted))
    outcomes.sort(key=lambda outcome: outcome.failed == 0)
    for outcome in outcomes:
        if outcome.failed:
            print(f"FAILED {outcome.name}\n{outcome.output}\n")
    for outcome in outcomes:
        skipped = f", {outcome.skipped} skipped" if outcome.skipped else ""
        print(f"    {outcome.name}: {outcome.passed} of {outcome.passed + outcome.failed}{skipped}")
    passed, failed, skipped = (sum(column) for column in list(zip(*outcomes))[1:4]) if outcomes else (0, 0, 0)
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
