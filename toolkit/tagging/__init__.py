"""Themes of paragraphs: the tagger, its models on disk, and tagged paragraphs with their evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import compress
from os import PathLike
from pathlib import Path
from types import NoneType

import numpy as np
from numpy.typing import NDArray

from toolkit.arguments import check_type
from toolkit.document import Document, Paragraph
from toolkit.folders import bundled
from toolkit.tagging.evidence import Explanation, evidence_terms, explain_sentence
from toolkit.tagging.features import Floats, Ints
from toolkit.tagging.scores import ScoredTexts, Term
from toolkit.tagging.tagger import UNSURE_BAND, ThemeTagger
from toolkit.words import CutTexts, cut_texts

__all__ = [
    "Explanation",
    "PooledScores",
    "TaggedParagraph",
    "Term",
    "ThemeTagger",
    "cut_documents",
    "load_tagger",
    "pool_scores",
    "tag",
]

MODEL_FILE = "themes.model"


@dataclass(frozen=True, slots=True, eq=False)
class PooledScores:
    """The scores of a document's sentences, pooled into its body paragraphs: the best sentence speaks for them.

    `sentences` and `paragraphs` hold probabilities in [0, 1], a column a theme; paragraph `i` has the sentences
    `bounds[i]` to `bounds[i + 1]`.
    """

    body: Sequence[Paragraph]
    scored: ScoredTexts
    tagger: ThemeTagger
    sentences: Floats
    paragraphs: Floats
    bounds: Ints

    @property
    def themes(self) -> tuple[str, ...]:
        """The ids of the themes, in the order of the columns."""
        return self.tagger.codebook_.ids

    @property
    def thresholds(self) -> Floats:
        """The probability from which each theme is given."""
        return self.tagger.thresholds_

    @property
    def given(self) -> NDArray[np.bool_]:
        """Which paragraph has which theme, shape `(n_paragraphs, n_themes)`."""
        return self.paragraphs >= self.thresholds

    @property
    def likely(self) -> NDArray[np.bool_]:
        """Which paragraph has or may have which theme: those that it is unsure of too."""
        found: NDArray[np.bool_] = self.paragraphs > self.thresholds - UNSURE_BAND
        return found

    @property
    def lengths(self) -> Ints:
        """The characters of each paragraph."""
        return np.array([len(paragraph.text) for paragraph in self.body], np.int64)

    def tagged(self) -> tuple["TaggedParagraph", ...]:
        """Return the paragraphs with their themes."""
        return tuple(TaggedParagraph(paragraph, self, number) for number, paragraph in enumerate(self.body))


@dataclass(frozen=True, slots=True, eq=False)
class TaggedParagraph:
    """A body paragraph with its themes, which are read off the scores of its document when they are asked for."""

    paragraph: Paragraph
    _pooled: PooledScores = field(repr=False)
    _number: int = field(repr=False)

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes whose threshold the paragraph reaches."""
        return tuple(compress(self._pooled.themes, self._probability >= self._pooled.thresholds))

    @property
    def primary(self) -> str | None:
        """The theme with most text; on a tie the one that comes first in the text; None where there is no theme."""
        if not self.themes:
            return None
        carried = self.sentence_scores >= self._pooled.thresholds
        amount = np.array([end - start for start, end in self.paragraph.bounds]) @ carried
        first = carried.argmax(axis=0)
        return self._pooled.themes[min(range(len(amount)), key=lambda number: (-amount[number], first[number]))]

    @property
    def scores(self) -> dict[str, float]:
        """The probability of each theme, in [0, 1]."""
        return dict(zip(self._pooled.themes, self._probability.tolist(), strict=True))

    @property
    def unsure(self) -> tuple[str, ...]:
        """The themes close to their threshold, on either side."""
        return tuple(compress(self._pooled.themes, abs(self._probability - self._pooled.thresholds) < UNSURE_BAND))

    @property
    def sentence_scores(self) -> Floats:
        """The probabilities of the paragraph's sentences, shape `(n_sentences, n_themes)`."""
        return self._pooled.sentences[self._first : self._pooled.bounds[self._number + 1]]

    @property
    def evidence(self) -> dict[str, list[tuple[str, float]]]:
        """For each theme the terms that speak for it in its best sentence, with their exact weights."""
        columns = {theme: self._pooled.themes.index(theme) for theme in self.themes}
        return {
            theme: evidence_terms(
                self._pooled.scored, self._first + int(self.sentence_scores[:, column].argmax()), column
            )
            for theme, column in columns.items()
        }

    @property
    def explanations(self) -> dict[str, Explanation]:
        """For each of its themes the case for it: the best sentence, and the exact weight of every term."""
        found = {}
        for column, theme in enumerate(self._pooled.tagger.codebook_.themes):
            if theme.id in self.themes:
                best = int(self.sentence_scores[:, column].argmax())
                threshold, start = float(self._pooled.thresholds[column]), self.paragraph.bounds[best][0]
                found[theme.id] = explain_sentence(
                    self._pooled.scored, (self._first + best, start), theme, column=column, threshold=threshold
                )
        return found

    def _repr_html_(self) -> str:
        from toolkit.tagging.highlighting import paragraph_html

        return paragraph_html(self.paragraph.text, list(self.explanations.values()), self.unsure)

    @property
    def _probability(self) -> Floats:
        row: Floats = self._pooled.paragraphs[self._number]
        return row

    @property
    def _first(self) -> int:
        return int(self._pooled.bounds[self._number])


@cache
def _shipped_tagger(path: Path) -> ThemeTagger:
    return ThemeTagger.load(path)


def load_tagger(path: str | PathLike[str] | None = None) -> ThemeTagger:
    """Load a tagger from a model file; without a path, the one that ships.

    Raises
    ------
    ModelError
        If the file is missing, damaged, changed, or of another format.
    """
    check_type(path, (str, PathLike, NoneType), name="path", remedy="give the path of a model file as a str or a Path")
    return ThemeTagger.load(path) if path is not None else _shipped_tagger(bundled("models") / MODEL_FILE)


def tag(document: Document, tagger: ThemeTagger | None = None) -> tuple[TaggedParagraph, ...]:
    """Tag the body paragraphs of a document, in order.

    Raises
    ------
    OptionError
        If it is no document.

    Examples
    --------
    >>> import toolkit
    >>> tagged = tag(toolkit.read("seeds/002_7cb5deaf82b5c6b7.txt"))
    >>> next(entry.themes for entry in tagged if entry.paragraph.text.startswith("普惠性金融扶持"))
    ('finance',)
    """
    check_type(
        document, Document, name="document", remedy="toolkit.segment(text) makes one of a text, toolkit.read of a file"
    )
    check_type(tagger, (ThemeTagger, NoneType), name="tagger", remedy="give what toolkit.load_tagger returns")
    tagger = tagger or load_tagger()
    return pool_scores(document.body, tagger.score_sentences(cut_documents([document])), tagger).tagged()


def cut_documents(documents: Iterable[Document]) -> CutTexts:
    """Cut the sentences of documents' bodies into words: the one cut that tagging and ranking share."""
    bodies = (document.body for document in documents)
    return cut_texts([p.text[start:end] for body in bodies for p in body for start, end in p.bounds])


def pool_scores(body: Sequence[Paragraph], scored: ScoredTexts, tagger: ThemeTagger) -> PooledScores:
    """Pool the scores of sentences, which are those of `body` in order; a paragraph without sentences has score 0."""
    probability = scored.probability
    bounds = np.zeros(len(body) + 1, np.int64)
    np.cumsum(np.fromiter((len(paragraph.bounds) for paragraph in body), np.int64, len(body)), out=bounds[1:])
    pooled = np.zeros((len(body), probability.shape[1]))
    filled = np.flatnonzero(np.diff(bounds))
    if len(filled):
        pooled[filled] = np.maximum.reduceat(probability, bounds.take(filled), axis=0)
    return PooledScores(body, scored, tagger, probability, pooled, bounds)
