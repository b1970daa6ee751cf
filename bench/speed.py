#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Words a second of the whole `hearsay read` to JSON Lines on one core, beside spaCy's small English model in the same run.

    bench/speed.py [TEXTS.jsonl] [--peer PYTHON [--peer-model NAME]] [--runs N]

TEXTS: one {"id","text"} a line; default: the development reports of ../shared, else examples/ many times over. PEER: a Python that
has spaCy and the package en_core_web_sm; without one only hearsay is measured. A run is the time with the texts minus the time with
an empty text, the two programs in turn on one processor; figures are medians, words are what white space parts.
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEER = '''
import json, sys, time, spacy
nlp = spacy.load(sys.argv[3], exclude=sys.argv[2].split(",") if sys.argv[2] else [])
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf8")]
list(nlp.pipe(texts[:2]))
begin = time.perf_counter()
for doc in nlp.pipe(texts): pass
print(time.perf_counter() - begin)
'''


def one_core():
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[-1]})


def seconds(command, stdin):
    begin = time.perf_counter()
    with open(stdin, 'rb') as f:
        subprocess.run(command, stdin=f, stdout=subprocess.DEVNULL, check=True, preexec_fn=one_core)
    return time.perf_counter() - begin


def peer_seconds(o, path, leave_out):
    environment = {**os.environ, 'OMP_NUM_THREADS': '1', 'OPENBLAS_NUM_THREADS': '1'}
    done = subprocess.run([o.peer, '-c', PEER, str(path), leave_out, o.peer_model], stdout=subprocess.PIPE, text=True, check=True,
                          preexec_fn=one_core, env=environment)
    return float(done.stdout)


def texts(path):
    shared = ROOT.parent / 'shared' / 'data' / 'statements' / 'dev.jsonl'
    if path or shared.exists():
        return [json.loads(line)['text'] for line in open(path or shared, encoding='utf8') if line.strip()]
    return [(ROOT / 'examples' / 'wire.txt').read_text(encoding='utf8')] * 200


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('texts', nargs='?')
    p.add_argument('--program', default=ROOT / 'build' / 'hearsay')
    p.add_argument('--peer', metavar='PYTHON')
    p.add_argument('--peer-model', default='en_core_web_sm', help='the package that holds it, where that has another name')
    p.add_argument('--runs', default=5, type=int)
    o = p.parse_args()
    body = texts(o.texts)
    words = sum(len(t.split()) for t in body)
    with tempfile.TemporaryDirectory() as folder:
        full, empty = Path(folder, 'full.jsonl'), Path(folder, 'empty.jsonl')
        full.write_text(''.join(json.dumps({'id': str(n), 'text': t}) + '\n' for n, t in enumerate(body)), encoding='utf8')
        empty.write_text(json.dumps({'id': '0', 'text': 'No.'}) + '\n', encoding='utf8')
        command = [str(o.program), 'read', '--format', 'jsonl', '-j', '1', '-']
        ours, start, theirs, bare = [], [], [], []
        for _ in range(o.runs):
            start.append(seconds(command, empty))
            ours.append(seconds(command, full) - start[-1])
            if o.peer:
                theirs.append(peer_seconds(o, full, ''))
                bare.append(peer_seconds(o, full, 'ner'))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss if not o.peer else None
    print(f'{len(body)} texts, {words} words, {o.runs} runs, one core')
    report('hearsay read, JSON Lines', words, ours)
    print(f'  time to the first row {statistics.median(start):.3f} s')
    if memory: print(f'  resident memory {memory / 1024:.0f} MB')
    if o.peer:
        report('spaCy en_core_web_sm', words, theirs)
        report('  without names', words, bare)
        print(f'ratio hearsay / spaCy {statistics.median(b / a for a, b in zip(ours, theirs)):.2f}, '
              f'without names {statistics.median(b / a for a, b in zip(ours, bare)):.2f}')


def report(name, words, times):
    print(f'{name:26} {words / statistics.median(times):8.0f} words/s  ({words / max(times):.0f} to {words / min(times):.0f})')


if __name__ == '__main__':
    main()
