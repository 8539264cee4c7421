"""Extractive summaries: verbatim lines of a document, within a hard limit, in the order of the text."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from toolkit.document import Document, Span
from toolkit.errors import OptionError
from toolkit.summarization.candidates import Candidate, find_candidates
from toolkit.summarization.context import context_of
from toolkit.summarization.focus import Focus, FocusedOn, focused
from toolkit.summarization.kinds import kind_of
from toolkit.summarization.promise import promising_sentences
from toolkit.summarization.ranked import Ranked
from toolkit.summarization.ranking import LEAST, LENGTH_POWER, METHODS, rank
from toolkit.summarization.selection import Limit, select
from toolkit.summarization.statements import find_statements
from toolkit.summarization.wordtable import make_table
from toolkit.tagging.linear import sigmoid
from toolkit.tagging.scores import ScoredTexts

__all__ = [
    "METHODS",
    "Focus",
    "Limit",
    "Ranked",
    "Summary",
    "SummaryLine",
    "make_limit",
    "prepare",
    "summarize_ranked",
]

DEFAULT_CHARS = 200


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A line of a summary: verbatim clean text at a span of the raw text, from block `paragraph`.

    `section` holds the headings above it, outermost first; `context` is the head of the list or sentence that the line
    is taken from (`主要预期目标是`), empty where there is none.
    """

    paragraph: int
    span: Span
    text: str
    score: float
    section: tuple[str, ...] = ()
    context: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The lines of a summary in the order of the text; empty where no line fits the limit."""

    document: str
    lines: tuple[SummaryLine, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The text of each line."""
        return tuple(line.text for line in self.lines)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The raw span of each line."""
        return tuple(line.span for line in self.lines)

    @property
    def text(self) -> str:
        """The lines, a line each; the breaks between them count against a limit of characters too."""
        return "\n".join(self.sentences)

    @property
    def chars(self) -> int:
        """The characters of all lines together."""
        return sum(map(len, self.sentences))


def prepare(document: Document, scored: ScoredTexts, *, split: bool = True, room: int = 0) -> Ranked:
    """Collect the candidates of a document, whose sentences are those of `scored`.

    With `split`, sentences are taken apart into statements that can be read alone, and of a very long document only
    the most promising sentences are looked at, enough to fill `room` characters.
    """
    body, sentence_themes = document.body, sigmoid(scored.decision)
    kind = kind_of(body, scored.cut)
    split = split and kind != "news"  # news is told in sentences, reports are strings of facts
    wanted = promising_sentences(scored.cut, sentence_themes, room=room) if split else None
    statements = find_statements(body, scored.cut, split=split, wanted=wanted)
    same = len(statements.cut) == len(scored.cut)
    themes = sentence_themes if same else sigmoid(scored.score(statements.cut).decision)
    return Ranked(find_candidates(statements), statements, make_table(statements.cut), themes, sentence_themes, kind)


def make_limit(limits: dict[str, Any]) -> Limit:
    """Return the limit that keyword arguments name, or the default.

    Raises
    ------
    OptionError
        If a limit is unknown or out of range.
    """
    unknown = set(limits) - {"max_chars", "max_sentences", "ratio"}
    if unknown:
        raise OptionError(f"no limit {min(unknown)!r}; give max_chars, max_sentences or ratio")
    given = {name: value for name, value in limits.items() if value is not None}
    return Limit(**given) if given else Limit(max_chars=DEFAULT_CHARS)


def summarize_ranked(
    document: Document, ranked: Ranked, *, limit: Limit, method: str = "auto", focus: FocusedOn | None = None
) -> Summary:
    """Summarize a document whose candidates are prepared; a focus leaves out what lies outside it."""
    scores = rank(ranked, method)
    length = sum(len(paragraph.text) for paragraph in ranked.body)
    asked = focus is not None and (focus.words or focus.theme is not None)
    if (
        asked or limit.characters(length) == length
    ):  # nothing that was asked for, or has room, is left out for its worth
        scores = np.maximum(scores, LEAST)
    if focus is not None and ranked.candidates:
        scores = focused(ranked, scores, words=focus.words, theme=focus.theme)
    power = LENGTH_POWER if method == "auto" else 0.0  # the classics rank whole sentences, whatever their length
    chosen = select(ranked, scores, limit=limit, power=power)
    return Summary(document.name, tuple(_line(entry.candidate, entry.score) for entry in chosen))


def _line(candidate: Candidate, score: float) -> SummaryLine:
    return SummaryLine(
        candidate.paragraph.index,
        candidate.span,
        candidate.text,
        round(score, 6),
        candidate.paragraph.section,
        context_of(candidate),
    )
