"""Signatures of documents: hashes of their long sentences, and MinHashes of their long paragraphs."""

import re
import zlib
from collections.abc import Sequence
from hashlib import blake2b
from heapq import nlargest
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.document import Document, Paragraph

Hashes = NDArray[np.uint32]

_GRAM = 5
BANDS, _ROWS = 8, 4  # finds 89 % of the pairs at 0.7, 98.5 % at 0.8, 99.98 % at 0.9; 32 hashes a paragraph
HASHES, _SEED = BANDS * _ROWS, 1
_LEAST_PARAGRAPH = 50
_LEAST_SENTENCE = 12
_PARAGRAPHS, _SENTENCES = 300, 1500  # the longest of each are looked at: a bound on memory for any document
_MARKS = '，,。、；;：:“”"（()） '  # what reposts write differently
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_FACTOR = np.uint64(0x100000001B3)


class SentenceKey(NamedTuple):
    """A long sentence: the block that it is in, the 63-bit hash of its text, and its length."""

    block: int
    key: int
    length: int


class Signature(NamedTuple):
    """All that is kept of a document to find its repeats; the same in every process and on every machine.

    For its long paragraphs: `blocks` are their numbers, `hashes` their least hashes, shape `(n_paragraphs, 32)`,
    `bands` the keys of their bands, of 63 bits. Paragraphs with a band in common are compared; their similarity is the
    share of equal hashes.
    """

    sentences: list[SentenceKey]
    blocks: list[int]
    hashes: Hashes
    bands: list[list[int]]

    @property
    def length(self) -> int:
        """The characters of all long sentences."""
        return sum(sentence.length for sentence in self.sentences)


def sign(document: Document) -> Signature:
    """Return the signature of a document."""
    return Signature(_sentences(document.body), *_paragraphs(document.body))


def _sentences(body: Sequence[Paragraph]) -> list[SentenceKey]:
    """The sentences that are long enough to be told from a phrase."""
    places = [(end - start, block, start) for block in body for start, end in block.bounds]
    places = [place for place in places if place[0] >= _LEAST_SENTENCE]
    if len(places) > _SENTENCES:
        places = nlargest(_SENTENCES, places, key=itemgetter(0))
    return [
        SentenceKey(block.index, _key(block.text[start : start + length]), length) for length, block, start in places
    ]


def _key(sentence: str) -> int:
    data = sentence.replace("，", ",").encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little") >> 1


def _paragraphs(body: Sequence[Paragraph]) -> tuple[list[int], Hashes, list[list[int]]]:
    """Sign the paragraphs that are long enough to be told from a phrase: block numbers, hashes and bands."""
    blocks = [block for block in body if len(block.text) >= _LEAST_PARAGRAPH]
    if len(blocks) > _PARAGRAPHS:
        blocks = nlargest(_PARAGRAPHS, blocks, key=lambda block: len(block.text))
    codes, owner = _letters([block.text for block in blocks])
    long = np.bincount(owner, minlength=len(blocks)) >= _LEAST_PARAGRAPH
    blocks = [block for block, kept in zip(blocks, long.tolist(), strict=True) if kept]
    if not blocks:
        return [], np.empty((0, HASHES), np.uint32), []
    of_long = long.take(owner)
    hashes = _sketches(codes[of_long], (np.cumsum(long) - 1).take(owner[of_long]), len(blocks))
    figures = [zlib.crc32(" ".join(sorted(set(_FIGURE.findall(block.text)))).encode()) for block in blocks]
    return [block.index for block in blocks], hashes, _bands(hashes, np.array(figures, np.uint64))


def _letters(texts: Sequence[str]) -> tuple[Hashes, NDArray[np.int64]]:
    """The characters of all texts but for marks, and the text that each is in."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    owner = np.repeat(np.arange(len(texts)), np.fromiter(map(len, texts), np.int64, len(texts)))
    letters = ~_IS_MARK.take(codes, mode="clip")
    return codes[letters], owner[letters]


def _mark_table() -> NDArray[np.bool_]:
    table = np.zeros(0x10000, np.bool_)
    table[[ord(mark) for mark in _MARKS]] = True
    return table


_IS_MARK = _mark_table()


def _sketches(codes: Hashes, owner: NDArray[np.int64], n_texts: int) -> Hashes:
    """The MinHash of each text's 5-grams, shape `(n_texts, HASHES)`; each text has one at least."""
    from rensa import RMinHash

    size = len(codes) - _GRAM + 1
    grams = np.zeros(size, np.uint64)
    for place in range(_GRAM):
        grams *= _FACTOR
        grams += codes[place : place + size]
    inside = owner[:size] == owner[_GRAM - 1 :]
    bounds = np.append(0, np.cumsum(np.bincount(owner[:size][inside], minlength=n_texts)))
    sketches = RMinHash.digest_matrix_from_flat_token_hashes(grams[inside], bounds.astype(np.uint64), HASHES, _SEED)
    return np.array(sketches.to_rows(), np.uint32)


def _bands(hashes: Hashes, figures: NDArray[np.uint64]) -> list[list[int]]:
    """The key of each band: of its hashes, its number, and the figures of the paragraph."""
    mix = np.uint64(0x9E3779B97F4A7C15)
    keys = np.arange(BANDS, dtype=np.uint64) * mix + figures[:, None]
    for row in hashes.reshape(len(hashes), BANDS, _ROWS).astype(np.uint64).transpose(2, 0, 1):
        keys = (keys ^ row) * mix
        keys ^= keys >> np.uint64(29)
    found: list[list[int]] = (keys >> np.uint64(1)).tolist()
    return found
