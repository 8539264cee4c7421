"""Digests of documents and themes, each line cited: documents go in one by one, and only their best lines stay."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import NoneType
from typing import get_args

import numpy as np

from toolkit import __version__
from toolkit.arguments import check_name, check_type
from toolkit.digests.lines import DigestLine, Digests, DocumentDigest, Lengths, ThemeDigest
from toolkit.digests.terms import TermCounts, WordCounts, count_words, typical_terms
from toolkit.digests.themes import (
    CONSIDERED,
    ThemeCandidate,
    ThemeOrder,
    best_candidates,
    choose_lines,
    theme_candidates,
)
from toolkit.document import Document
from toolkit.duplicates import DuplicateFinder
from toolkit.summarization import Focus, Limit, Ranked, Summary, prepare, summarize_ranked
from toolkit.summarization.focus import query_match
from toolkit.tagging import PooledScores, TaggedParagraph, ThemeTagger, cut_document, load_tagger, pool_scores

__all__ = [
    "DigestLine",
    "Digester",
    "Digests",
    "DocumentDigest",
    "Lengths",
    "TaggedDocument",
    "ThemeDigest",
    "ThemeOrder",
]

TOP_TERMS = 8


@dataclass(frozen=True, slots=True)
class TaggedDocument:
    """A document that went through the road: the scores of its paragraphs, its digest, and its offer to the themes.

    `candidates` are its best lines for each theme, `words` its content words with their counts.
    """

    document: Document
    scores: PooledScores
    digest: DocumentDigest
    candidates: tuple[Sequence[ThemeCandidate], ...]
    words: WordCounts

    @property
    def tagged(self) -> tuple[TaggedParagraph, ...]:
        """The body paragraphs with their themes, in order."""
        return self.scores.tagged()


class Digester:
    """Takes documents one at a time and ends with the digests of all of them."""

    def __init__(
        self,
        *,
        tagger: ThemeTagger | None = None,
        lengths: Lengths | None = None,
        focus: Focus | None = None,
        order: ThemeOrder = "place",
    ) -> None:
        check_type(tagger, (ThemeTagger, NoneType), name="tagger", remedy="give what toolkit.load_tagger returns")
        check_type(lengths, (Lengths, NoneType), name="lengths", remedy="give toolkit.Lengths(max_chars=…)")
        check_type(focus, (Focus, NoneType), name="focus", remedy="give toolkit.Focus(query=…, theme=…)")
        check_name(order, get_args(ThemeOrder), what="order")
        self._tagger = tagger or load_tagger()
        self._lengths = lengths or Lengths()
        self._order: ThemeOrder = order
        self._themes: tuple[str, ...] = tuple(self._tagger.classes_.tolist())
        self._focus = (focus or Focus()).on(self._themes)
        self._documents: list[DocumentDigest] = []
        self._duplicates = DuplicateFinder()
        self._candidates: dict[str, list[ThemeCandidate]] = {theme: [] for theme in self._themes}
        self._terms = TermCounts(len(self._themes))
        self._paragraphs = np.zeros(len(self._themes), np.int64)
        self._characters = np.zeros(len(self._themes), np.int64)

    @property
    def themes(self) -> tuple[str, ...]:
        """The theme ids, in the order of a document's candidates and counts."""
        return self._themes

    def work(self, document: Document) -> TaggedDocument:
        """Tag and summarize a document by itself: the result depends on no other document."""
        scored = self._tagger.score_sentences(cut_document(document))
        pooled = pool_scores(document.body, scored, self._tagger)
        room = self._lengths.of_document(int(pooled.lengths.sum()))
        ranked = prepare(document, scored, room=room)
        summary = summarize_ranked(document, ranked, limit=Limit(max_chars=room), focus=self._focus)
        given = pooled.given
        shares = dict(zip(self._themes, (given.sum(axis=0) / max(1, len(given))).tolist(), strict=True))
        digest = _document_digest(document, summary, paragraphs=len(given), shares=shares)
        words = count_words(scored.cut, pooled.sentences >= pooled.thresholds)
        return TaggedDocument(document, pooled, digest, self._candidates_of(document, ranked, pooled), words)

    def _candidates_of(
        self, document: Document, ranked: Ranked, pooled: PooledScores
    ) -> tuple[Sequence[ThemeCandidate], ...]:
        """The best lines of a document for each theme that is digested, from paragraphs that have it or may have it."""
        if not ranked.candidates:
            return ((),) * len(self._themes)
        shown = {number for number, _ in self._shown()}
        paragraph = ranked.statements.paragraph.take([candidate.first for candidate in ranked.candidates])
        wanted = pooled.likely[paragraph].astype(np.float64)
        if self._focus.words:
            wanted *= query_match(ranked, self._focus.words)[:, None]
        return tuple(
            theme_candidates(document, ranked, theme=number, wanted=wanted[:, number]) if number in shown else ()
            for number in range(len(self._themes))
        )

    def add(self, document: Document) -> TaggedDocument:
        """Tag and summarize a document, keep its best lines for the themes, and return what was found."""
        found, place = self.work(document), len(self._documents)
        found = replace(found, digest=replace(found.digest, duplicates=self._duplicates.add(document)))
        for theme, offered in zip(self._themes, found.candidates, strict=True):
            self._candidates[theme] += [replace(entry, order=(place, entry.order[1])) for entry in offered]
            if len(self._candidates[theme]) > 2 * CONSIDERED:
                self._candidates[theme] = best_candidates(self._candidates[theme])
        self._paragraphs += found.scores.given.sum(axis=0)
        self._characters += found.scores.lengths @ found.scores.given
        self._terms.add(found.words)
        self._documents.append(found.digest)
        return found

    def _shown(self) -> list[tuple[int, str]]:
        """The themes that are digested, with their columns: all, or the one in focus."""
        return [pair for pair in enumerate(self._themes) if self._focus.theme in (None, pair[0])]

    def finish(self, failures: tuple[str, ...] = ()) -> Digests:
        """Return the digests of all documents added so far."""
        themes = tuple(self._theme_digest(number, theme) for number, theme in self._shown())
        model = str(self._tagger.facts_.get("labels", {}).get("digest", "unknown"))[:12]
        return Digests(tuple(self._documents), themes, failures, __version__, model)

    def _theme_digest(self, number: int, theme: str) -> ThemeDigest:
        lines = choose_lines(self._candidates[theme], room=self._lengths.theme_chars, order=self._order)
        name = self._tagger.codebook_[theme].name
        counts = (int(self._paragraphs[number]), int(self._characters[number]))
        total = self._terms.total
        terms = typical_terms(total, number, sums=total.counts.sum(axis=0), number=TOP_TERMS)
        return ThemeDigest(theme, name, lines, *counts, terms)


def _document_digest(
    document: Document, summary: Summary, *, paragraphs: int, shares: dict[str, float]
) -> DocumentDigest:
    lines = tuple(
        DigestLine(
            document.name,
            line.paragraph,
            line.span,
            line.text,
            line.score,
            (document.name,),
            line.section,
            line.context,
        )
        for line in summary.lines
    )
    about = (document.title, document.date, document.region, document.source)
    return DocumentDigest(document.name, *about, lines, paragraphs, shares)
