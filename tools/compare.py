#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the program's network with train/network.py, which needs torch: how far vectors differ, how many labels agree.

    tools/compare.py --tool build/tools/hearsay-vectors --lexicon build/lexicon/hearsay.lexicon --out build/train \\
        --model model/hearsay.model < TEXTS.jsonl

Texts are lines of {"id", "text"}; --out is the folder of train.py with checkpoint.pt and labels.json.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'train'))
import torch

import data
import decode
import network
from batch import collate


def read_program(o, lines):
    """-> [(record, vectors [words, H])]"""
    with tempfile.NamedTemporaryFile() as f:
        run = subprocess.run([o.tool, o.lexicon, o.model, f.name], input=lines, capture_output=True, text=True, check=True)
        vectors = np.fromfile(f.name, np.float32).reshape(-1, network.H)
    out, at = [], 0
    for r in map(json.loads, run.stdout.splitlines()):
        out.append((r, vectors[at:at + len(r['words'])]))
        at += len(r['words'])
    return out


def open_network(folder):
    names = json.loads((folder / 'labels.json').read_text())
    state = torch.load(folder / 'checkpoint.pt', weights_only=False)['mean']
    net = network.Network(state['encoder.word.weight'].shape[0], *(len(names[k]) for k in ('upos', 'xpos', 'lemma', 'relation')))
    net.load_state_dict(state)
    return net.eval(), names


def document(record):
    words = [data.Word(shape, pieces, paragraph=par, quoted=quoted) for par, quoted, shape, pieces, *_ in record['words']]
    return data.Document(record['id'], words)


@torch.no_grad()
def window_vectors(net, doc):
    """-> [(window, its own first word, word vectors)]"""
    out = []
    for w, own in data.reading_windows(doc):
        b = collate([w])
        out.append((w, own, net.words(b.pieces, b.shapes, b.first, b.last)[0]))
    return out


def compare_vectors(doc_vectors, vectors, total):
    for w, own, x in doc_vectors:
        e = x[own - w.begin:].numpy() - vectors[own:w.end]
        total['square'] += float((e ** 2).sum())
        total['reference'] += float(((x - x.mean(0)) ** 2).sum())
        total['numbers'] += e.size
        total['most'] = max(total['most'], float(np.abs(e).max()))


@torch.no_grad()
def compare_tags(net, names, record, doc_vectors, total):
    """Labels word by word; heads and relations by the greedy choice within the program's sentences."""
    words, place = record['words'], torch.cat([x[own - w.begin:] for w, own, x in doc_vectors])
    for k, column in (('upos', 4), ('xpos', 5)):
        best = getattr(net, k)(place).argmax(-1).tolist()
        total[k] += sum(names[k][b] == w[column] for b, w in zip(best, words))
    total['words'] += len(words)
    root = list(range(len(words)))
    sentence = lambda n: n if words[n][7] == n else sentence(words[n][7])
    of = torch.tensor([sentence(n) for n in root])
    arcs = net.parser.arcs(place[None])[0].masked_fill(of[:, None] != of[None, :], -1e9)
    head = arcs.argmax(-1)
    total['head'] += sum(int(h) == w[7] for h, w in zip(head, words))
    given = torch.tensor([[w[7] for w in words]])
    relation = net.parser.relations(place[None], given)[0].argmax(-1).tolist()
    total['relation'] += sum(names['relation'][b] == w[8] for b, w in zip(relation, words))


@torch.no_grad()
def network_cues(net, doc, doc_vectors):
    """The cues of outermost statements that count, with their roles: {(begin, end): (source, content)} in words."""
    out = {}
    for w, own, x in doc_vectors:
        size = w.end - w.begin
        cues = decode.spans(decode.viterbi(net.cue(x).numpy(), decode.BIO_ALLOWED, decode.BIO_OPENING), 1, 2)
        tagged = torch.zeros(1, size, dtype=torch.long)
        for b, e in cues: tagged[0, b:e] = 1
        if not cues: continue
        begin, end = (torch.tensor(v) for v in zip(*cues))
        quoted = torch.tensor([[int(v.quoted) for v in doc.words[w.begin:w.end]]])
        roles = net.roles(x[None], torch.zeros(len(cues), dtype=torch.long), begin, end, quoted, tagged, torch.ones(1, size))
        for (b, e), r in zip(cues, roles.numpy()):
            if w.begin + b < own: continue
            path = decode.viterbi(r, decode.ROLE_ALLOWED, decode.ROLE_OPENING)
            move = lambda spans: [[w.begin + p, w.begin + q] for p, q in spans]
            out[w.begin + b, w.begin + e] = move(decode.spans(path, 1, 2)), move(decode.spans(path, 3, 4))
    return out


def compare_cues(ours, record, total):
    theirs = {(b, e): (source, content) for b, e, inner, _, source, content in record['cues'] if not inner}
    total['cues'] += len(ours | theirs)
    both = ours.keys() & theirs.keys()
    total['same cue'] += len(both)
    total['same source'] += sum(ours[k][0] == theirs[k][0] for k in both)
    total['same content'] += sum(ours[k][1] == theirs[k][1] for k in both)


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ('tool', 'lexicon', 'model'): p.add_argument('--' + name, required=True)
    p.add_argument('--out', required=True, type=Path)
    o = p.parse_args()
    torch.set_num_threads(1)
    net, names = open_network(o.out)
    total = Counter(most=0.0)
    for record, vectors in read_program(o, sys.stdin.read()):
        doc = document(record)
        doc_vectors = window_vectors(net, doc)
        compare_vectors(doc_vectors, vectors, total)
        compare_tags(net, names, record, doc_vectors, total)
        compare_cues(network_cues(net, doc, doc_vectors), record, total)
    share = lambda k, of: '%.2f %%' % (100 * total[k] / max(1, total[of]))
    print('vectors: root mean square error %.4f, as a share of their spread %.4f; largest %.3f' % (
        (total['square'] / total['numbers']) ** 0.5, (total['square'] / total['reference']) ** 0.5, total['most']))
    print('same of %d words: %s' % (total['words'], ', '.join(k + ' ' + share(k, 'words') for k in ('upos', 'xpos', 'head', 'relation'))))
    print('same of %d cues: %s; of these: source %s, content %s' % (
        total['cues'], share('same cue', 'cues'), share('same source', 'same cue'), share('same content', 'same cue')))


if __name__ == '__main__':
    main()
