"""Documents and paragraphs that repeat earlier ones: marked and linked, never deleted.

Two signals, both on clean text. A sentence that is the same to the letter counts for its whole length, wherever lines
break; a paragraph with small changes is found by the MinHash of its character 5-grams (Broder, 1997; computed by rensa)
and locality-sensitive hashing (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3). The bands are
kept here, each with the first paragraph that has it, so that what comes a thousand times costs no more than once.
Paragraphs that differ in a figure are never the same: two yearly reports share their phrases, not their numbers.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from toolkit.arguments import check_type
from toolkit.document import Document
from toolkit.duplicates.signatures import BANDS, HASHES, Hashes, Sentences, Signature, sign

__all__ = [
    "BANDS",
    "HASHES",
    "LEAST_SIMILARITY",
    "DuplicateFinder",
    "Duplicates",
    "Repeat",
    "Sentences",
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
        return self.add_all([document])[0]

    def add_all(self, documents: Sequence[Document]) -> list[Duplicates]:
        """Add documents one after the other, which for small ones costs much less than one by one."""
        return [self._add(document.name, signed) for document, signed in zip(documents, sign(documents), strict=True)]

    def _add(self, name: str, signed: Signature) -> Duplicates:
        number = len(self._documents)
        owners = list(map(self._sentences.setdefault, signed.sentences.keys.tolist(), repeat(number)))
        repeats = self._repeats(signed)
        repost, share = self._repost(signed, owners, repeats)
        blocks = tuple(
            Repeat(block, self._documents[self._owners[place]], self._blocks[place], similarity)
            for block, place, similarity in sorted(repeats)
        )
        self._documents.append(name)
        self._lengths.append(signed.length)
        self._owners.extend(repeat(number, len(signed.blocks)))
        self._blocks.extend(signed.blocks.tolist())
        self._hashes.frombytes(signed.hashes.tobytes())
        return Duplicates(name, None if repost is None else self._documents[repost], share, blocks)

    def _repeats(self, signed: Signature) -> list[tuple[int, int, float]]:
        """The blocks that are like a paragraph of an earlier document, with the most like one, and how like it is."""
        kept = len(self._owners)
        own = [place for place in range(kept, kept + len(signed.blocks)) for _ in range(BANDS)]
        first_with = list(map(self._first_with.setdefault, signed.bands.ravel().tolist(), own))
        if min(first_with, default=kept) == kept:
            return []
        found = []
        for number, block in enumerate(signed.blocks.tolist()):
            places = {place for place in first_with[number * BANDS : (number + 1) * BANDS] if place < kept}
            alike = [(-self._similarity(place, signed.hashes[number]), place) for place in places]
            unlike, place = min(alike, default=(0.0, 0))
            if -unlike >= LEAST_SIMILARITY:
                found.append((block, place, round(-unlike, 4)))
        return found

    def _similarity(self, place: int, hashes: Hashes) -> float:
        kept = np.array(self._hashes[place * HASHES : (place + 1) * HASHES], np.uint32)
        return float((kept == hashes).mean())

    def _repost(
        self, signed: Signature, owners: list[int], repeats: list[tuple[int, int, float]]
    ) -> tuple[int | None, float]:
        """The earlier document that shares most with this one, when the shorter of the two is mostly in the other.

        `owners` are the first documents with each sentence, which may be this one.
        """
        number, of_block = len(self._documents), {block: self._owners[place] for block, place, _ in repeats}
        if not repeats and owners.count(number) == len(owners):
            return None, 0.0
        shared: dict[int, int] = defaultdict(int)
        sentences = zip(signed.sentences.blocks.tolist(), owners, signed.sentences.lengths.tolist(), strict=True)
        for block, first, length in sentences:
            owner = of_block.get(block, number) if first == number else first
            if owner != number:
                shared[owner] += length
        best = max(shared, key=lambda owner: (shared[owner], -owner), default=None)
        share = 0.0 if best is None else repost_share(shared[best], signed.length, self._lengths[best])
        return (best, share) if share else (None, 0.0)


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
