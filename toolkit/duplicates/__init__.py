"""Documents and paragraphs that repeat earlier ones: marked and linked, never deleted.

Two signals, both on clean text. A sentence that is the same to the letter counts for its whole length, wherever lines
break; a paragraph with small changes is found by the MinHash of its character 5-grams (Broder, 1997; computed by rensa)
and locality-sensitive hashing (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3). The bands are
kept here, each with the first paragraph that has it, so that what comes a thousand times costs no more than once.
Paragraphs that differ in a figure are never the same: two yearly reports share their phrases, not their numbers.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from toolkit.arguments import check_type
from toolkit.document import Document
from toolkit.duplicates.signatures import BANDS, HASHES, Hashes, SentenceKey, Signature, sign

__all__ = [
    "BANDS",
    "HASHES",
    "LEAST_SIMILARITY",
    "DuplicateFinder",
    "Duplicates",
    "Repeat",
    "SentenceKey",
    "Signature",
    "find_duplicates",
    "repost_share",
    "sign",
]

LEAST_SIMILARITY = 0.65
"""The share of equal hashes from which on two paragraphs with a band in common are the same."""
_REPOST_SHARE = 0.7
_LEAST_BODY = 80


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

    def _repeat(self, signed: Signature, number: int) -> tuple[int, int, float] | None:
        """The block, the kept paragraph that is most like it, and how like it is."""
        places = {self._first_with[band] for band in signed.bands[number] if band in self._first_with}
        if not places:
            return None
        similarity, place = min((-self._similarity(place, signed.hashes[number]), place) for place in places)
        return (signed.blocks[number], place, round(-similarity, 4)) if -similarity >= LEAST_SIMILARITY else None

    def _similarity(self, place: int, hashes: Hashes) -> float:
        kept = np.array(self._hashes[place * HASHES : (place + 1) * HASHES], np.uint32)
        return float((kept == hashes).mean())

    def _repost(self, signed: Signature, repeats: list[tuple[int, int, float]]) -> tuple[int | None, float]:
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

    def _keep(self, name: str, signed: Signature) -> None:
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
