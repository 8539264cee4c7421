"""Choosing lines: the best value for the room, without saying a thing twice, and never over the limit."""

import heapq
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import takewhile

import numpy as np

from toolkit.arguments import check_count
from toolkit.errors import OptionError
from toolkit.summarization.candidates import SHORTEST, Candidate, Candidates
from toolkit.summarization.clauses import opening_ends
from toolkit.summarization.ranked import Ranked
from toolkit.summarization.repetition import SAME, Said
from toolkit.tagging.features import Floats

_LOWERED = 0.5
_LEAST_CONSIDERED = 150
_LEAST_OPENING = 40  # characters: less of a sentence seldom tells what happened
_LEAST_ALONE = 24  # characters: what an opening must have where nothing else fits
_SHORT_LINE = 8  # characters: a summary has no more lines than room for such


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
            if value is not None:
                check_count(value, name=name)
        if self.ratio is not None and not (isinstance(self.ratio, int | float) and 0 < self.ratio <= 1):
            raise OptionError(f"ratio must be above 0 and at most 1, not {self.ratio!r}")

    def characters(self, length: int) -> int:
        """The most characters that a summary of a text of `length` characters may have."""
        limits = [2 * length]  # with a break after each line, all of the text is no longer than that
        if self.max_chars is not None:
            limits.append(self.max_chars)
        if self.ratio is not None:
            limits.append(int(self.ratio * length))
        return min(limits)


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
    value = scores / ranked.lengths**power
    considered = np.argsort(-value, kind="stable")[: _LEAST_CONSIDERED + characters // _SHORT_LINE]
    lowered = 0.0 if ranked.kind == "talk" else _LOWERED  # what a speaker comes back to is what matters
    _fill(choice, considered[value[considered] > 0].tolist(), value.tolist(), said=Said(ranked), lowered=lowered)
    return choice.lines(scores)


def _fill(choice: "_Choice", considered: Sequence[int], value: Sequence[float], *, said: Said, lowered: float) -> None:
    """Take candidates, which come by falling value, looking anew at what has been chosen in between.

    `lowered` is the share of its value that a line would lose which says just what is chosen.
    """
    heap = [(-value[number], number, 0) for number in considered]
    while heap:
        _, number, seen = heapq.heappop(heap)
        if not choice.may_fit(number):
            continue
        if seen == choice.taken:
            if choice.take(number):
                if choice.full:
                    break
                said.add(number)
            continue
        absorbed = choice.absorbed_by(number)
        alike = SAME if absorbed is None else said.alike(number, absorbed)
        if alike < SAME:
            heapq.heappush(heap, (-value[number] * (1 - lowered * alike), number, choice.taken))


class _Made(dict[int, Candidate]):
    """The candidates that were looked at."""

    def __init__(self, candidates: Candidates) -> None:
        super().__init__()
        self._candidates = candidates

    def __missing__(self, number: int) -> Candidate:
        return self.setdefault(number, self._candidates[number])


class _Choice:
    """The candidates chosen so far, kept by the statements that they cover."""

    def __init__(self, ranked: Ranked, *, characters: int, sentences: int | None) -> None:
        candidates = ranked.candidates
        self._candidates = _Made(candidates)
        self._first, self._last = candidates.first.tolist(), candidates.last.tolist()
        self._length = (candidates.end - candidates.start).tolist()
        self._sentence: list[int] = ranked.statements.sentence.tolist()
        self._openings = ranked.kind == "news"
        self._left = characters + 1  # each line is counted with a break after it, and the last one needs none
        self._sentences = sentences
        self._covering: dict[int, int] = {}
        self.taken = 0

    @property
    def full(self) -> bool:
        """Whether no further line can fit."""
        return self._left < SHORTEST or (self._sentences is not None and self._sentences < 1)

    def may_fit(self, number: int) -> bool:
        """A quick look: False where a candidate cannot be taken, neither now nor later."""
        if self._length[number] <= self._left:
            return True
        if self._first[number] < self._last[number]:  # it may take the place of what is chosen
            return True
        return self._openings and self._least_opening < self._left

    @property
    def _least_opening(self) -> int:
        return _LEAST_OPENING if self.taken else _LEAST_ALONE

    def absorbed_by(self, number: int) -> Set[int] | None:
        """Return the chosen candidates that `number` contains; None where it shares only a part with one."""
        first, last, covering = self._first[number], self._last[number], self._covering
        if first == last and first not in covering:  # a quick look: so it is with most
            return frozenset()
        touched = {covering[n] for n in range(first, last + 1) if n in covering}
        inside = all(first <= self._first[n] and self._last[n] <= last for n in touched)
        return touched if inside and number not in touched else None

    def take(self, number: int) -> bool:
        """Choose a candidate that tells something, in place of those that it contains; of news, as much as fits."""
        absorbed = self.absorbed_by(number)
        if absorbed is None or self._candidates[number].is_hollow:
            return False
        return self._take_whole(number, absorbed) or (self._openings and not absorbed and self._take_opening(number))

    def _take_whole(self, number: int, absorbed: Set[int]) -> bool:
        new = self._candidates[number]
        sentences = new.sentences - sum(self._candidates[n].sentences for n in absorbed)
        needed = self._growth(number)
        if needed > self._left or (self._sentences is not None and sentences > self._sentences):
            return False
        self._covering.update(dict.fromkeys(range(new.first, new.last + 1), number))
        self._left -= needed
        self._sentences = None if self._sentences is None else self._sentences - sentences
        self.taken += 1
        return True

    def _take_opening(self, number: int) -> bool:
        """Choose as much of the beginning of a sentence as fits and can be read alone."""
        whole = self._candidates[number]
        openings = (whole.text[:end].rstrip() for end in opening_ends(whole.text))
        least, left = self._least_opening, self._left
        short = takewhile(lambda opening: len(opening) < left, openings)
        fitting = [len(opening) for opening in short if len(opening) >= least and _told(opening)]
        if not fitting:
            return False
        self._candidates[number] = replace(whole, end=whole.start + max(fitting))
        return self._take_whole(number, frozenset())

    def _growth(self, number: int) -> int:
        """How many characters all lines together gain by a candidate, a break after each.

        It takes the place of those that it contains, and is one line with its neighbours in its sentence.
        """
        new, covering = self._candidates[number], self._covering
        places = range(new.first - 1, new.last + 2)
        before = {place: covering[place] for place in places if place in covering}
        if not before:  # a quick look: so it is with most
            return len(new) + 1
        after = before | dict.fromkeys(range(new.first, new.last + 1), number)
        old, now = (sum(len(line) + 1 for line, _ in self._merged(held)) for held in (before, after))
        return now - old

    def lines(self, scores: Floats) -> list[Chosen]:
        """Return the lines in the order of the text."""
        return [Chosen(line, float(sum(scores[n] for n in numbers))) for line, numbers in self._merged(self._covering)]

    def _merged(self, covering: dict[int, int]) -> list[tuple[Candidate, list[int]]]:
        """The candidates that cover statements, neighbours in one sentence as one line."""
        lines: list[tuple[Candidate, list[int]]] = []
        for number in dict.fromkeys(covering[n] for n in sorted(covering)):
            new = self._candidates[number]
            old, members = lines[-1] if lines else (None, [])
            if old and old.last + 1 == new.first and self._sentence[old.last] == self._sentence[new.first]:
                lines[-1] = replace(old, last=new.last, end=new.end), [*members, number]
            else:
                lines.append((new, [number]))
        return lines


def _told(opening: str) -> bool:
    """Whether an opening does not break off in the first clause of a sentence that leans on the one before it."""
    before, _, last = opening.rpartition("。")
    return not before or "，" in last or "," in last
