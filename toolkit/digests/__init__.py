"""Digests of documents and themes, each line cited: documents go in some at a time, and only their best lines stay."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from types import NoneType
from typing import NamedTuple, get_args

import numpy as np

from toolkit import __version__
from toolkit.arguments import check_name, check_type
from toolkit.digests.choice import ThemeOrder, choose_lines
from toolkit.digests.lines import DigestLine, Digests, DocumentDigest, Lengths, ThemeDigest
from toolkit.digests.terms import TermCounts, WordCounts, count_words, typical_terms
from toolkit.digests.themes import CONSIDERED, ThemeCandidate, best_candidates, theme_candidates
from toolkit.document import Document
from toolkit.duplicates import DuplicateFinder, Duplicates
from toolkit.summarization import Focus, Judged, Limit, Summary, prepare, summarize_ranked
from toolkit.summarization.focus import query_match
from toolkit.summarization.ranked import Batch
from toolkit.tagging import PooledScores, TaggedParagraph, ThemeTagger, cut_documents, load_tagger, pool_scores
from toolkit.tagging.features import Floats
from toolkit.tagging.scores import ScoredTexts

__all__ = [
    "DigestLine",
    "Digester",
    "Digests",
    "DocumentDigest",
    "Lengths",
    "TaggedDocument",
    "ThemeDigest",
    "ThemeOrder",
    "Worked",
    "together",
]

TOP_TERMS = 8
_TOGETHER = 60_000  # characters: more at a time would save little work and take more memory
_AT_LEAST = 200  # characters that a document counts for


@dataclass(frozen=True, slots=True)
class TaggedDocument:
    """A document that went through the road: the scores of its paragraphs, its digest, and its offer to the themes.

    `candidates` are its best lines for each theme.
    """

    document: Document
    scores: PooledScores
    digest: DocumentDigest
    candidates: tuple[Sequence[ThemeCandidate], ...]

    @property
    def tagged(self) -> tuple[TaggedParagraph, ...]:
        """The body paragraphs with their themes, in order."""
        return self.scores.tagged()


class Worked(NamedTuple):
    """Documents that went through the road together, and their content words with the counts in all of them."""

    documents: list[TaggedDocument]
    words: WordCounts


def together(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield documents in lists that are worth working on together: small ones share most of the cost."""
    held, size = list[Document](), 0
    for document in documents:
        held.append(document)
        size += _AT_LEAST + len(document.raw)
        if size >= _TOGETHER:
            yield held
            held, size = [], 0
    if held:
        yield held


class Digester:
    """Takes documents, one or some at a time, and ends with the digests of all of them."""

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
        self._copies: set[tuple[int, int]] = set()
        self._candidates: dict[str, list[ThemeCandidate]] = {theme: [] for theme in self._themes}
        self._terms = TermCounts(len(self._themes))
        self._paragraphs = np.zeros(len(self._themes), np.int64)
        self._characters = np.zeros(len(self._themes), np.int64)

    @property
    def themes(self) -> tuple[str, ...]:
        """The theme ids, in the order of a document's candidates and counts."""
        return self._themes

    def work(self, documents: Sequence[Document]) -> Worked:
        """Tag and summarize documents, each by itself: what is found in one depends on no other."""
        scored = self._tagger.score_sentences(cut_documents(documents))
        pooled = [
            pool_scores(document.body, own, self._tagger)
            for document, own in zip(documents, _parts_of(scored, documents), strict=True)
        ]
        rooms = [self._lengths.of_document(int(each.lengths.sum())) for each in pooled]
        judged = prepare(documents, scored, rooms=rooms)
        digests = [self._digest(judged, number, pooled[number], room=room) for number, room in enumerate(rooms)]
        offered = theme_candidates(judged, self._wanted(judged.batch, pooled))
        found = list(map(TaggedDocument, documents, pooled, digests, offered))
        carried = scored.probability >= self._tagger.thresholds_
        return Worked(found, count_words(scored.cut, judged.batch.table.kinds.content, carried))

    def _digest(self, judged: Judged, number: int, pooled: PooledScores, *, room: int) -> DocumentDigest:
        summary = summarize_ranked(judged, number, limit=Limit(max_chars=room), focus=self._focus)
        given = pooled.given
        shares = dict(zip(self._themes, (given.sum(axis=0) / max(1, len(given))).tolist(), strict=True))
        return _document_digest(judged.parts[number].document, summary, paragraphs=len(given), shares=shares)

    def _wanted(self, batch: Batch, pooled: Sequence[PooledScores]) -> Floats:
        """How far each candidate counts for each theme that is digested: its paragraph has it or may have it."""
        likely = np.concatenate([batch.themes[:0], *(each.likely for each in pooled)])
        wanted: Floats = likely.take(batch.paragraph.take(batch.first), axis=0)
        if self._focus.theme is not None:
            wanted[:, np.arange(len(self._themes)) != self._focus.theme] = 0.0
        if self._focus.words:
            matches = [query_match(part, self._focus.words) for part in batch.parts]
            wanted *= np.concatenate([np.empty(0), *matches])[:, None]
        return wanted

    def add(self, document: Document) -> TaggedDocument:
        """Tag and summarize a document, keep its best lines for the themes, and return what was found."""
        return self.add_all([document])[0]

    def add_all(self, documents: Sequence[Document]) -> list[TaggedDocument]:
        """Add documents together, which for small ones costs much less than one by one and gives the same."""
        worked = self.work(documents)
        self._terms.add(worked.words)
        duplicates = self._duplicates.add_all(documents)
        return [self._keep(found, own) for found, own in zip(worked.documents, duplicates, strict=True)]

    def _keep(self, found: TaggedDocument, duplicates: Duplicates) -> TaggedDocument:
        place = len(self._documents)
        self._copies.update((place, repeat.paragraph) for repeat in duplicates.paragraphs)
        found = replace(found, digest=replace(found.digest, duplicates=duplicates))
        for theme, offered in zip(self._themes, found.candidates, strict=True):
            self._candidates[theme] += [replace(entry, order=(place, entry.order[1])) for entry in offered]
            if len(self._candidates[theme]) > 2 * CONSIDERED:
                self._candidates[theme] = best_candidates(self._candidates[theme], self._copies)
        self._paragraphs += found.scores.given.sum(axis=0)
        self._characters += found.scores.lengths @ found.scores.given
        self._documents.append(found.digest)
        return found

    def finish(self, failures: tuple[str, ...] = ()) -> Digests:
        """Return the digests of all documents added so far."""
        total = self._terms.total
        sums = total.counts.sum(axis=0)
        themes = tuple(
            self._theme_digest(number, theme, typical_terms(total, number, sums=sums, number=TOP_TERMS))
            for number, theme in enumerate(self._themes)
            if self._focus.theme in (None, number)
        )
        model = str(self._tagger.facts_.get("labels", {}).get("digest", "unknown"))[:12]
        return Digests(tuple(self._documents), themes, failures, __version__, model)

    def _theme_digest(self, number: int, theme: str, terms: tuple[str, ...]) -> ThemeDigest:
        candidates = best_candidates(self._candidates[theme], self._copies)
        lines = choose_lines(candidates, room=self._lengths.theme_chars, order=self._order)
        name = self._tagger.codebook_[theme].name
        counts = (int(self._paragraphs[number]), int(self._characters[number]))
        return ThemeDigest(theme, name, lines, *counts, terms)


def _parts_of(scored: ScoredTexts, documents: Sequence[Document]) -> Iterator[ScoredTexts]:
    """The scores of each document's sentences."""
    sizes = (sum(len(paragraph.bounds) for paragraph in document.body) for document in documents)
    return (scored.part(first, last) for first, last in pairwise(accumulate(sizes, initial=0)))


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
