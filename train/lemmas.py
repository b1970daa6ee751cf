# SPDX-License-Identifier: Apache-2.0
"""The forms whose lemmas the lemma head gets wrong on its own training text: a table that goes before the head.

    python train/lemmas.py --out build/train           writes lemmas.tsv there, for export.py
"""
from collections import Counter, defaultdict

import torch

import data
import decode
import network
import train
from batch import collate

LEAST = 2                                      # times that train must have shown a form with its lemma


def apply(rule, form):
    """The lemma that a rule makes of a form: the program does the same in src/language."""
    base = form if rule[0] == '=' else form.lower()
    strip, _, add = rule[1:].partition('+')
    return base[: len(base) - int(strip)] + add


@torch.no_grad()
def wrong(net, docs, maps):
    """-> {(lower form, xpos): lemma} where most predictions are wrong and one lemma stands out"""
    xpos = {n: k for k, n in maps['xpos'].items()}
    rule = {n: k for k, n in maps['lemma'].items()}
    gold, good = defaultdict(Counter), Counter()
    windows = [data.window(d, b, e) for d in docs for b, e in decode.whole_sentences(d)]
    windows.sort(key=lambda w: len(w.pieces))
    for part in decode.batches(windows):
        b = collate(part)
        x = net.words(b.pieces, b.shapes, b.first, b.last)
        tags, rules = net.xpos(x).argmax(-1).tolist(), net.lemma(x).argmax(-1).tolist()
        for n, w in enumerate(part):
            for k, word in enumerate(w.document.words[w.begin:w.end]):
                key = word.form.lower(), xpos[tags[n][k]]
                gold[key][word.lemma] += 1
                good[key] += apply(rule[rules[n][k]], word.form) == word.lemma
    out = {}
    for key, c in gold.items():
        lemma, count = c.most_common(1)[0]
        if count >= LEAST and count > good[key] and '\t' not in key[0] + lemma: out[key] = lemma
    return out


def main():
    o = train.options()
    docs, maps, kept = train.load_data(o)
    net = network.Network(len(kept), *(len(maps[k]) for k in ('upos', 'xpos', 'lemma', 'relation')))
    net.load_state_dict(torch.load(o.out / 'checkpoint.pt', weights_only=False)['mean'])
    net.eval()
    rows = wrong(net, docs['ewt'] + docs['gum'], maps)
    (o.out / 'lemmas.tsv').write_text(''.join('%s\t%s\t%s\n' % (*k, v) for k, v in sorted(rows.items())))
    print(len(rows), 'forms')


if __name__ == '__main__':
    main()
