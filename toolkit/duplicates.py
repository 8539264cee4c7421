"""Documents and paragraphs that repeat earlier ones: marked and linked, never deleted.

Two signals, both on clean text. A sentence that is the same to the letter counts for its whole length, wherever lines
break; a paragraph with small changes is found by MinHash over character 5-grams and locality-sensitive hashing (Broder,
1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3) as gaoya implements them. Paragraphs that
differ in a figure are never the same: two yearly reports share their phrases, not their numbers.
"""

import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from toolkit.document import Document, Paragraph

_Signed = tuple[int, str, int]
_Entry = TypeVar("_Entry", tuple[int, str], tuple[int, str, int])
_GRAM = 5
_BANDS, _ROWS = 8, 4  # finds 89 % of the pairs at 0.7, 98.5 % at 0.8, 99.98 % at 0.9; 32 hashes a paragraph
_LEAST_SIMILARITY = 0.65
_LEAST_PARAGRAPH = 50
_LEAST_SENTENCE = 12
_REPOST_SHARE = 0.7
_LEAST_BODY = 80
_PARAGRAPHS, _SENTENCES = 300, 1500  # the longest of each are looked at: a bound on memory for any document
_MARKS = tuple('，,。、；;：:“”"（()） ')  # what reposts write differently
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


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
        from gaoya.minhash import MinHashStringIndex

        grams = (_GRAM, _GRAM)
        self._index = MinHashStringIndex(32, _LEAST_SIMILARITY, _BANDS, _ROWS, None, "char", False, grams, "smallvec")
        self._documents: list[str] = []
        self._lengths = array("L")
        self._owners, self._blocks, self._figures = array("L"), array("L"), array("Q")
        self._sentences: dict[int, int] = {}

    def add(self, document: Document) -> Duplicates:
        """Tell what of a document was there before, and keep its signatures for those to come."""
        paragraphs = _longest([entry for entry in map(_entry, document.body) if entry], _PARAGRAPHS)
        sentences = _longest([entry for block in document.body for entry in _sentences(block)], _SENTENCES)
        repeats = [found for block, text, figures in paragraphs if (found := self._repeat(block, text, figures))]
        repost, share = self._repost(sentences, repeats)
        blocks = tuple(
            Repeat(block, self._documents[self._owners[place]], self._blocks[place], similarity)
            for block, place, similarity in sorted(repeats)
        )
        self._keep(document, paragraphs, sentences)
        return Duplicates(document.name, None if repost is None else self._documents[repost], share, blocks)

    def _repeat(self, block: int, text: str, figures: int) -> tuple[int, int, float] | None:
        """The block, the kept paragraph that is most like it and has the same figures, and how like it is."""
        alike = self._index.query(text, return_similarity=True)
        same = [(-similarity, place) for place, similarity in alike if figures == self._figures[place]]
        if not same:
            return None
        similarity, place = min(same)
        return block, place, round(-similarity, 4)

    def _repost(
        self, sentences: list[tuple[int, str]], repeats: list[tuple[int, int, float]]
    ) -> tuple[int | None, float]:
        """The earlier document that shares most with this one, when the shorter of the two is mostly in the other."""
        owners = {block: self._owners[place] for block, place, _ in repeats}
        shared: dict[int, int] = defaultdict(int)
        for block, text in sentences:
            owner = self._sentences.get(hash(text), owners.get(block))
            if owner is not None:
                shared[owner] += len(text)
        length = sum(len(text) for _, text in sentences)
        best = max(shared, key=lambda owner: (shared[owner], -owner), default=None)
        if best is None or min(length, self._lengths[best]) < _LEAST_BODY:
            return None, 0.0
        share = min(1.0, shared[best] / min(length, self._lengths[best]))
        return (best, round(share, 4)) if share >= _REPOST_SHARE else (None, 0.0)

    def _keep(self, document: Document, paragraphs: list[_Signed], sentences: list[tuple[int, str]]) -> None:
        number = len(self._documents)
        self._documents.append(document.name)
        self._lengths.append(sum(len(text) for _, text in sentences))
        for block, text, figures in paragraphs:
            self._index.insert_document(len(self._owners), text)
            self._owners.append(number)
            self._blocks.append(block)
            self._figures.append(figures)
        for _, text in sentences:
            self._sentences.setdefault(hash(text), number)


def find_duplicates(documents: Iterable[Document]) -> Iterator[Duplicates]:
    """Yield for each document what of it was in those before it."""
    finder = DuplicateFinder()
    return map(finder.add, documents)


def _letters(text: str) -> str:
    for mark in _MARKS:
        text = text.replace(mark, "")
    return text


def _entry(block: Paragraph) -> _Signed | None:
    """The block's number, letters and figures, where it is long enough to be told from a phrase."""
    text = _letters(block.text)
    if len(text) < _LEAST_PARAGRAPH:
        return None
    figures = " ".join(sorted(set(_FIGURE.findall(block.text))))
    return block.index, text, zlib.crc32(figures.encode())


def _sentences(block: Paragraph) -> Iterator[tuple[int, str]]:
    text = block.text.replace("，", ",")
    for start, end in block.bounds:
        if end - start >= _LEAST_SENTENCE:
            yield block.index, text[start:end]


def _longest(entries: list[_Entry], most: int) -> list[_Entry]:
    return entries if len(entries) <= most else sorted(entries, key=lambda entry: -len(entry[1]))[:most]
