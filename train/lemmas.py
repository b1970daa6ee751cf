# SPDX-License-Identifier: Apache-2.0
"""Counts the table of lemmas from the treebanks: the edits of endings, and the forms that these get wrong.

    python train/lemmas.py --out build/train           writes lemmas.tsv there, for export.py; needs no torch

Lines: "form TAB xpos TAB lemma" and "*ending TAB xpos TAB edit", as src/language/lemma.h reads them.
"""
import argparse
from collections import Counter, defaultdict
from pathlib import Path

import data

ENDING = 6                                     # characters, at most
LEAST, SHARE = 3, 0.7                          # forms that must show an ending's edit, and their share of all that end so


def words(path, leave_out=()):
    """-> (form, xpos, lemma) of every word"""
    return [(c[1], c[4], c[2]) for _, genre, sents in data.conllu(path) if genre not in leave_out for _, rows in sents for c in rows]


def apply(edit, form):
    base = form if edit[0] == '=' else form.lower()
    strip, _, add = edit[1:].partition('+')
    return base[: len(base) - int(strip)] + add or base


def endings(form):
    low = form.lower()
    return [low[len(low) - k:] for k in range(min(ENDING, len(low)) + 1)]


def count_edits(train):
    """{(ending, xpos): edit}: an ending stands in it only where it differs from the longest shorter one."""
    seen = defaultdict(Counter)
    for form, xpos, lemma in set(train):
        for ending in endings(form): seen[ending, xpos][data.lemma_rule(form, lemma)] += 1
    out = {}
    for key in sorted(seen, key=lambda k: (len(k[0]), k)):
        ending, xpos = key
        edit, count = max(seen[key].items(), key=lambda x: (x[1], x[0]))
        shorter = next((out[ending[k:], xpos] for k in range(1, len(ending) + 1) if (ending[k:], xpos) in out), None)
        if ending and (edit == shorter or count < LEAST or count < SHARE * sum(seen[key].values())): continue
        out[key] = edit
    return out


def guess(edits, form, xpos):
    edit = next((edits[e, xpos] for e in reversed(endings(form)) if (e, xpos) in edits), '=0+')
    return apply(edit, form)


def exceptions(train, edits):
    seen, good = defaultdict(Counter), Counter()
    for form, xpos, lemma in train:
        seen[form.lower(), xpos][lemma] += 1
        good[form.lower(), xpos] += guess(edits, form, xpos) == lemma
    best = {k: max(c.items(), key=lambda x: (x[1], x[0])) for k, c in seen.items()}
    return {k: lemma for k, (lemma, count) in best.items() if count > good[k] and '\t' not in k[0] + lemma and k[0][0] != '*'}


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument('--data', default='../shared/data', type=Path)
    p.add_argument('--out', default='build/train', type=Path)
    p.add_argument('--noncommercial', action='store_true', help='as in train.py')
    o = p.parse_args()
    leave = set() if o.noncommercial else data.NONCOMMERCIAL
    train = [w for t in ('ewt', 'gum') for w in words(o.data / 'syntax' / f'{t}-train.conllu.gz', leave)]
    edits = count_edits(train)
    forms = exceptions(train, edits)
    rows = ['%s\t%s\t%s' % (*k, v) for k, v in sorted(forms.items())] + ['*%s\t%s\t%s' % (*k, v) for k, v in sorted(edits.items())]
    o.out.mkdir(parents=True, exist_ok=True)
    (o.out / 'lemmas.tsv').write_text('\n'.join(rows) + '\n')
    print(f'{len(forms)} forms, {len(edits)} endings')
    for t in ('ewt', 'gum'):
        dev = words(o.data / 'syntax' / f'{t}-dev.conllu.gz')
        good = sum(lemma == '_' or lemma == (forms.get((form.lower(), xpos)) or guess(edits, form, xpos)) for form, xpos, lemma in dev)
        print(f'{t}-dev, gold words and tags: {100 * good / len(dev):.2f} %')


if __name__ == '__main__':
    main()
