"""Signatures of documents: hashes of their long sentences, and MinHashes of their long paragraphs."""

import re
import zlib
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.document import Document, Paragraph
from toolkit.native import SIZE, array, kernel

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint32]

_GRAM = 5
BANDS, _ROWS = 8, 4  # finds 89 % of the pairs at 0.7, 98.5 % at 0.8, 99.98 % at 0.9; 32 hashes a paragraph
HASHES, _SEED = BANDS * _ROWS, 1
_LEAST_PARAGRAPH = 50
_LEAST_SENTENCE = 12
_PARAGRAPHS, _SENTENCES = 300, 1500  # the longest of each are looked at: a bound on memory for any document
_MARKS = '，,。、；;：:“”"（()） '  # what reposts write differently
_FIGURE = re.compile(r"[0-9][0-9]*(?:\.[0-9]+)?")

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


class _Body(NamedTuple):
    """The paragraphs of a document, and all their texts as one array of characters."""

    paragraphs: Sequence[Paragraph]
    text: Hashes
    edges: Ints
    blocks: Ints


def sign(document: Document) -> Signature:
    """Return the signature of a document."""
    paragraphs = document.body
    text = "".join(paragraph.text for paragraph in paragraphs).encode("utf-32-le", "surrogatepass")
    edges = np.cumsum([0, *(len(paragraph.text) for paragraph in paragraphs)])
    blocks = np.array([paragraph.index for paragraph in paragraphs], np.int64)
    body = _Body(paragraphs, np.frombuffer(text, np.uint32), edges, blocks)
    return Signature(_sentences(body), *_paragraphs(body))


def _longest(lengths: Ints, *, least: int, most: int) -> Ints:
    """The places of those that are long enough to be told from a phrase; of too many, the longest."""
    long = np.flatnonzero(lengths >= least)
    return long if len(long) <= most else long[np.argsort(-lengths[long], kind="stable")[:most]]


def _sentences(body: _Body) -> Sentences:
    """The long sentences."""
    bounds = [paragraph.bounds for paragraph in body.paragraphs]
    owner = np.repeat(np.arange(len(bounds)), [len(own) for own in bounds])
    flat = chain.from_iterable(chain.from_iterable(bounds))
    starts, ends = np.fromiter(flat, np.int64, 2 * len(owner)).reshape(-1, 2).T
    long = _longest(ends - starts, least=_LEAST_SENTENCE, most=_SENTENCES)
    owner, lengths = owner[long], (ends - starts)[long]
    starts = starts[long] + body.edges[owner]
    keys = np.empty(len(long), np.int64)
    _hash_pieces(len(long), starts, starts + lengths, body.text, keys)
    return Sentences(body.blocks[owner], keys, lengths)


def _paragraphs(body: _Body) -> tuple[Ints, Hashes, Ints]:
    """Sign the long paragraphs: block numbers, hashes and bands."""
    long = _longest(np.diff(body.edges), least=_LEAST_PARAGRAPH, most=_PARAGRAPHS)
    grams, bounds = _grams(body, long)
    kept = np.flatnonzero(np.diff(bounds.view(np.int64)) > _LEAST_PARAGRAPH - _GRAM)
    hashes, long = _sketches(grams, bounds)[kept], long[kept]
    figures = [_figures(body.paragraphs[place].text) for place in long.tolist()]
    return body.blocks[long], hashes, _bands(hashes, np.array(figures, np.uint64))


def _grams(body: _Body, places: Ints) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The hashes of the 5-grams of paragraphs, marks left out, and where those of each begin."""
    starts, ends = body.edges[places], body.edges[places + 1]
    grams, bounds = np.empty(int((ends - starts).sum()), np.uint64), np.empty(len(places) + 1, np.uint64)
    _hash_grams(len(places), starts, ends, body.text, len(_IS_MARK), _IS_MARK, grams, bounds)
    return grams[: int(bounds[-1])], bounds


def _mark_table() -> NDArray[np.uint8]:
    table = np.zeros(0x10000, np.uint8)
    table[[ord(mark) for mark in _MARKS]] = 1
    return table


_IS_MARK = _mark_table()


def _sketches(grams: NDArray[np.uint64], bounds: NDArray[np.uint64]) -> Hashes:
    """The MinHash of each text's grams, shape `(n_texts, HASHES)`."""
    from rensa import RMinHash

    sketches = RMinHash.digest_matrix_from_flat_token_hashes(grams, bounds, HASHES, _SEED)
    return np.array(sketches.to_rows(), np.uint32).reshape(-1, HASHES)


def _figures(text: str) -> int:
    """A key of the figures that a paragraph tells."""
    return zlib.crc32(" ".join(sorted(set(_FIGURE.findall(text)))).encode())


def _bands(hashes: Hashes, figures: NDArray[np.uint64]) -> Ints:
    """The key of each band: of its hashes, its number, and the figures of the paragraph."""
    mix = np.uint64(0x9E3779B97F4A7C15)
    keys = np.arange(BANDS, dtype=np.uint64) * mix + figures[:, None]
    for row in hashes.reshape(len(hashes), BANDS, _ROWS).astype(np.uint64).transpose(2, 0, 1):
        keys = (keys ^ row) * mix
        keys ^= keys >> np.uint64(29)
    return (keys >> np.uint64(1)).view(np.int64)
