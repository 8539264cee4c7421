"""Choosing lines: the best value for the room, without saying a thing twice, and never over the limit."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.errors import OptionError
from toolkit.summarization.candidates import Candidate
from toolkit.summarization.wordtable import WordTable
from toolkit.tagging.features import Floats

SAME = 0.6
"""From this share of common words (of the shorter line) two lines say the same."""
_LENGTH_POWER = 0.5  # swept 0.5-1.0 by cross-validation on the fact benchmark: 0.5 is best and flat
_CONSIDERED = 400


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


def select(candidates: Sequence[Candidate], scores: Floats, *, table: WordTable, limit: Limit) -> list[int]:
    """Return the numbers of the chosen candidates, in the order of the text.

    Candidates are taken by score over a power of their length; each line chosen lowers what others that share its
    words are still worth (maximal marginal relevance: Carbonell & Goldstein, 1998).
    """
    room = limit.characters(sum(map(len, candidates)))
    most = limit.max_sentences or len(candidates)
    chosen: list[int] = []
    for number in _by_marginal_value(candidates, scores, table, chosen):
        candidate = candidates[number]
        if len(candidate) <= room and candidate.last - candidate.first < most:
            chosen.append(number)
            room -= len(candidate)
            most -= candidate.last - candidate.first + 1
            if not room or not most:
                break
    return sorted(chosen)


def _by_marginal_value(
    candidates: Sequence[Candidate], scores: Floats, table: WordTable, chosen: list[int]
) -> Iterator[int]:
    """Yield candidates by falling value, looking anew at what has been chosen in between."""
    value = scores / np.array([len(candidate) for candidate in candidates]) ** _LENGTH_POWER
    best = np.argsort(-value, kind="stable")[:_CONSIDERED].tolist()
    words = {number: table.content_words(candidates[number].first, candidates[number].last) for number in best}
    heap = [(-float(value[number]), number, 0) for number in best]
    heapq.heapify(heap)
    while heap:
        _, number, seen = heapq.heappop(heap)
        if seen == len(chosen):
            yield number
            continue
        if any(_shares_sentence(candidates[number], candidates[other]) for other in chosen[seen:]):
            continue
        alike = max(overlap(words[number], words[other]) for other in chosen)
        if alike < SAME:
            heapq.heappush(heap, (-float(value[number]) * (1 - alike / 2), number, len(chosen)))


def _shares_sentence(left: Candidate, right: Candidate) -> bool:
    return left.first <= right.last and right.first <= left.last
