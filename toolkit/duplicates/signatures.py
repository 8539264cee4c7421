"""Signatures of documents: hashes of their long sentences, and MinHashes of their long paragraphs."""

import re
import zlib
from collections.abc import Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.document import Document, Paragraph
from toolkit.native import SIZE, array, kernel

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint32]
Keys = NDArray[np.uint64]

_GRAM = 5
BANDS, _ROWS = 8, 4  # finds 89 % of the pairs at 0.7, 98.5 % at 0.8, 99.98 % at 0.9; 32 hashes a paragraph
HASHES, _SEED = BANDS * _ROWS, 1
_LEAST_PARAGRAPH = 50
_LEAST_SENTENCE = 12
_PARAGRAPHS, _SENTENCES = 300, 1500  # the longest of each are looked at: a bound on memory for any document
_MARKS = '，,。、；;：:“”"（()） '  # what reposts write differently
_FIGURE = re.compile(r"[0-9][0-9]*(?:\.[0-9]+)?")  # so written, the search skips to a digit fastest

_PIECES = (SIZE, array(np.int64), array(np.int64), array(np.uint32))
_hash_pieces = kernel("hash_pieces", *_PIECES, array(np.int64, written=True))
_hash_grams = kernel(
    "hash_grams", *_PIECES, SIZE, array(np.uint8), array(np.uint64, written=True), array(np.uint64, written=True)
)


class Sentences(NamedTuple):
    """Long sentences: the block that each is in, the 63-bit hash of its text, and its length."""

    blocks: Ints
    keys: Ints
    lengths: Ints


class Signature(NamedTuple):
    """All that is kept of a document to find its repeats; the same in every process and on every machine.

    For its long paragraphs: `blocks` are their numbers, `hashes` their least hashes, shape `(n_paragraphs, 32)`,
    `bands` the keys of their bands, of 63 bits, shape `(n_paragraphs, 8)`. Paragraphs with a band in common are
    compared; their similarity is the share of equal hashes.
    """

    sentences: Sentences
    blocks: Ints
    hashes: Hashes
    bands: Ints

    @property
    def length(self) -> int:
        """The characters of all long sentences."""
        return int(self.sentences.lengths.sum())


class _Bodies(NamedTuple):
    """The paragraphs of documents with their texts as one array of characters.

    Paragraph `i` is block `blocks[i]` of document `owner[i]`; its text begins at `edges[i]` and ends at `edges[i + 1]`.
    """

    paragraphs: Sequence[Paragraph]
    owner: Ints
    blocks: Ints
    text: Hashes
    edges: Ints


def sign(documents: Sequence[Document]) -> list[Signature]:
    """Return the signatures of documents, each of which depends on no other; many at once cost less."""
    bodies = _bodies([document.body for document in documents])
    owner, sentences = _sentences(bodies)
    place, hashes, bands = _paragraphs(bodies)
    blocks = bodies.blocks[place]
    edges = np.searchsorted(owner, np.arange(len(documents) + 1)).tolist()
    bounds = np.searchsorted(bodies.owner[place], np.arange(len(documents) + 1)).tolist()
    return [
        Signature(Sentences(*(column[a:b] for column in sentences)), blocks[c:d], hashes[c:d], bands[c:d])
        for (a, b), (c, d) in zip(pairwise(edges), pairwise(bounds), strict=True)
    ]


def _bodies(bodies: Sequence[Sequence[Paragraph]]) -> _Bodies:
    paragraphs = [paragraph for body in bodies for paragraph in body]
    owner = np.repeat(np.arange(len(bodies)), [len(body) for body in bodies])
    blocks = np.array([paragraph.index for paragraph in paragraphs], np.int64)
    text = "".join(paragraph.text for paragraph in paragraphs).encode("utf-32-le", "surrogatepass")
    edges = np.cumsum([0, *(len(paragraph.text) for paragraph in paragraphs)], dtype=np.int64)
    return _Bodies(paragraphs, owner, blocks, np.frombuffer(text, np.uint32), edges)


def _longest(lengths: Ints, owner: Ints, *, least: int, most: int) -> Ints:
    """The places of those that are long enough to be told from a phrase; of too many in a document, the longest."""
    long = np.flatnonzero(lengths >= least)
    owner = owner[long]
    if np.bincount(owner, minlength=1).max() <= most:
        return long
    order = np.lexsort((-lengths[long], owner))
    rank = np.arange(len(long)) - np.searchsorted(owner, owner)  # lexsort leaves the owners in their order
    return long[np.sort(order[rank < most])]


def _sentences(bodies: _Bodies) -> tuple[Ints, Sentences]:
    """The documents of the long sentences, and these."""
    bounds = [paragraph.bounds for paragraph in bodies.paragraphs]
    place = np.repeat(np.arange(len(bounds)), [len(own) for own in bounds])
    flat = chain.from_iterable(chain.from_iterable(bounds))
    starts, ends = np.fromiter(flat, np.int64, 2 * len(place)).reshape(-1, 2).T
    long = _longest(ends - starts, bodies.owner[place], least=_LEAST_SENTENCE, most=_SENTENCES)
    place, lengths = place[long], (ends - starts)[long]
    starts = starts[long] + bodies.edges[place]
    keys = np.empty(len(long), np.int64)
    _hash_pieces(len(long), starts, starts + lengths, bodies.text, keys)
    return bodies.owner[place], Sentences(bodies.blocks[place], keys, lengths)


def _paragraphs(bodies: _Bodies) -> tuple[Ints, Hashes, Ints]:
    """The places of the long paragraphs, with their hashes and bands."""
    long = _longest(np.diff(bodies.edges), bodies.owner, least=_LEAST_PARAGRAPH, most=_PARAGRAPHS)
    grams, bounds = _grams(bodies, long)
    kept = np.flatnonzero(np.diff(bounds.view(np.int64)) > _LEAST_PARAGRAPH - _GRAM)
    hashes, long = _sketches(grams, bounds)[kept], long[kept]
    figures = [_figures(bodies.paragraphs[place].text) for place in long.tolist()]
    return long, hashes, _bands(hashes, np.array(figures, np.uint64))


def _grams(bodies: _Bodies, places: Ints) -> tuple[Keys, Keys]:
    """The hashes of the 5-grams of paragraphs, marks left out, and where those of each begin."""
    starts, ends = bodies.edges[places], bodies.edges[places + 1]
    grams, bounds = np.empty(int((ends - starts).sum()), np.uint64), np.empty(len(places) + 1, np.uint64)
    _hash_grams(len(places), starts, ends, bodies.text, len(_IS_MARK), _IS_MARK, grams, bounds)
    return grams[: int(bounds[-1])], bounds


def _mark_table() -> NDArray[np.uint8]:
    table = np.zeros(0x10000, np.uint8)
    table[[ord(mark) for mark in _MARKS]] = 1
    return table


_IS_MARK = _mark_table()


def _sketches(grams: Keys, bounds: Keys) -> Hashes:
    """The MinHash of each text's grams, shape `(n_texts, HASHES)`."""
    from rensa import RMinHash

    sketches = RMinHash.digest_matrix_from_flat_token_hashes(grams, bounds, HASHES, _SEED)
    return np.array(sketches.to_rows(), np.uint32).reshape(-1, HASHES)


def _figures(text: str) -> int:
    """A key of the figures that a paragraph tells."""
    return zlib.crc32(" ".join(sorted(set(_FIGURE.findall(text)))).encode())


def _bands(hashes: Hashes, figures: Keys) -> Ints:
    """The key of each band: of its hashes, its number, and the figures of the paragraph."""
    mix = np.uint64(0x9E3779B97F4A7C15)
    keys = np.arange(BANDS, dtype=np.uint64) * mix + figures[:, None]
    for row in hashes.reshape(len(hashes), BANDS, _ROWS).astype(np.uint64).transpose(2, 0, 1):
        keys = (keys ^ row) * mix
        keys ^= keys >> np.uint64(29)
    return (keys >> np.uint64(1)).view(np.int64)
