"""Choosing lines: the best value for the room, without saying a thing twice, and never over the limit."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.errors import OptionError
from toolkit.summarization.candidates import Candidate
from toolkit.summarization.rank import Ranked
from toolkit.summarization.wordtable import WordTable
from toolkit.tagging.features import Floats

SAME = 0.6
"""From this share of common words (of the shorter line) two lines say the same."""
LENGTH_POWER = 0.5  # swept 0.5-1.0 by cross-validation on the fact benchmark: 0.5 is best and flat
_CONSIDERED = 250


@dataclass(frozen=True, slots=True)
class Limit:
    """A hard limit: characters, sentences, or a share of the characters of the text; None is no limit.

    Raises
    ------
    OptionError
        If none is given, or one is out of range.
    """

    max_chars: int | None = None
    max_sentences: int | None = None
    ratio: float | None = None

    def __post_init__(self) -> None:
        if self.max_chars is self.max_sentences is self.ratio is None:
            raise OptionError("give a limit: max_chars, max_sentences or ratio")
        for name, value in (("max_chars", self.max_chars), ("max_sentences", self.max_sentences)):
            if value is not None and value < 1:
                raise OptionError(f"{name} must be at least 1, not {value}")
        if self.ratio is not None and not 0 < self.ratio <= 1:
            raise OptionError(f"ratio must be above 0 and at most 1, not {self.ratio}")

    def characters(self, length: int) -> int:
        """The most characters that a summary of a text of `length` characters may have."""
        limits = [length]
        if self.max_chars is not None:
            limits.append(self.max_chars)
        if self.ratio is not None:
            limits.append(int(self.ratio * length))
        return min(limits)


def overlap(left: frozenset[int], right: frozenset[int]) -> float:
    """The share of the smaller set that lies in the other."""
    return len(left & right) / max(1, min(len(left), len(right)))


class _Choice:
    """The candidates chosen so far, with the room that is left and a version that changes with each choice."""

    def __init__(self, candidates: Sequence[Candidate], *, characters: int, sentences: int) -> None:
        self.candidates = candidates
        self.numbers: list[int] = []
        self.version = 0
        self._characters = characters
        self._sentences = sentences

    @property
    def full(self) -> bool:
        """Whether no further line can fit."""
        return self._characters <= 0 or self._sentences <= 0

    def extended_by(self, number: int) -> int | None:
        """Return the chosen candidate that `number` only continues by sentences that lean on it."""
        new = self.candidates[number]
        continued = (
            n for n in self.numbers if self.candidates[n].first == new.first and self.candidates[n].last < new.last
        )
        return next(continued, None)

    def touches(self, number: int) -> bool:
        """Whether a sentence of candidate `number` is chosen already."""
        new = self.candidates[number]
        chosen = (self.candidates[n] for n in self.numbers)
        return any(new.first <= old.last and old.first <= new.last for old in chosen)

    def take(self, number: int) -> None:
        """Choose a candidate, in place of the one that it continues, if it fits."""
        old = self.extended_by(number)
        characters, sentences = self._size(number), self._count(number)
        if old is not None:
            characters, sentences = characters - self._size(old), sentences - self._count(old)
        if characters <= self._characters and sentences <= self._sentences:
            self.numbers = [n for n in self.numbers if n != old] + [number]
            self._characters -= characters
            self._sentences -= sentences
            self.version += 1

    def _size(self, number: int) -> int:
        return len(self.candidates[number])

    def _count(self, number: int) -> int:
        return self.candidates[number].last - self.candidates[number].first + 1


def select(ranked: Ranked, scores: Floats, *, limit: Limit, power: float = LENGTH_POWER) -> list[int]:
    """Return the numbers of the chosen candidates, in the order of the text.

    Candidates are taken by score over a power of their length; each line chosen lowers what others that share its
    words are still worth (maximal marginal relevance: Carbonell & Goldstein, 1998).
    """
    characters = limit.characters(sum(len(paragraph.text) for paragraph in ranked.body))
    choice = _Choice(
        ranked.candidates, characters=characters, sentences=limit.max_sentences or len(ranked.table.bounds)
    )
    value = scores / np.array([len(candidate) for candidate in ranked.candidates]) ** power
    for number in _by_marginal_value(value, ranked.table, choice):
        choice.take(number)
        if choice.full:
            break
    return sorted(choice.numbers)


def _by_marginal_value(value: Floats, table: WordTable, choice: _Choice) -> Iterator[int]:
    """Yield candidates by falling value, looking anew at what has been chosen in between."""
    candidates = choice.candidates
    best = np.argsort(-value, kind="stable")[:_CONSIDERED].tolist()
    words = {number: table.content_words(candidates[number].first, candidates[number].last) for number in best}
    heap = [(-float(value[number]), number, 0) for number in best]
    heapq.heapify(heap)
    while heap:
        _, number, seen = heapq.heappop(heap)
        if seen == choice.version:
            yield number
            continue
        continued = choice.extended_by(number)
        if continued is None and choice.touches(number):
            continue
        alike = max(
            (overlap(words[number], words[other]) for other in choice.numbers if other != continued), default=0.0
        )
        if alike < SAME:
            heapq.heappush(heap, (-float(value[number]) * (1 - alike / 2), number, choice.version))
