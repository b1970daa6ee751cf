# SPDX-License-Identifier: Apache-2.0
"""Training data as windows of word pieces. Words, pieces and quotation come from the program itself (build/tools/hearsay-words)."""
import gzip
import json
import random
import subprocess
from collections import Counter
from dataclasses import dataclass, field

SPECIAL = ('[PAD]', '[UNK]', '[CLS]', '[SEP]')
PAD, UNKNOWN, START, BREAK = range(4)
WINDOW = 208                                   # pieces, with the special ones
KEPT = 24000                                   # rank of the vocabulary below which a plain piece stays even if train never shows it
NONCOMMERCIAL = {'whow', 'fiction'}            # GUM genres whose texts forbid commercial use


def lines(path):
    with (gzip.open if str(path).endswith('.gz') else open)(path, 'rt', encoding='utf8') as f:
        yield from (line.rstrip('\n') for line in f)


class Cutter:
    """The program's own words and pieces."""

    def __init__(self, build, vocabulary):
        self.command = [f'{build}/tools/hearsay-words', '--lexicon', f'{build}/lexicon/hearsay.lexicon', '--vocabulary', str(vocabulary)]

    def cut(self, records):
        text = '\n'.join(json.dumps(r) for r in records) + '\n'
        out = subprocess.run(self.command, input=text, capture_output=True, text=True, check=True).stdout
        return {r['id']: r['words'] for r in map(json.loads, out.splitlines())}


@dataclass
class Word:
    shape: int
    pieces: list
    paragraph: bool = False
    quoted: bool = False
    span: tuple = (0, 0)
    upos: str = ''
    xpos: str = ''
    lemma: str = ''
    form: str = ''
    head: int = 0                              # within its sentence, from 0; itself for the root
    relation: str = ''
    start: bool = False                        # first word of a sentence
    rule: str = ""                             # the edit that makes the lemma of the form


@dataclass
class Document:
    name: str
    words: list
    statements: list = field(default_factory=list)   # [(cue, source, content)], each a list of (begin, end) in words
    gold: list = field(default_factory=list)
    text: str = ''


# ---------------------------------------------------------------- Universal Dependencies

def conllu(path):
    """-> [(name, genre, [(new paragraph, [columns of a word])])]"""
    out, rows, paragraph, genre = [], [], True, ''
    for line in lines(path):
        if line.startswith('# newdoc'):
            out.append([line.split('= ')[1], '', []]); paragraph = True
        elif line.startswith('# meta::genre'):
            out[-1][1] = line.split('= ')[1]
        elif line.startswith('# newpar'):
            paragraph = True
        elif line.startswith('#'):
            continue
        elif line:
            c = line.split('\t')
            if c[0].isdigit(): rows.append(c)
        elif rows:
            out[-1][2].append((paragraph, rows)); rows, paragraph = [], False
    return out


def treebank(path, cutter, leave_out=()):
    docs = [d for d in conllu(path) if d[1] not in leave_out]
    cut = cutter.cut({'id': name, 'words': [c[1] for _, rows in sents for c in rows]} for name, _, sents in docs)
    out = []
    for name, _, sents in docs:
        words, pieces = [], iter(cut[name])
        for paragraph, rows in sents:
            for n, c in enumerate(rows):
                shape, ids = next(pieces)
                head = int(c[6]) - 1
                words.append(Word(shape, ids, paragraph=paragraph and n == 0, upos=c[3], xpos=c[4], lemma=c[2], form=c[1],
                                  head=head if head >= 0 else n, relation=c[7], start=n == 0))
        out.append(Document(name, words))
    return out


def lemma_rule(form, lemma):
    """The edit that makes a lemma of a form: keep or lower the case, strip k characters, append the rest."""
    base = form if lemma != lemma.lower() else form.lower()
    k = next((i for i, (a, b) in enumerate(zip(base, lemma)) if a != b), min(len(base), len(lemma)))
    return '%s%d+%s' % ('=' if lemma != lemma.lower() else '-', len(base) - k, lemma[k:])


# ---------------------------------------------------------------- PolNeAR

def reports(path, cutter):
    records = [json.loads(line) for line in lines(path)]
    for n, r in enumerate(records): r['name'] = '%s#%d' % (r['id'], n)
    cut = cutter.cut({'id': r['name'], 'text': r['text']} for r in records)
    out = []
    for r in records:
        words = [Word(shape, ids, bool(par), bool(quoted), (b, e)) for b, e, _, par, quoted, shape, ids in cut[r['name']]]
        owner = {}
        for n, w in enumerate(words):
            for i in range(*w.span): owner[i] = n
        sts = [tuple(runs(owner, s.get(k) or []) for k in ('cue', 'source', 'content')) for s in r['statements']]
        out.append(Document(r['id'], words, sts, r['statements'], r['text']))
    return out


def runs(owner, spans):
    """Byte spans -> runs of words they touch, merged where they meet."""
    out = []
    for b, e in sorted(spans):
        got = sorted({owner[i] for i in range(b, e) if i in owner})
        if not got: continue
        if out and got[0] <= out[-1][1]: out[-1] = (out[-1][0], max(out[-1][1], got[-1] + 1))
        else: out.append((got[0], got[-1] + 1))
    return out


# ---------------------------------------------------------------- windows

@dataclass
class Window:
    document: Document
    begin: int                                 # words [begin, end) of the document
    end: int
    pieces: list
    shapes: list
    first: list
    last: list


def window(doc, begin, end):
    pieces, shapes, first, last = [START], [4], [], []
    for n in range(begin, end):
        w = doc.words[n]
        if w.paragraph and n > begin: pieces.append(BREAK); shapes.append(4)
        first.append(len(pieces))
        pieces += w.pieces; shapes += [w.shape] * len(w.pieces)
        last.append(len(pieces) - 1)
    return Window(doc, begin, end, pieces + [BREAK], shapes + [4], first, last)


def cost(w):
    return len(w.pieces) + w.paragraph


def cuts(doc, limit=WINDOW, first=None, boundary=None, fill=0.5):
    """Ends of windows: each as long as fits, ended at the last boundary (a paragraph, say) past the share `fill` of it if there is one."""
    boundary = boundary or (lambda w: w.paragraph)
    ends, begin, used, room, stop = [], 0, 2, first or limit, None
    n = 0
    while n < len(doc.words):
        w = doc.words[n]
        if n > begin and boundary(w): stop = (n, used)
        if used + cost(w) > room and n > begin:
            at = stop[0] if stop and stop[1] > room * fill else n
            ends.append((begin, at)); begin = n = at; used, stop, room = 2, None, limit
            continue
        used += cost(w); n += 1
    if begin < len(doc.words): ends.append((begin, len(doc.words)))
    return ends


def report_windows(docs, rng):
    return alike([window(d, b, e) for d in docs for b, e in cuts(d, first=rng.randint(60, WINDOW), fill=0.8)], rng)


def treebank_windows(docs, rng):
    """Documents in a new order, run together, cut between sentences."""
    order = docs[:]
    rng.shuffle(order)
    joined = Document('', [w for d in order for w in d.words])
    out = [window(joined, b, e) for b, e in cuts(joined, first=rng.randint(60, WINDOW), boundary=lambda w: w.start, fill=0)]
    return alike(out, rng)


def alike(windows, rng, size=8, pool=10):
    """A random order in which `size` neighbours are of about one length, so that little is padded."""
    rng.shuffle(windows)
    groups = []
    for k in range(0, len(windows), size * pool):
        part = sorted(windows[k:k + size * pool], key=lambda w: len(w.pieces))
        groups += [part[i:i + size] for i in range(0, len(part), size)]
    rng.shuffle(groups)
    return [w for g in groups for w in g]


def reading_windows(doc, context=48, limit=WINDOW):
    """As the program reads: each window opens with words of the one before, as context. -> [(Window, first word that counts)]"""
    out, begin = [], 0
    words, size = doc.words, len(doc.words)
    while begin < size:
        left, used = begin, 2
        while left > 0 and used + cost(words[left - 1]) <= 2 + context: left -= 1; used += cost(words[left])
        end, stop = begin, None
        while end < size and (end == begin or used + cost(words[end]) <= limit):
            if end > begin and words[end].paragraph: stop = (end, used)
            used += cost(words[end]); end += 1
        if end < size and stop and stop[1] > limit / 2: end = stop[0]
        out.append((window(doc, left, end), begin))
        begin = end
    return out


# ---------------------------------------------------------------- vocabulary and labels

def choose_vocabulary(source, cutter_of, texts, path):
    """Prunes the vocabulary: pieces of train, single characters, and the commoner plain ones. Writes `path`; gives the old numbers."""
    old = [line for line in lines(source)]
    number = {p: n for n, p in enumerate(old)}
    with open(path, 'w', encoding='utf8') as f: f.write('\n'.join(list(SPECIAL) + [p for p in old if p not in SPECIAL]) + '\n')
    full = list(SPECIAL) + [p for p in old if p not in SPECIAL]
    seen = Counter(i for words in cutter_of(path).cut(texts).values() for w in words for i in w[-1])
    seen = {full[i] for i in seen}
    plain = lambda p: p.removeprefix('##').isascii() and not p.startswith('[unused')
    keep = [p for p in old if p not in SPECIAL and (p in seen or len(p.removeprefix('##')) == 1 and plain(p) or plain(p) and number[p] < KEPT)]
    with open(path, 'w', encoding='utf8') as f: f.write('\n'.join(list(SPECIAL) + keep) + '\n')
    return [number[p] for p in list(SPECIAL) + keep]


def labels(values, least=1):
    c = Counter(values)
    return sorted((v for v in c if c[v] >= least), key=lambda v: (-c[v], v))
