# SPDX-License-Identifier: Apache-2.0
"""Predictions on development text, for the scores of each epoch. The program's own decoding stands in src/meaning."""
import numpy as np
import torch

from batch import collate, tree_targets, NOTHING
from data import BREAK, reading_windows, window

CUE_BIAS = 0.0


def batches(items, size=16):
    for k in range(0, len(items), size): yield items[k:k + size]


def viterbi(scores, allowed, opening):
    """scores [N, L] log-probabilities, allowed [from, to], opening [L] -> best labels [N]"""
    block = np.where(allowed, 0.0, -1e9)
    best, back = scores[0] + np.where(opening, 0.0, -1e9), []
    for row in scores[1:]:
        step = best[:, None] + block
        back.append(step.argmax(0))
        best = step.max(0) + row
    path = [int(best.argmax())]
    for b in reversed(back): path.append(int(b[path[-1]]))
    return path[::-1]


BIO_ALLOWED = np.array([[1, 1, 0], [1, 1, 1], [1, 1, 1]], bool)
BIO_OPENING = np.array([1, 1, 0], bool)
ROLE_ALLOWED = np.array([[1, 1, 0, 1, 0], [1, 1, 1, 1, 0], [1, 1, 1, 1, 0], [1, 1, 0, 1, 1], [1, 1, 0, 1, 1]], bool)
ROLE_OPENING = np.array([1, 1, 0, 1, 0], bool)


def spans(path, begin, inside):
    out, n = [], 0
    while n < len(path):
        if path[n] == begin:
            e = n + 1
            while e < len(path) and path[e] == inside: e += 1
            out.append((n, e)); n = e
        else: n += 1
    return out


@torch.no_grad()
def find_statements(net, doc, bias=CUE_BIAS, context=48):
    """-> [{"source", "cue", "content"}] in bytes, as eval/statements.py wants them"""
    out = []
    for part in batches(reading_windows(doc, context)):
        windows = [w for w, _ in part]
        b = collate(windows)
        x = net.words(b.pieces, b.shapes, b.first, b.last)
        score = torch.log_softmax(net.cue(x), -1)
        score[:, :, 0] -= bias
        for n, (w, counts) in enumerate(part):
            size = w.end - w.begin
            cues = spans(viterbi(score[n, :size].numpy(), BIO_ALLOWED, BIO_OPENING), 1, 2)
            if not cues: continue
            tagged = torch.zeros(1, size, dtype=torch.long)
            for c in cues: tagged[0, c[0]:c[1]] = 1
            begin, end = (torch.tensor(v) for v in zip(*cues))
            role = net.roles(x[n:n + 1, :size], torch.zeros(len(cues), dtype=torch.long), begin, end,
                             b.quoted[n:n + 1, :size], tagged, b.valid[n:n + 1, :size])
            role = torch.log_softmax(role, -1).numpy()
            for (cb, ce), r in zip(cues, role):
                if not counts <= w.begin + cb: continue
                path = viterbi(r, ROLE_ALLOWED, ROLE_OPENING)
                content = spans(path, 3, 4)
                if not content: continue
                out.append({'cue': to_bytes(doc, w.begin, [(cb, ce)]), 'source': to_bytes(doc, w.begin, spans(path, 1, 2)),
                            'content': to_bytes(doc, w.begin, content)})
    return out


def to_bytes(doc, base, runs):
    out = []
    for b, e in runs:
        s = [doc.words[base + b].span[0], doc.words[base + e - 1].span[1]]
        if out and not doc.text.encode()[out[-1][1]:s[0]].strip(): out[-1][1] = s[1]
        else: out.append(s)
    return out


def statement_scores(net, docs, scorer, **k):
    """F1 in percent of the rows that matter, by eval/statements.py"""
    gold = {d.name: (d.text.encode(), scorer.check_statements(d.name, d.gold, None)) for d in docs}
    pred = {d.name: scorer.check_statements(d.name, find_statements(net, d, **k), None) for d in docs}
    total = scorer.score(gold, pred)
    f = lambda block, row: 100 * scorer.prf(*total[block][row])[2]
    p, r, _ = scorer.prf(*total['all']['detect'])
    return {'detect': f('all', 'detect'), 'p': 100 * p, 'r': 100 * r, 'source': f('all', 'source overlap'), 'cue': f('all', 'cue overlap'),
            'content exact': f('all', 'content exact'), 'whole': f('all', 'whole'), 'whole exact': f('all', 'whole exact'),
            'quoted whole': f('quoted', 'whole')}


@torch.no_grad()
def tree_scores(net, docs, maps):
    """Per cent of gold words: UPOS, XPOS, lemma by its rule, UAS and LAS (greedy, gold sentences); F1 of sentence starts."""
    hit, total, starts = {k: 0 for k in ('upos', 'xpos', 'lemma', 'uas', 'las')}, 0, [0, 0, 0]
    base = lambda r: r.split(':')[0]
    names = {v: k for k, v in maps['relation'].items()}
    windows = [window(d, b, e) for d in docs for b, e in whole_sentences(d)]
    for part in batches(windows):
        b = collate(part)
        x = net.words(b.pieces, b.shapes, b.first, b.last)
        up, xp, le, st = net.upos(x).argmax(-1), net.xpos(x).argmax(-1), net.lemma(x).argmax(-1), net.sentence(x)[:, :, 0] > 0
        arcs = net.parser.arcs(x)
        for n, w in enumerate(part):
            g = tree_targets(w, maps)
            size = w.end - w.begin
            sent = torch.tensor(g['sentence'])
            head = arcs[n, :size, :size].masked_fill(sent[:, None] != sent[None, :], -1e9).argmax(-1)
            rel = net.parser.relations(x[n:n + 1, :size], head[None])[0].argmax(-1)
            for k in range(size):
                word = w.document.words[w.begin + k]
                total += 1
                hit['upos'] += int(up[n, k]) == g['upos'][k]
                hit['xpos'] += int(xp[n, k]) == g['xpos'][k]
                hit['lemma'] += int(le[n, k]) == g['lemma'][k]
                ok = int(head[k]) == g['head'][k]
                hit['uas'] += ok
                hit['las'] += ok and base(names[int(rel[k])]) == base(word.relation)
                s, p = bool(st[n, k]) or word.paragraph, word.start
                starts[0] += s and p; starts[1] += s; starts[2] += p
    out = {k: 100 * v / total for k, v in hit.items()}
    out['sentence'] = 200 * starts[0] / max(1, starts[1] + starts[2])
    return out


def whole_sentences(doc):
    from data import cuts
    return cuts(doc, boundary=lambda w: w.start, fill=0)
