"""The digest of a theme: one choice among the candidates of all documents, in which reposts merge.

A choice depends on nothing but the set of its candidates: they may be gathered in any order, and in shards.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from toolkit.digests.lines import DigestLine
from toolkit.digests.themes import LONGEST_LINE, ThemeCandidate, best_candidates
from toolkit.document import Span
from toolkit.summarization.repetition import SAME, SharedWords, differ

ThemeOrder = Literal["place", "importance"]
"""By place, date and document as they were given; or the line of most value first."""

_FAIR_SHARES = 1.5  # a document or place may fill one and a half times its even share before others came
_LEAST_SHARE = 160
_TELLING = 8  # words from which equal texts of two places are one text that both print


@dataclass(slots=True)
class _Chosen:
    candidate: ThemeCandidate
    sources: list[str] = field(default_factory=list)


def choose_lines(
    candidates: Iterable[ThemeCandidate], *, room: int, order: ThemeOrder = "place"
) -> tuple[DigestLine, ...]:
    """Choose the lines of one theme's digest: at most `room` characters.

    The choice depends only on the set of candidates. A line that another document states too is taken once, with all
    its sources; no document and no place fills much more than its even share as long as others have lines.
    """
    waiting = best_candidates(candidates)
    keys = [{key_of(candidate) for candidate in waiting} for key_of in (_document_of, _place_of)]
    shares = tuple(max(_LEAST_SHARE, int(_FAIR_SHARES * room / max(1, len(own)))) for own in keys)
    choice = _Choice(room)
    for caps in (shares, (room, room)):
        waiting = [candidate for candidate in waiting if not choice.settle(candidate, caps)]
    return tuple(_ordered(_joined(choice.chosen), order))


def _document_of(candidate: ThemeCandidate) -> str:
    return candidate.line.document


def _place_of(candidate: ThemeCandidate) -> str:
    return candidate.place


class _Choice:
    """The lines chosen so far, kept by their words and by the statements that they cover."""

    def __init__(self, room: int) -> None:
        self.chosen: list[_Chosen] = []
        self._left = room
        self._used: defaultdict[tuple[str, str], int] = defaultdict(int)
        self._words = SharedWords()
        self._covering: dict[tuple[str, int], int] = {}

    def settle(self, candidate: ThemeCandidate, caps: Sequence[int]) -> bool:
        """Choose a line if it fits, or name its document as a source of the line that it repeats; tell if either."""
        same = self._same(candidate)
        if same is None:
            return self._take(candidate, caps)
        if candidate.line.document not in same.sources:
            same.sources.append(candidate.line.document)
        return True

    def _same(self, candidate: ThemeCandidate) -> _Chosen | None:
        """The first chosen line that says the same."""
        same = [self._covering[place] for place in _covered(candidate) if place in self._covering]
        own = len(candidate.words)
        for number, shared in self._words.count(candidate.words).items():
            other = self.chosen[number].candidate
            # a quick look: what says the same shares more than half of the words of the shorter
            if (2 * shared >= own or 2 * shared >= len(other.words)) and _same_fact(other, candidate, shared):
                same.append(number)
        return self.chosen[min(same)] if same else None

    def _take(self, candidate: ThemeCandidate, caps: Sequence[int]) -> bool:
        size = len(candidate.line.text) + len(candidate.joint or "")
        if size > self._left:
            return False
        keys = (("document", _document_of(candidate)), ("place", _place_of(candidate)))
        if any(self._used[key] + size > cap for key, cap in zip(keys, caps, strict=True)):
            return False
        self._words.add(len(self.chosen), candidate.words)
        self._covering.update(dict.fromkeys(_covered(candidate), len(self.chosen)))
        self.chosen.append(_Chosen(candidate, [candidate.line.document]))
        self._left -= size
        for key in keys:
            self._used[key] += size
        return True


def _covered(candidate: ThemeCandidate) -> list[tuple[str, int]]:
    """The statements that a line holds."""
    return [(candidate.line.document, number) for number in range(candidate.order[1], candidate.last + 1)]


def _same_fact(left: ThemeCandidate, right: ThemeCandidate, shared: int) -> bool:
    """Whether two lines with common words say the same: most of the shorter in one document, of the longer in two.

    Lines of other figures say something else. What two places say in the same words is a fact of each, unless it is the
    same text.
    """
    if left.line.document == right.line.document:
        return shared / min(len(left.words), len(right.words)) >= SAME and not differ(left.figures, right.figures)
    if left.place != right.place and left.place and right.place:
        return left.line.text == right.line.text and len(left.words) >= _TELLING
    return shared >= SAME * max(len(left.words), len(right.words)) and left.figures == right.figures


def _joined(chosen: Iterable[_Chosen]) -> list[ThemeCandidate]:
    """Neighbours in one sentence as one line, in the order of documents and text, each with all its sources."""
    lines: list[ThemeCandidate] = []
    for entry in sorted(chosen, key=lambda entry: entry.candidate.order):
        new = entry.candidate
        if len(entry.sources) > 1:
            new = replace(new, line=replace(new.line, sources=tuple(entry.sources)))
        old = lines[-1] if lines else None
        if old is not None and old.joint is not None and _continues(old, new):
            lines[-1] = _one(old, new, old.joint)
        else:
            lines.append(new)
    return lines


def _continues(old: ThemeCandidate, new: ThemeCandidate) -> bool:
    return (
        (old.order[0], old.last + 1) == new.order
        and old.line.sources == new.line.sources
        and len(old.line.text) + len(new.line.text) < LONGEST_LINE
    )


def _one(old: ThemeCandidate, new: ThemeCandidate, joint: str) -> ThemeCandidate:
    line = replace(
        old.line,
        span=Span(old.line.span.start, new.line.span.end),
        text=old.line.text + joint + new.line.text,
        score=round(old.line.score + new.line.score, 6),
    )
    return replace(old, line=line, last=new.last, joint=new.joint, value=max(old.value, new.value))


def _ordered(lines: list[ThemeCandidate], order: ThemeOrder) -> list[DigestLine]:
    if order == "importance":
        lines.sort(key=lambda entry: (-entry.value, entry.order))
    else:
        lines.sort(key=lambda entry: (entry.place, entry.date, entry.order))
    return [entry.line for entry in lines]
