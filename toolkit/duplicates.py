"""Documents and paragraphs that repeat earlier ones: marked and linked, never deleted.

Two signals, both on clean text. A sentence that is the same to the letter counts for its whole length, wherever lines
break; a paragraph with small changes is found by the MinHash of its character 5-grams (Broder, 1997; computed by rensa)
and locality-sensitive hashing (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3). The bands are
kept here, each with the first paragraph that has it, so that what comes a thousand times costs no more than once.
Paragraphs that differ in a figure are never the same: two
yearly reports share their phrases, not their numbers.
"""

import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nlargest
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.arguments import check_type
from toolkit.document import Document, Paragraph

_Hashes = NDArray[np.uint32]
_GRAM = 5
BANDS, _ROWS = 8, 4  # finds 89 % of the pairs at 0.7, 98.5 % at 0.8, 99.98 % at 0.9; 32 hashes a paragraph
HASHES, _SEED = BANDS * _ROWS, 1
LEAST_SIMILARITY = 0.65
"""The share of equal hashes from which on two paragraphs with a band in common are the same."""
_LEAST_PARAGRAPH = 50
_LEAST_SENTENCE = 12
_REPOST_SHARE = 0.7
_LEAST_BODY = 80
_PARAGRAPHS, _SENTENCES = 300, 1500  # the longest of each are looked at: a bound on memory for any document
_MARKS = '，,。、；;：:“”"（()） '  # what reposts write differently
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_FACTOR = np.uint64(0x100000001B3)


@dataclass(frozen=True, slots=True)
class Repeat:
    """Block `paragraph` of a document repeats block `original` of the earlier `document`; `similarity` is in [0, 1]."""

    paragraph: int
    document: str
    original: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Duplicates:
    """What of a document was there before.

    `repost_of` is the earlier document that it repeats whole, holds whole, or is a part of; `share` in [0, 1] tells how
    much of the shorter of the two the other holds. `paragraphs` are its blocks that repeat one of an earlier document.
    """

    document: str
    repost_of: str | None
    share: float
    paragraphs: tuple[Repeat, ...]


class DuplicateFinder:
    """Takes documents one by one and tells which earlier ones each repeats; only signatures of them are kept.

    Examples
    --------
    >>> import toolkit
    >>> text = "全市新增高新技术企业12家,总数达到300家,同比增长15%。新增省级平台8家,其中概念验证中心3家。" * 2
    >>> finder = DuplicateFinder()
    >>> first, again = (finder.add(toolkit.segment(text)) for _ in range(2))
    >>> first.repost_of, again.repost_of, again.share
    (None, 'text', 1.0)
    """

    def __init__(self) -> None:
        self._documents: list[str] = []
        self._lengths = array("L")
        self._owners, self._blocks = array("L"), array("L")
        self._hashes = array("I")
        self._first_with: dict[int, int] = {}
        self._sentences: dict[int, int] = {}

    def add(self, document: Document) -> Duplicates:
        """Tell what of a document was there before, and keep its signature for those to come."""
        signed = sign(document)
        repeats = [found for number in range(len(signed.blocks)) if (found := self._repeat(signed, number))]
        repost, share = self._repost(signed, repeats)
        blocks = tuple(
            Repeat(block, self._documents[self._owners[place]], self._blocks[place], similarity)
            for block, place, similarity in sorted(repeats)
        )
        self._keep(document.name, signed)
        return Duplicates(document.name, None if repost is None else self._documents[repost], share, blocks)

    def _repeat(self, signed: "Signature", number: int) -> tuple[int, int, float] | None:
        """The block, the kept paragraph that is most like it, and how like it is."""
        places = {self._first_with[band] for band in signed.bands[number] if band in self._first_with}
        if not places:
            return None
        similarity, place = min((-self._similarity(place, signed.hashes[number]), place) for place in places)
        return (signed.blocks[number], place, round(-similarity, 4)) if -similarity >= LEAST_SIMILARITY else None

    def _similarity(self, place: int, hashes: _Hashes) -> float:
        kept = np.array(self._hashes[place * HASHES : (place + 1) * HASHES], np.uint32)
        return float((kept == hashes).mean())

    def _repost(self, signed: "Signature", repeats: list[tuple[int, int, float]]) -> tuple[int | None, float]:
        """The earlier document that shares most with this one, when the shorter of the two is mostly in the other."""
        owners = {block: self._owners[place] for block, place, _ in repeats}
        shared: dict[int, int] = defaultdict(int)
        for block, key, length in signed.sentences:
            owner = self._sentences.get(key, owners.get(block))
            if owner is not None:
                shared[owner] += length
        best = max(shared, key=lambda owner: (shared[owner], -owner), default=None)
        share = 0.0 if best is None else repost_share(shared[best], signed.length, self._lengths[best])
        return (best, share) if share else (None, 0.0)

    def _keep(self, name: str, signed: "Signature") -> None:
        number = len(self._documents)
        self._documents.append(name)
        self._lengths.append(signed.length)
        self._hashes.frombytes(signed.hashes.tobytes())
        for block, bands in zip(signed.blocks, signed.bands, strict=True):
            for band in bands:
                self._first_with.setdefault(band, len(self._owners))
            self._owners.append(number)
            self._blocks.append(block)
        for _, key, _ in signed.sentences:
            self._sentences.setdefault(key, number)


def find_duplicates(documents: Iterable[Document]) -> list[Duplicates]:
    """Return for each document what of it was in those before it.

    Documents are taken one by one, so a generator of any number will do; `DuplicateFinder` answers for each at once.

    Raises
    ------
    OptionError
        If one is no document.
    """
    finder, found = DuplicateFinder(), []
    for document in documents:
        check_type(document, Document, name="a document", remedy="give what toolkit.read or toolkit.segment returns")
        found.append(finder.add(document))
    return found


def repost_share(shared: int, length: int, other: int) -> float:
    """How much of the shorter of two documents the other holds, in [0, 1]; 0 where neither is a repost.

    `shared` are the characters of their common sentences, `length` and `other` those of the sentences of each.
    """
    shorter = min(length, other)
    share = min(1.0, shared / shorter) if shorter >= _LEAST_BODY else 0.0
    return round(share, 4) if share >= _REPOST_SHARE else 0.0


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
    hashes: _Hashes
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


def _paragraphs(body: Sequence[Paragraph]) -> tuple[list[int], _Hashes, list[list[int]]]:
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


def _letters(texts: Sequence[str]) -> tuple[_Hashes, NDArray[np.int64]]:
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


def _sketches(codes: _Hashes, owner: NDArray[np.int64], n_texts: int) -> _Hashes:
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


def _bands(hashes: _Hashes, figures: NDArray[np.uint64]) -> list[list[int]]:
    """The key of each band: of its hashes, its number, and the figures of the paragraph."""
    mix = np.uint64(0x9E3779B97F4A7C15)
    keys = np.arange(BANDS, dtype=np.uint64) * mix + figures[:, None]
    for row in hashes.reshape(len(hashes), BANDS, _ROWS).astype(np.uint64).transpose(2, 0, 1):
        keys = (keys ^ row) * mix
        keys ^= keys >> np.uint64(29)
    found: list[list[int]] = (keys >> np.uint64(1)).tolist()
    return found
