# SPDX-License-Identifier: Apache-2.0
"""The network: one BERT encoder (MiniLM-L6-H384) and the heads that read its word vectors.

Shapes: B windows, T pieces a window, N words a window, C cues of a batch, H = 384 the encoder's width.
The C inference in src/language mirrors forward passes of this file; train/export.py writes the tensors under these names.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

H = 384            # width of the encoder
LAYERS = 6
HEADS = 12
INNER = 1536       # width of the feed-forward layer
POSITIONS = 512
SHAPES = 5         # lower, Title, UPPER, mixed, other: enum hs_case in src/language/token.h
ARC = 192          # width of the arc scorer (Dozat and Manning 2017)
LABEL = 64         # width of the relation scorer
ROLE = 96          # width of the role tagger
DILATIONS = (1, 3, 9)
ROLES = ('O', 'B-source', 'I-source', 'B-content', 'I-content')
BIO = 3            # O, B, I

# Lower ends of the distance classes between a word and a cue, in words; class 0 is the cue itself.
DISTANCES = (1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97)


class Layer(nn.Module):
    """One transformer layer with the norms behind the sums (Devlin et al. 2019)."""

    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(H, 3 * H)
        self.out = nn.Linear(H, H)
        self.norm1 = nn.LayerNorm(H, eps=1e-12)
        self.up = nn.Linear(H, INNER)
        self.down = nn.Linear(INNER, H)
        self.norm2 = nn.LayerNorm(H, eps=1e-12)

    def forward(self, x, mask):
        """x [B, T, H], mask [B, 1, 1, T] (0 or -inf) -> [B, T, H]"""
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, H // HEADS).permute(2, 0, 3, 1, 4)
        a = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(H // HEADS) + mask, -1)
        x = self.norm1(x + self.out((a @ v).transpose(1, 2).reshape(b, t, H)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    """Pieces to vectors. The word embeddings stay frozen; a small embedding of letter case joins them, zero at the start."""

    def __init__(self, vocabulary):
        super().__init__()
        self.word = nn.Embedding(vocabulary, H)
        self.word.weight.requires_grad_(False)
        self.position = nn.Embedding(POSITIONS, H)
        self.shape = nn.Embedding(SHAPES, H)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(H, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, pieces, shapes):
        """pieces, shapes [B, T] int64 (piece 0 pads) -> [B, T, H]"""
        mask = torch.zeros(pieces.shape).masked_fill(pieces == 0, -1e9)[:, None, None, :]
        x = self.norm(self.word(pieces) + self.position.weight[: pieces.shape[1]] + self.shape(shapes))
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Parser(nn.Module):
    """Deep biaffine dependency scores (Dozat and Manning 2017). A word that is its own head is the root."""

    def __init__(self, relations):
        super().__init__()
        self.arc_dep, self.arc_head = nn.Linear(H, ARC), nn.Linear(H, ARC)
        self.rel_dep, self.rel_head = nn.Linear(H, LABEL), nn.Linear(H, LABEL)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.rel = nn.Parameter(torch.zeros(relations, LABEL + 1, LABEL + 1))
        nn.init.xavier_uniform_(self.arc)
        for r in self.rel:
            nn.init.xavier_uniform_(r)
        self.drop = nn.Dropout(0.25)

    def arcs(self, w):
        """w [B, N, H] -> scores [B, N dependents, N heads]"""
        d = self.drop(F.gelu(self.arc_dep(w)))
        h = self.drop(F.gelu(self.arc_head(w)))
        return one(d) @ self.arc @ h.transpose(1, 2)

    def relations(self, w, head):
        """w [B, N, H], head [B, N] -> scores [B, N, R] of each word's relation to its head"""
        d = one(self.drop(F.gelu(self.rel_dep(w))))
        h = one(self.drop(F.gelu(self.rel_head(w))))
        h = h.gather(1, head[:, :, None].expand(-1, -1, h.shape[2]))
        return torch.einsum('bni,rij,bnj->bnr', d, self.rel, h)


class Roles(nn.Module):
    """Source and content of one cue: every word tagged by a small dilated convolution over (word, cue) features.

    A word enters as its projection, scaled and shifted by the cue's (FiLM, Perez et al. 2018), with embeddings of its distance
    to the cue, of quotation, and of whether it belongs to this or another cue.
    """

    def __init__(self):
        super().__init__()
        self.word = nn.Linear(H, ROLE)
        self.cue = nn.Linear(H, 2 * ROLE)
        self.distance = nn.Embedding(2 * len(DISTANCES) + 1, ROLE)
        self.quoted = nn.Embedding(2, ROLE)
        self.kind = nn.Embedding(3, ROLE)      # no cue, this cue, another cue
        for e in (self.distance, self.quoted, self.kind):
            nn.init.normal_(e.weight, std=0.1)
        self.conv = nn.ModuleList(nn.Linear(3 * ROLE, ROLE) for _ in DILATIONS)
        self.out = nn.Linear(ROLE, len(ROLES))
        self.drop = nn.Dropout(0.1)

    def forward(self, w, window, begin, end, quoted, tagged, valid):
        """w [B, N, H]; window, begin, end [C]; quoted, tagged, valid [B, N] -> [C, N, 5]

        `tagged` is 1 where a word belongs to any cue of the text, `valid` 1 where there is a word.
        """
        n = torch.arange(w.shape[1])[None, :]
        inside = (n >= begin[:, None]) & (n < end[:, None])
        mean = inside.float() / (end - begin)[:, None]
        q = self.cue(self.drop(torch.einsum('cn,cnh->ch', mean, w[window])))
        scale, shift = q[:, None, :ROLE], q[:, None, ROLE:]
        kind = torch.where(inside, 1, torch.where(tagged[window] > 0, 2, 0))
        x = (F.gelu(self.word(self.drop(w)))[window] * (1 + scale) + shift + self.distance(distances(n, begin, end))
             + self.quoted(quoted[window]) + self.kind(kind))
        keep = valid[window][:, :, None].float()
        x = x * keep
        for linear, d in zip(self.conv, DILATIONS):
            near = torch.cat((shifted(x, d), x, shifted(x, -d)), -1)
            x = (x + F.gelu(linear(near))) * keep
        return self.out(x)


def one(x):
    """A constant 1 joined to the last dimension: the bias of a biaffine form."""
    return torch.cat((x, torch.ones_like(x[..., :1])), -1)


def shifted(x, d):
    """x [C, N, D] moved d places along N, zeros moving in: word n sees word n - d."""
    return F.pad(x, (0, 0, d, 0))[:, : x.shape[1]] if d > 0 else F.pad(x, (0, 0, 0, -d))[:, -d:]


def distances(n, begin, end):
    """n [1, N], begin, end [C] -> class of the signed distance to the cue, [C, N]"""
    before, after = begin[:, None] - n, n - end[:, None] + 1
    edge = torch.tensor(DISTANCES)
    left, right = torch.bucketize(before, edge, right=True), torch.bucketize(after, edge, right=True)
    return torch.where(before > 0, left, torch.where(after > 0, len(DISTANCES) + right, 0))


class Network(nn.Module):
    def __init__(self, vocabulary, upos, xpos, lemma, relations):
        super().__init__()
        self.encoder = Encoder(vocabulary)
        self.upos, self.xpos, self.lemma = nn.Linear(H, upos), nn.Linear(H, xpos), nn.Linear(H, lemma)
        self.sentence = nn.Linear(H, 1)
        self.cue = nn.Linear(H, BIO)           # cues of outermost statements
        self.inner = nn.Linear(H, BIO)         # cues at any depth: trained outside contents alone
        self.source, self.content = nn.Linear(H, BIO), nn.Linear(H, BIO)   # help in training; not exported
        self.parser = Parser(relations)
        self.roles = Roles()
        self.drop = nn.Dropout(0.15)

    def words(self, pieces, shapes, first, last):
        """[B, T] pieces and [B, N] places of each word's first and last piece -> word vectors [B, N, H]"""
        x = self.encoder(pieces, shapes)
        take = lambda at: x.gather(1, at[:, :, None].expand(-1, -1, H))
        return (take(first) + take(last)) / 2
