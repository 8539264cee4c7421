"""Choosing lines: the best value for the room, without saying a thing twice, and never over the limit."""

import heapq
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np

from toolkit.errors import OptionError
from toolkit.summarization.candidates import SHORTEST, Candidate
from toolkit.summarization.ranked import Ranked
from toolkit.tagging.features import Floats

SAME = 0.6
"""From this share of common words (of the shorter line) two lines say the same."""
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


def overlap(left: frozenset[str] | frozenset[int], right: frozenset[str] | frozenset[int]) -> float:
    """The share of the smaller set that lies in the other."""
    return len(left & right) / max(1, min(len(left), len(right)))


def differ(left: Set[str] | Set[int], right: Set[str] | Set[int]) -> bool:
    """Whether two sets of figures are those of two facts: each has one that the other has not."""
    return not (left <= right or right <= left)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A line of a summary with what it is worth; neighbours in one sentence are one line."""

    candidate: Candidate
    score: float


def select(ranked: Ranked, scores: Floats, *, limit: Limit, power: float) -> list[Chosen]:
    """Return the chosen lines, in the order of the text.

    Candidates are taken by score over a power of their length; each line chosen lowers what others that share its
    words are still worth (maximal marginal relevance: Carbonell & Goldstein, 1998).
    """
    characters = limit.characters(sum(len(paragraph.text) for paragraph in ranked.body))
    choice = _Choice(ranked, characters=characters, sentences=limit.max_sentences)
    value = scores / np.array([len(candidate) for candidate in ranked.candidates]) ** power
    for number in _by_marginal_value(value, ranked, choice):
        if value[number] <= 0:
            break
        choice.take(number)
        if choice.full:
            break
    return choice.lines(scores)


class _Choice:
    """The candidates chosen so far, with a version that changes with each choice."""

    def __init__(self, ranked: Ranked, *, characters: int, sentences: int | None) -> None:
        self._candidates = ranked.candidates
        self._sentence = ranked.statements.sentence
        self._characters = self._left = characters
        self._sentences = sentences
        self.numbers: list[int] = []
        self.version = 0

    @property
    def full(self) -> bool:
        """Whether no further line can fit."""
        counted = sum(self._candidates[n].sentences for n in self.numbers)
        return self._left < SHORTEST or (self._sentences is not None and counted >= self._sentences)

    def absorbed_by(self, number: int) -> list[int]:
        """Return the chosen candidates that `number` contains, with the sentences that lean on them."""
        new = self._candidates[number]
        return [
            n for n in self.numbers if new.first <= self._candidates[n].first and self._candidates[n].last <= new.last
        ]

    def touches(self, number: int) -> bool:
        """Whether a statement of candidate `number` is chosen already."""
        new = self._candidates[number]
        chosen = (self._candidates[n] for n in self.numbers)
        return any(new.first <= old.last and old.first <= new.last for old in chosen)

    def take(self, number: int) -> None:
        """Choose a candidate, in place of those that it contains, if it fits."""
        absorbed = self.absorbed_by(number)
        if len(self._candidates[number]) - sum(len(self._candidates[n]) for n in absorbed) > self._left:
            return
        numbers = sorted([n for n in self.numbers if n not in absorbed] + [number])
        left = self._characters - sum(len(line[0]) for line in self._merged(numbers))
        sentences = sum(self._candidates[n].sentences for n in numbers)
        if left >= 0 and (self._sentences is None or sentences <= self._sentences):
            self.numbers, self._left = numbers, left
            self.version += 1

    def lines(self, scores: Floats) -> list[Chosen]:
        """Return the lines in the order of the text."""
        return [
            Chosen(candidate, float(sum(scores[n] for n in numbers)))
            for candidate, numbers in self._merged(self.numbers)
        ]

    def _merged(self, numbers: Sequence[int]) -> list[tuple[Candidate, list[int]]]:
        """Neighbours in one sentence as one line, with the words between them."""
        lines: list[tuple[Candidate, list[int]]] = []
        for number in numbers:
            new = self._candidates[number]
            old, members = lines[-1] if lines else (None, [])
            if old and old.last + 1 == new.first and self._sentence[old.last] == self._sentence[new.first]:
                lines[-1] = replace(old, last=new.last, end=new.end), [*members, number]
            else:
                lines.append((new, [number]))
        return lines


def _by_marginal_value(value: Floats, ranked: Ranked, choice: _Choice) -> Iterator[int]:
    """Yield candidates by falling value, looking anew at what has been chosen in between."""
    candidates, table = ranked.candidates, ranked.table
    best = np.argsort(-value, kind="stable")[:_CONSIDERED].tolist()
    words = {number: table.content_words(candidates[number].first, candidates[number].last) for number in best}
    figures = {number: frozenset(w for w in words[number] if table.figure[w]) for number in best}
    heap = [(-float(value[number]), number, 0) for number in best]
    heapq.heapify(heap)
    while heap:
        _, number, seen = heapq.heappop(heap)
        if seen == choice.version:
            yield number
            continue
        absorbed = choice.absorbed_by(number)
        if not absorbed and choice.touches(number):
            continue
        others = [other for other in choice.numbers if other not in absorbed]
        alike = max((_alike(words, figures, number, other) for other in others), default=0.0)
        if alike < SAME:
            heapq.heappush(heap, (-float(value[number]) * (1 - alike / 2), number, choice.version))


def _alike(words: dict[int, frozenset[int]], figures: dict[int, frozenset[int]], left: int, right: int) -> float:
    """How far two lines say the same; lines of other figures say something else with the same words."""
    share = overlap(words[left], words[right])
    return share / 2 if differ(figures[left], figures[right]) else share
