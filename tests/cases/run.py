#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs tests/cases/*.txt: a line "=== name", a text, a line "---", the rows expected.

    tests/cases/run.py [--program build/hearsay] [--update] [FILE…]

A row: number, parent in brackets if there is one, "source | cue | content", act, mode, and what is not the rule (negative, via, occasion).
Pieces of a span are joined by " … ". --update rewrites the rows; review the diff. The last line counts: "N passed, M failed".
"""
import argparse
import difflib
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODEL = HERE.parents[1] / 'model' / 'hearsay.model'


def cases(path):
    """-> [(name, line, text, rows)]"""
    out, state = [], None
    for n, line in enumerate(path.read_text(encoding='utf8').splitlines(), 1):
        if line.startswith('=== '): out.append((line[4:], n, [], [])); state = 2
        elif line == '---' and state == 2: state = 3
        elif state: out[-1][state].append(line)
    return [(name, n, '\n'.join(text).strip('\n') + '\n', [r for r in rows if r]) for name, n, text, rows in out]


def row(number, s, text):
    words = lambda spans: ' … '.join(text[b:e].decode() for b, e in spans) or '-'
    out = '%d%s %s | %s | %s | %s %s' % (number, '(%s)' % s['parent'] if s['parent'] else '', words(s['source']), words(s['cue']),
                                         words(s['content']), s['act'], s['mode'])
    if s['polarity'] == 'negative': out += ' negative'
    if s['via']: out += ' via ' + ', '.join(v['name'] for v in s['via'])
    if s['occasion']: out += ' at ' + s['occasion']
    return out.replace('\n', ' ')


def story(n, s, text):
    words = lambda span: text[span[0]:span[1]].decode() if span else '-'
    d = s['dateline']
    line = 'story %s: %s' % (s['kind'], words(s['headline']))
    if d: line += ' | dateline ' + ', '.join(d[k] for k in ('place', 'agency', 'date') if d.get(k))
    if s['byline']: line += ' | byline ' + words(s['byline'])
    return line + (' | truncated' if s['truncated'] else '')


def read(program, texts):
    lines = ''.join(json.dumps({'id': str(n), 'text': t}) + '\n' for n, t in enumerate(texts))
    done = subprocess.run([program, 'read', '--format', 'jsonl', '-'], input=lines.encode(), stdout=subprocess.PIPE, check=True,
                          env=dict(os.environ, HEARSAY_DATA=str(MODEL.parent)))
    return [json.loads(x) for x in done.stdout.splitlines()]


def rows_of(d):
    text = d['text'].encode()
    stories = [story(n, s, text) for n, s in enumerate(d['stories'])] if len(d['stories']) > 1 or d['stories'][0]['headline'] else []
    return stories + [row(n, s, text) for n, s in enumerate(d['statements'], 1)]


def check(path, program, update):
    """-> passed, failed"""
    found = cases(path)
    got = [rows_of(d) for d in read(program, [c[2] for c in found])]
    if update:
        path.write_text('\n'.join('=== %s\n%s---\n%s\n' % (c[0], c[2], '\n'.join(g)) for c, g in zip(found, got)), encoding='utf8')
    failed = 0
    for (name, n, _, want), have in zip(found, got):
        if have == want or update: continue
        failed += 1
        print('%s:%d: %s' % (path, n, name))
        print('\n'.join('    ' + d for d in difflib.unified_diff(want, have, 'expected', 'read', lineterm='', n=0)))
    return len(found) - failed, failed


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('files', nargs='*', type=Path)
    p.add_argument('--program', default=str(HERE.parent.parent / 'build' / 'hearsay'))
    p.add_argument('--update', action='store_true')
    o = p.parse_args()
    files = o.files or sorted(HERE.glob('*.txt'))
    if not MODEL.exists():
        print('skipped: model/hearsay.model is not there\n0 passed, 0 failed, %d skipped' % sum(len(cases(f)) for f in files))
        return
    counts = [check(f, o.program, o.update) for f in files]
    print('%d passed, %d failed' % (sum(c[0] for c in counts), sum(c[1] for c in counts)))
    sys.exit(any(c[1] for c in counts))


if __name__ == '__main__':
    main()
