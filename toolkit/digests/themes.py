"""What documents offer to the themes: bounded candidates of each document, and the best of those of many."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

import numpy as np

from toolkit.digests.lines import DigestLine
from toolkit.summarization.context import context_of
from toolkit.summarization.ranked import Ranked
from toolkit.summarization.ranking import LENGTH_POWER, Judged
from toolkit.tagging.features import Floats

CONSIDERED = 4000
"""The most candidates of a theme that are kept: the bound on memory for any number of documents."""
LONGEST_LINE = 200
_PER_DOCUMENT = 24
_LEAST = 0.1  # a line that less likely holds a fact only fills the room


@dataclass(slots=True)  # a frozen one takes four times as long to make
class ThemeCandidate:
    """A line that may enter a theme's digest, with its value, and its words and figures for comparison.

    `order` is the place of its document and of its first statement, `last` its last statement; `joint` are the
    characters before the next statement of its sentence, None at the end of the sentence. `place` and `date` are the
    document's, empty where it states none.
    """

    line: DigestLine
    value: float
    order: tuple[int, int]
    last: int
    joint: str | None
    place: str
    date: str
    words: frozenset[str]
    figures: frozenset[str]


def theme_candidates(judged: Judged, wanted: Floats) -> list[tuple[list[ThemeCandidate], ...]]:
    """Return the best lines of each document for each theme, at most 24.

    `wanted`, of shape `(n_candidates, n_themes)`, tells how far each counts, by its paragraph and by a query; what is
    not wanted is left out.
    """
    candidates, lengths, worth = judged.batch.candidates, judged.batch.lengths, judged.theme_worth
    short = (lengths <= LONGEST_LINE)[:, None]
    rows, themes = np.nonzero(judged.likely & (worth >= _LEAST) & (wanted > 0) & short)
    values = worth[rows, themes] / lengths[rows] ** LENGTH_POWER * wanted[rows, themes]
    documents = candidates.document[rows]
    order = np.lexsort((-values, themes, documents))
    columns = (documents, themes, rows - candidates.edges[documents], values)
    found: list[tuple[list[ThemeCandidate], ...]] = [tuple([] for _ in wanted.T) for _ in judged.parts]
    for document, theme, number, value in zip(*(column[order].tolist() for column in columns), strict=True):
        offered, ranked = found[document][theme], judged.parts[document]
        if len(offered) < _PER_DOCUMENT and not ranked.candidates[number].is_hollow:
            offered.append(_candidate(ranked, number, value))
    return found


def _candidate(ranked: Ranked, number: int, value: float) -> ThemeCandidate:
    document, candidate, table = ranked.document, ranked.candidates[number], ranked.table
    words, said = table.content_words(candidate.first, candidate.last), table.words.__getitem__
    line = DigestLine(
        document.name, candidate.paragraph.index, candidate.span, candidate.text, round(value, 6), (document.name,),
        section=candidate.paragraph.section, context=context_of(candidate),
    )  # fmt: skip
    return ThemeCandidate(
        line,
        value,
        (0, candidate.first),
        candidate.last,
        _joint(ranked, candidate.last, candidate.end),
        document.region or "",
        document.date or "",
        frozenset(map(said, words)),
        frozenset(map(said, words & table.kinds.figures)),
    )


def _joint(ranked: Ranked, last: int, end: int) -> str | None:
    """The characters between a line and the next statement of its sentence."""
    statements = ranked.statements
    if last + 1 >= len(statements.sentence) or statements.sentence[last + 1] != statements.sentence[last]:
        return None
    return ranked.body[int(statements.paragraph[last])].text[end : int(statements.bounds[last + 1, 0])]


def best_candidates(
    candidates: Iterable[ThemeCandidate], copies: Container[tuple[int, int]] = frozenset()
) -> list[ThemeCandidate]:
    """Return the candidates that a choice looks at, best first; the best of the parts' best are the whole's.

    `copies` are paragraphs, each known by the place of its document and its number there, that an earlier document has.
    Where there are too many candidates, theirs are left out first: a text that a thousand sites print would leave no
    place to what others say.
    """
    ranked = sorted(candidates, key=_rank)
    if len(ranked) > CONSIDERED:
        ranked.sort(key=lambda candidate: (candidate.order[0], candidate.line.paragraph) in copies)
        ranked = sorted(ranked[:CONSIDERED], key=_rank)
    return ranked


def _rank(candidate: ThemeCandidate) -> tuple[float, tuple[int, int], int]:
    return -candidate.value, candidate.order, candidate.last
