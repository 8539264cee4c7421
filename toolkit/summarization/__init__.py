"""Extractive summaries: verbatim lines of a document, within a hard limit, in the order of the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from toolkit.document import Document, Span
from toolkit.errors import OptionError
from toolkit.summarization.candidates import Candidate, find_candidates
from toolkit.summarization.context import context_of
from toolkit.summarization.focus import Focus, FocusedOn, focused
from toolkit.summarization.kinds import kinds_of
from toolkit.summarization.promise import promising_sentences
from toolkit.summarization.ranked import Batch, Bounds, Ranked
from toolkit.summarization.ranking import LEAST, LENGTH_POWER, METHODS, Judged
from toolkit.summarization.selection import Limit, select
from toolkit.summarization.statements import Sentences, Statements, find_statements
from toolkit.summarization.wordkinds import word_kinds
from toolkit.summarization.wordtable import make_table
from toolkit.tagging.features import Floats, Ints
from toolkit.tagging.linear import sigmoid
from toolkit.tagging.scores import ScoredTexts
from toolkit.words import CutTexts

__all__ = [
    "METHODS",
    "Focus",
    "Judged",
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


def prepare(
    documents: Sequence[Document], scored: ScoredTexts, *, split: bool = True, rooms: Sequence[int] | None = None
) -> Judged:
    """Collect the candidates of documents, whose sentences, one document after another, are those of `scored`.

    With `split`, sentences are taken apart into statements that can be read alone, and of a very long document only
    the most promising sentences are looked at, enough to fill its room of characters.
    """
    bodies = [document.body for document in documents]
    paragraphs = Bounds([len(body) for body in bodies])
    sentences = Bounds([sum(len(paragraph.bounds) for paragraph in body) for body in bodies])
    words, sentence_themes = word_kinds(scored.cut), scored.probability
    kinds = kinds_of(bodies, scored.cut, words)
    parted = [split and kind != "news" for kind in kinds]  # news is told in sentences, reports are strings of facts
    wanted = _wanted(scored.cut, sentences, sentence_themes, rooms=rooms or [0] * len(kinds), parted=parted)
    looked_at = Sentences(list(chain.from_iterable(bodies)), scored.cut.texts, wanted)
    statements = find_statements(looked_at, np.array(parted, np.bool_).take(sentences.document.take(wanted)))
    candidates = find_candidates(looked_at, statements)
    starts, ends = _places(statements, scored.cut.text_starts)
    table, themes = make_table(words, scored.cut, starts=starts, ends=ends), sigmoid(scored.judge_runs(starts, ends))
    with_statements = sentences.of(statements.sentence)
    bounds = (paragraphs, sentences, with_statements, with_statements.of(candidates.last))
    parts = [
        Ranked(
            document=document,
            candidates=candidates.of(
                offered, statements.of(own, paragraphs=in_body, sentences=in_cut.start), before=own.start
            ),
            table=table.part(own.start, own.stop),
            themes=themes[own],
            sentence_themes=sentence_themes[in_cut],
            kind=kind,
        )
        for document, kind, in_body, in_cut, own, offered in zip(
            documents, kinds, *(each.slices for each in bounds), strict=True
        )
    ]
    return Judged(Batch(parts, candidates, table=table, themes=themes, sentence_themes=sentence_themes))


def _wanted(cut: CutTexts, sentences: Bounds, themes: Floats, *, rooms: Sequence[int], parted: Sequence[bool]) -> Ints:
    """The numbers of the sentences that are looked at."""
    found = [np.empty(0, np.int64)]
    for own, room, report in zip(sentences.slices, rooms, parted, strict=True):
        wanted = promising_sentences(cut.part(own.start, own.stop), themes[own], room=room) if report else None
        found.append(np.arange(own.start, own.stop) if wanted is None else own.start + np.array(sorted(wanted)))
    return np.concatenate(found)


def _places(statements: Statements, text_starts: Ints) -> tuple[Ints, Ints]:
    """The first characters of statements, and where they end, in all sentences joined by line breaks."""
    sentence = statements.sentence
    starts, ends = text_starts.take(sentence) + statements.offset, text_starts.take(sentence + 1)
    goes_on = np.flatnonzero(sentence[1:] == sentence[:-1])
    ends[goes_on] = starts[goes_on + 1]
    return starts, ends


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
    judged: Judged, number: int = 0, *, limit: Limit, method: str = "auto", focus: FocusedOn | None = None
) -> Summary:
    """Summarize one of the documents that were prepared; a focus leaves out what lies outside it."""
    ranked, scores = judged.parts[number], judged.rank(number, method)
    length = sum(len(paragraph.text) for paragraph in ranked.body)
    asked = focus is not None and (focus.words or focus.theme is not None)
    if asked or limit.characters(length) >= length:  # nothing asked for, or that has room, is left out for its worth
        scores = np.maximum(scores, LEAST)
    if focus is not None and ranked.candidates:
        scores = focused(judged, number, scores, focus=focus)
    power = LENGTH_POWER if method == "auto" else 0.0  # the classics rank whole sentences, whatever their length
    chosen = select(ranked, scores, limit=limit, power=power)
    return Summary(ranked.document.name, tuple(_line(entry.candidate, entry.score) for entry in chosen))


def _line(candidate: Candidate, score: float) -> SummaryLine:
    return SummaryLine(
        candidate.paragraph.index,
        candidate.span,
        candidate.text,
        round(score, 6),
        candidate.paragraph.section,
        context_of(candidate),
    )
