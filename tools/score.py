#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Scores the program on a gold file, by the shared scorers.

    tools/score.py KIND GOLD [--json]      one gold file, or for chains a folder or one *.gold.json
    tools/score.py all                     every development set; rewrites model/scores.tsv

KIND: statements (eval/statements.py), syntax (eval/syntax.py), chains (eval/chains.py). The program sees the text, its id and its
publication date, nothing else of the gold. Exit 2 where the program or the scorer fails.
"""
import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = '<!-- scores: made by `make scores` -->', '<!-- end -->'   # marks in README.md
DEV = {                                        # the sets of `make scores`
    'statements': ['statements/dev.jsonl'],
    'syntax': ['syntax/ewt-dev.conllu.gz', 'syntax/gum-dev.conllu.gz'],
    'chains': ['chains', '../articles/sana-2015-10-15.gold.json'],
}


def lines(path):
    with (gzip.open if path.suffix == '.gz' else open)(path, 'rt', encoding='utf8', newline='\n') as f:
        yield from f


def read(records, form, o):
    """What `hearsay read` prints for the records, in their order."""
    text = ''.join(json.dumps(r) + '\n' for r in records)
    command = [str(o.program), 'read', '--format', form, '-j', str(o.jobs), '-']
    done = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE)
    if done.returncode: sys.exit(2)
    return done.stdout.decode()


def scorer(name, o, gold, predicted, ending):
    with tempfile.NamedTemporaryFile('w', suffix=ending, encoding='utf8') as f:
        f.write(predicted); f.flush()
        command = [sys.executable, str(o.eval / f'{name}.py'), str(gold), f.name] + (['--json'] if o.json else [])
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode: sys.exit(2)
    return done.stdout


def statements(gold, o):
    """PolNeAR marks outermost statements alone: rows with a parent are left out."""
    docs = [json.loads(x) for x in lines(gold) if x.strip()]
    rows = map(json.loads, read([{'id': d['id'], 'text': d['text'], 'published': d.get('date')} for d in docs], 'jsonl', o).splitlines())
    keep = lambda d: [{k: s[k] for k in ('source', 'cue', 'content')} for s in d['statements'] if s['parent'] is None]
    return scorer('statements', o, gold, ''.join(json.dumps({'id': d['id'], 'statements': keep(d)}) + '\n' for d in rows), '.jsonl')


def raw_texts(gold):
    """The running text of a CoNLL-U file, a text a document, paragraphs parted by blank lines."""
    texts, skip, paragraph = [], 0, True
    for line in lines(gold):
        line = line.rstrip('\n')
        if line.startswith('# newdoc'): texts.append(''); paragraph = True
        elif line.startswith('# newpar'): paragraph = True
        elif line and not line.startswith('#'):
            c = line.split('\t')
            first, _, last = c[0].partition('-')
            if '.' in c[0] or not last and int(first) <= skip: continue
            skip = int(last) if last else 0
            if paragraph: texts[-1] = texts[-1].rstrip() + ('\n\n' if texts[-1] else '')
            paragraph = False
            texts[-1] += c[1] + ('' if 'SpaceAfter=No' in c[9] else ' ')
        elif not line:
            skip = 0
    return texts


def syntax(gold, o):
    texts = raw_texts(gold)
    return scorer('syntax', o, gold, read([{'id': 'd%d' % n, 'text': t} for n, t in enumerate(texts)], 'conllu', o), '.conllu')


def chains(gold, o):
    records = []
    for path in sorted(gold.glob('*.gold.json')) if gold.is_dir() else [gold]:
        g = json.loads(path.read_text(encoding='utf8'))
        text = g.get('text') or path.with_name(g['text_file']).read_bytes().decode()
        records.append({'id': g['id'], 'text': text, 'published': g.get('published')})
    return scorer('chains', o, gold, read(records, 'jsonl', o), '.jsonl')


KINDS = {f.__name__: f for f in (statements, syntax, chains)}


def figures(kind, r):
    """(name, per cent) of what a set reports, from the scorer's JSON."""
    f = lambda x: 100 * (x['f1'] if isinstance(x, dict) else x)
    if kind == 'statements':
        for block in ('all', 'quoted'):
            for row in ('detect', 'source overlap', 'cue overlap', 'content exact', 'whole', 'whole exact'):
                yield f'{block} {row}', f(r[block][row])
    if kind == 'syntax':
        for row in ('tokens', 'sentences', 'words', 'UPOS', 'XPOS', 'lemma', 'UAS', 'LAS'): yield row, f(r[row])
    if kind == 'chains':
        for row in ('detect', 'parent', 'via'): yield row, f(r['statements'][row])
        yield 'act accuracy', f(r['statements']['act']['accuracy'] or 0)
        yield 'story start', f(r['stories']['start'])


# What README shows: kind, set, figure, its words, and figures of others measured on the same set.
SHOWN = [
    ('statements', 'dev', 'all whole', 'Statements found whole: source, cue and content all overlap (PolNeAR dev, F1)', 'Citron 58.8, rules over spaCy 62.2, people among each other 78.3'),
    ('statements', 'dev', 'all detect', '… found at all (content overlaps)', '71.4, 74.1, 85.7'),
    ('statements', 'dev', 'all content exact', '… content exact to the word', '41.0, 44.8, 69.4'),
    ('statements', 'dev', 'quoted whole', '… whole, where the content has quotation marks', '75.2, 75.1, 95.4'),
    ('syntax', 'ewt-dev', 'LAS', 'Dependency parsing from raw text (EWT dev, LAS)', ''),
    ('syntax', 'gum-dev', 'LAS', '… GUM dev', ''),
    ('syntax', 'ewt-dev', 'UPOS', 'Part of speech from raw text (EWT dev)', 'spaCy sm 92.5 on gold words'),
    ('syntax', 'gum-dev', 'UPOS', '… GUM dev', 'spaCy sm 94.8 on gold words'),
    ('chains', 'chains', 'detect', 'Nested statements and relays (four reports annotated by hand): found, F1', 'nobody has them'),
    ('chains', 'chains', 'parent', '… the statement that each stands in', ''),
    ('chains', 'chains', 'via', '… the outlets that relayed it', ''),
]


def table(rows):
    """Puts the figures into README.md, between its two marks."""
    value = {r[:3]: r[3] for r in rows}
    lines = ['| what | hearsay | others |', '|---|---|---|']
    lines += ['| %s | %.1f | %s |' % (words, value[kind, name, row], others) for kind, name, row, words, others in SHOWN]
    path = ROOT / 'README.md'
    before, _, rest = path.read_text(encoding='utf8').partition(BEGIN)
    path.write_text(before + BEGIN + '\n' + '\n'.join(lines) + '\n' + END + rest.partition(END)[2], encoding='utf8')


def score_all(o):
    o.json = True
    rows = []
    for kind, sets in DEV.items():
        for name in sets:
            result = json.loads(KINDS[kind](o.data / name, o))
            rows += [(kind, Path(name).name.split('.')[0], row, value) for row, value in figures(kind, result)]
            print('\n'.join('%s\t%s\t%s\t%.2f' % r for r in rows if r[:2] == (kind, Path(name).name.split('.')[0])), flush=True)
    table(rows)
    head = '# Scores of model/hearsay.model on the development sets, in per cent. Made by `make scores`.\n# columns: kind, set, figure, value\n'
    (ROOT / 'model' / 'scores.tsv').write_text(head + ''.join('%s\t%s\t%s\t%.2f\n' % r for r in rows))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('kind', choices=[*KINDS, 'all'])
    p.add_argument('gold', nargs='?', type=Path)
    p.add_argument('--json', action='store_true', help='print what the scorer prints with --json')
    p.add_argument('--program', default=ROOT / 'build' / 'hearsay', type=Path)
    p.add_argument('--data', default=ROOT.parent / 'shared' / 'data', type=Path)
    p.add_argument('--eval', default=ROOT.parent / 'shared' / 'eval', type=Path)
    p.add_argument('-j', '--jobs', default=2, type=int)
    o = p.parse_args()
    if o.kind == 'all': return score_all(o)
    if not o.gold: p.error('GOLD is missing')
    sys.stdout.write(KINDS[o.kind](o.gold, o))


if __name__ == '__main__':
    main()
