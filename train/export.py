# SPDX-License-Identifier: Apache-2.0
"""Writes the trained network as the one mapped file that the program reads.

    python train/export.py --out build/train --model model/hearsay.model

File, little endian: a header of 64 bytes (magic "HEARSAY\\0", u32 version, u32 tensors, u64 file size, u64 FNV-1a of all bytes
behind the header, zeros), then a row of 88 bytes a tensor (name of 48 bytes padded with zeros, u32 type, u32 rank, u32 shape[4],
u64 offset from the start of the file, u64 size in bytes), then the tensors, each at a multiple of 64.
"""
import argparse
import json
import struct
from pathlib import Path

import numpy as np
import torch

MAGIC, VERSION = b'HEARSAY\0', 1
HEADER = struct.Struct('<8sIIQQ32x')           # 64 bytes
ROW = struct.Struct('<48sII4IQQ')              # 88 bytes: name, type, rank, shape, offset, size
F32, I8, BYTES = 0, 1, 2
HELPERS = ('source.', 'content.', 'lemma.')              # heads that only help in training
ROWS = ('encoder.word.weight', 'encoder.position.weight')
BIAFFINE = ('parser.arc', 'parser.rel')


def fnv(data):
    """FNV-1a of 64 bits, over 8-byte words (little endian) and then the bytes left; as in src/base/file.c"""
    h = 0xcbf29ce484222325
    whole = len(data) // 8 * 8
    for w in np.frombuffer(data[:whole], '<u8').tolist() + list(data[whole:]):
        h = ((h ^ w) * 0x100000001b3) & 0xffffffffffffffff
    return h


def quantised(w):
    """int8 rows and a scale for each: w ~ q * scale[:, None]"""
    scale = np.abs(w).max(1) / 127
    scale[scale == 0] = 1
    return np.clip(np.round(w / scale[:, None]), -127, 127).astype(np.int8), scale.astype(np.float32)


def linear(name, w, bias):
    """A layer of w [out, in]: its weight goes as [in, out], as the matrix work of src/language/kernel.c reads it."""
    q, scale = quantised(w)
    yield name + '.weight', I8, np.ascontiguousarray(q.T)
    yield name + '.scale', F32, scale
    yield name + '.bias', F32, bias


def biaffine(name, a):
    """Scores d A h, with a constant 1 joined to d: the linear layer that makes [d, 1] A of d. a [.., in + 1, j] -> out = [.., j]"""
    a = a.reshape(-1, *a.shape[-2:])
    yield from linear(name, a[:, :-1].transpose(0, 2, 1).reshape(-1, a.shape[1] - 1), np.ascontiguousarray(a[:, -1]).reshape(-1))


def tensors(state):
    """(name, type, array) of every tensor. Matrices that multiply are int8 with a scale an output, big embeddings int8 with a
    scale a row; what adds or normalises stays float32."""
    state = {k: t.detach().float().numpy() for k, t in state.items() if not k.startswith(HELPERS)}
    for name, a in state.items():
        base = name.removesuffix('.weight')
        if name in BIAFFINE: yield from biaffine(name, a)
        elif name in ROWS:
            q, scale = quantised(a)
            yield name, I8, q
            yield base + '.scale', F32, scale
        elif base != name and base + '.bias' in state and a.ndim == 2: yield from linear(base, a, state[base + '.bias'])
        elif not (name.endswith('.bias') and state.get(name.removesuffix('.bias') + '.weight', a).ndim == 2): yield name, F32, a


def write(path, rows):
    rows = list(rows)
    at = (HEADER.size + ROW.size * len(rows) + 63) // 64 * 64
    table, body = b'', b''
    for name, kind, a in rows:
        data = a.tobytes()
        shape = (list(a.shape) + [1, 1, 1, 1])[:4]
        table += ROW.pack(name.encode(), kind, a.ndim, *shape, at + len(body), len(data))
        body += data + bytes(-len(data) % 64)
    rest = table + bytes(at - HEADER.size - len(table)) + body
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(HEADER.pack(MAGIC, VERSION, len(rows), HEADER.size + len(rest), fnv(rest)) + rest)


def text(lines):
    return np.frombuffer('\n'.join(lines).encode() + b'\n', np.uint8)


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument('--out', default='build/train', type=Path, help='folder of train.py')
    p.add_argument('--model', default='model/hearsay.model', type=Path)
    o = p.parse_args()
    names = json.loads((o.out / 'labels.json').read_text())
    state = torch.load(o.out / 'checkpoint.pt', weights_only=False)['mean']
    extra = [('vocabulary', BYTES, text((o.out / 'vocabulary.txt').read_text().splitlines()))]
    extra += [('labels.' + k, BYTES, text(v)) for k, v in names.items() if k != 'lemma']
    extra.append(('lemmas', BYTES, text((o.out / 'lemmas.tsv').read_text().strip('\n').split('\n'))))
    write(o.model, [*tensors(state), *extra])
    print(f'{o.model}: {o.model.stat().st_size / 1e6:.2f} MB')


if __name__ == '__main__':
    main()
