"""Theme digests over many documents: bounded candidates from each, then one choice in which reposts merge."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from toolkit.digests.lines import DigestLine
from toolkit.document import Document
from toolkit.summarization.features import THEME_FEATURES, theme_features
from toolkit.summarization.rank import Ranked
from toolkit.summarization.select import LENGTH_POWER, SAME
from toolkit.summarization.trees import load_trees

_PER_DOCUMENT = 12
_CANDIDATE_SHARE = 0.5  # a line is judged with its facts, so it may enter the choice below the threshold of a tag
CONSIDERED = 4000
_FAIR_SHARES = 1.5  # a document may fill one and a half times its even share of a theme's room before others came
_LEAST_SHARE = 160


@dataclass(frozen=True, slots=True)
class ThemeCandidate:
    """A line that may enter a theme's digest, with its value, and its words and figures for comparison.

    `order` is the place of its document among all, and its place in the document.
    """

    line: DigestLine
    value: float
    order: tuple[int, int]
    words: frozenset[str]
    figures: frozenset[str]


@dataclass(slots=True)
class _Chosen:
    candidate: ThemeCandidate
    sources: list[str] = field(default_factory=list)


def theme_candidates(document: Document, ranked: Ranked, *, theme: int, threshold: float) -> list[ThemeCandidate]:
    """Return the best lines of a document for one theme, at most twelve."""
    if not ranked.candidates:
        return []
    probability = ranked.candidate_themes
    carried = np.flatnonzero(probability[:, theme] >= _CANDIDATE_SHARE * threshold)
    if not len(carried):
        return []
    columns = theme_features(ranked.features[carried], probability[carried, theme], probability[carried], theme)
    worth = np.maximum(load_trees("theme", THEME_FEATURES).predict(columns), 1e-3)
    lengths = np.array([len(ranked.candidates[number]) for number in carried.tolist()])
    values = worth / lengths**LENGTH_POWER
    best = np.argsort(-values, kind="stable")[:_PER_DOCUMENT].tolist()
    return [_candidate(document, ranked, int(carried[place]), float(values[place])) for place in best]


def _candidate(document: Document, ranked: Ranked, number: int, value: float) -> ThemeCandidate:
    candidate = ranked.candidates[number]
    table = ranked.table
    words = table.content_words(candidate.first, candidate.last)
    figures = frozenset(table.words[word] for word in words if table.figure[word])
    line = DigestLine(
        document.name,
        candidate.paragraph.index,
        candidate.span,
        candidate.text,
        round(value, 6),
        (document.name,),
    )
    all_words = frozenset(table.words[word] for word in words)
    return ThemeCandidate(line, value, (0, candidate.first), all_words, figures)


def best_candidates(candidates: Sequence[ThemeCandidate]) -> list[ThemeCandidate]:
    """Return the candidates that a choice looks at, best first: a bound on memory for any number of documents."""
    return sorted(candidates, key=lambda candidate: (-candidate.value, candidate.order))[:CONSIDERED]


def choose_lines(candidates: Sequence[ThemeCandidate], *, room: int) -> tuple[DigestLine, ...]:
    """Choose the lines of one theme's digest: at most `room` characters, in the order of documents and text.

    The choice depends only on the set of candidates. A line that another document states too is taken once, with all
    its sources.
    """
    ranked = best_candidates(candidates)
    documents = len({candidate.line.document for candidate in ranked})
    share = max(_LEAST_SHARE, int(_FAIR_SHARES * room / max(1, documents)))
    chosen: list[_Chosen] = []
    used: dict[str, int] = defaultdict(int)
    for cap in (share, room):
        for candidate in _fitting(ranked, chosen, used, cap=cap):
            if len(candidate.line.text) <= room - sum(used.values()):
                chosen.append(_Chosen(candidate, [candidate.line.document]))
                used[candidate.line.document] += len(candidate.line.text)
    chosen.sort(key=lambda entry: entry.candidate.order)
    return tuple(_with_sources(entry) for entry in chosen)


def _fitting(
    ranked: Sequence[ThemeCandidate], chosen: list[_Chosen], used: dict[str, int], *, cap: int
) -> Iterator[ThemeCandidate]:
    """Yield candidates that are new and within their document's cap; others that repeat a line become its sources."""
    for candidate in ranked:
        same = next((entry for entry in chosen if _same_fact(entry.candidate, candidate)), None)
        if same is not None:
            if candidate.line.document not in same.sources:
                same.sources.append(candidate.line.document)
        elif used[candidate.line.document] + len(candidate.line.text) <= cap:
            yield candidate


def _same_fact(left: ThemeCandidate, right: ThemeCandidate) -> bool:
    """Whether two lines share most words and, where they come from different documents, their figures too."""
    if left.line.document == right.line.document:
        overlapping = left.line.span.start < right.line.span.end and right.line.span.start < left.line.span.end
        return overlapping or _alike(left.words, right.words)
    figures = left.figures <= right.figures or right.figures <= left.figures
    return figures and bool(left.figures) == bool(right.figures) and _alike(left.words, right.words)


def _alike(left: frozenset[str], right: frozenset[str]) -> bool:
    return len(left & right) >= SAME * max(1, min(len(left), len(right)))


def _with_sources(entry: _Chosen) -> DigestLine:
    line = entry.candidate.line
    return DigestLine(line.document, line.paragraph, line.span, line.text, line.score, tuple(entry.sources))
