# SPDX-License-Identifier: Apache-2.0
"""Windows to tensors, and the losses of one step."""
from dataclasses import dataclass

import torch
from torch.nn import functional as F

NOTHING = -100                                 # a label that no loss counts


@dataclass
class Batch:
    pieces: torch.Tensor                       # [B, T]
    shapes: torch.Tensor                       # [B, T]
    first: torch.Tensor                        # [B, N]
    last: torch.Tensor                         # [B, N]
    quoted: torch.Tensor                       # [B, N]
    valid: torch.Tensor                        # [B, N]


def padded(rows, fill=0):
    size = max(map(len, rows))
    return torch.tensor([list(r) + [fill] * (size - len(r)) for r in rows])


def collate(windows):
    words = [w.document.words[w.begin:w.end] for w in windows]
    return Batch(padded([w.pieces for w in windows]), padded([w.shapes for w in windows], 4), padded([w.first for w in windows]),
                 padded([w.last for w in windows]), padded([[int(x.quoted) for x in row] for row in words]),
                 padded([[1] * len(row) for row in words]))


def bio(size, spans, out=None):
    out = out if out is not None else [0] * size
    for b, e in spans:
        b, e = max(b, 0), min(e, size)
        if b < e: out[b:e] = [1] + [2] * (e - b - 1)
    return out


def statement_targets(w):
    """One window's labels: tags of cue, inner cue, source, content, and [(begin, end, role label of every word)] of its cues."""
    size = w.end - w.begin
    move = lambda spans: [(b - w.begin, e - w.begin) for b, e in spans]
    tags = {k: [0] * size for k in ('cue', 'source', 'content')}
    cues = []
    for cue, source, content in w.document.statements:
        cue, source, content = move(cue), move(source), move(content)
        for k, spans in (('cue', cue), ('source', source), ('content', content)): bio(size, spans, tags[k])
        if not cue or cue[0][0] < 0 or cue[0][1] > size: continue
        role = [0] * size
        for k, spans in ((3, content), (1, source)):
            for b, e in spans:
                b, e = max(b, 0), min(e, size)
                if b < e: role[b:e] = [k] + [k + 1] * (e - b - 1)
        cues.append((*cue[0], role))
    tags['inner'] = [NOTHING if c else t for t, c in zip(tags['cue'], tags['content'])]
    return tags, cues


def tree_targets(w, maps):
    """One window's labels: upos, xpos, lemma rule, sentence start, head place, relation."""
    words = w.document.words[w.begin:w.end]
    base, rows = NOTHING, {k: [] for k in ('upos', 'xpos', 'lemma', 'start', 'head', 'relation', 'sentence')}
    for n, x in enumerate(words):
        if x.start: base = n
        head = base + x.head
        rows['start'].append(int(x.start))
        rows['head'].append(head if base != NOTHING and head < len(words) else NOTHING)   # a sentence cut by the window
        rows['sentence'].append(base)
        for k, v in (('upos', x.upos), ('xpos', x.xpos), ('lemma', x.rule), ('relation', x.relation)):
            rows[k].append(maps[k].get(v, NOTHING))
    return rows


def cross(scores, gold):
    return F.cross_entropy(scores.flatten(0, -2), gold.flatten(), ignore_index=NOTHING)


def tree_loss(net, w, windows, maps):
    rows = [tree_targets(x, maps) for x in windows]
    gold = {k: padded([r[k] for r in rows], NOTHING) for k in rows[0]}
    size = gold['head'].shape[1]
    w = w[:, :size]
    x = net.drop(w)
    loss = cross(net.upos(x), gold['upos']) + cross(net.xpos(x), gold['xpos']) + 0.5 * cross(net.lemma(x), gold['lemma'])
    start = net.sentence(x).squeeze(-1)
    known = gold['start'] >= 0
    loss = loss + 0.5 * F.binary_cross_entropy_with_logits(start[known], gold['start'][known].float())
    same = gold['sentence'][:, :, None] == gold['sentence'][:, None, :]
    arcs = net.parser.arcs(w).masked_fill(~same, -1e9)
    loss = loss + cross(arcs, gold['head'])
    return loss + cross(net.parser.relations(w, gold['head'].clamp(min=0)), gold['relation'])


def statement_loss(net, w, batch, windows):
    targets = [statement_targets(x) for x in windows]
    gold = {k: padded([t[k] for t, _ in targets], NOTHING) for k in targets[0][0]}
    size = gold['cue'].shape[1]
    w, quoted, valid = w[:, :size], batch.quoted[:, :size], batch.valid[:, :size]
    x = net.drop(w)
    loss = 2 * cross(net.cue(x), gold['cue']) + cross(net.inner(x), gold['inner'])
    loss = loss + 0.5 * cross(net.source(x), gold['source']) + 0.5 * cross(net.content(x), gold['content'])
    cues = [(n, b, e, role + [NOTHING] * (size - len(role))) for n, (_, rows) in enumerate(targets) for b, e, role in rows]
    if not cues: return loss
    at, begin, end, role = (torch.tensor(c) for c in zip(*cues))
    scores = net.roles(w, at, begin, end, quoted, (gold['cue'] > 0).long(), valid)
    total = F.cross_entropy(scores.flatten(0, 1), role.flatten(), ignore_index=NOTHING, reduction='sum')
    return loss + total / (12 * len(cues))     # about as many words of a window bear a role of one cue
