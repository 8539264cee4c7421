"""Themes of paragraphs: the tagger, its models on disk, and tagged paragraphs with their evidence."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, compress, pairwise
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from toolkit.document import Document, Paragraph
from toolkit.folders import bundled
from toolkit.tagging.evidence import Explanation, evidence_terms, explain_sentence
from toolkit.tagging.features import Floats
from toolkit.tagging.linear import sigmoid
from toolkit.tagging.scores import ScoredTexts, Term
from toolkit.tagging.tagger import UNSURE_BAND, ThemeTagger
from toolkit.words import CutTexts, cut_texts

__all__ = [
    "Explanation",
    "TaggedParagraph",
    "Term",
    "ThemeTagger",
    "cut_document",
    "load_tagger",
    "tag",
    "tag_paragraphs",
]

MODEL_FILE = "themes.model"


@dataclass(frozen=True, slots=True, eq=False)
class TaggedParagraph:
    """A body paragraph with its themes.

    `scores` are probabilities in [0, 1] by theme id, `unsure` the themes close to their threshold on either side,
    `sentence_scores` an array of shape `(n_sentences, n_themes)`. `primary` is the theme with most text, or None.
    """

    paragraph: Paragraph
    themes: tuple[str, ...]
    primary: str | None
    scores: dict[str, float]
    unsure: tuple[str, ...]
    sentence_scores: Floats = field(repr=False)
    _scored: ScoredTexts = field(repr=False)
    _first: int = field(repr=False)
    _tagger: ThemeTagger = field(repr=False)

    @property
    def evidence(self) -> dict[str, list[tuple[str, float]]]:
        """For each theme the terms that speak for it in its best sentence, with their exact weights."""
        columns = {name: number for number, name in enumerate(self.scores)}
        return {
            theme: evidence_terms(
                self._scored, self._first + int(self.sentence_scores[:, columns[theme]].argmax()), columns[theme]
            )
            for theme in self.themes
        }

    @property
    def explanations(self) -> dict[str, Explanation]:
        """For each of its themes the case for it: the best sentence, and the exact weight of every term."""
        found = {}
        for column, theme in enumerate(self._tagger.codebook_.themes):
            if theme.id in self.themes:
                best = int(self.sentence_scores[:, column].argmax())
                threshold, start = float(self._tagger.thresholds_[column]), self.paragraph.bounds[best][0]
                found[theme.id] = explain_sentence(
                    self._scored, (self._first + best, start), theme, column=column, threshold=threshold
                )
        return found

    def _repr_html_(self) -> str:
        from toolkit.tagging.highlighting import paragraph_html

        return paragraph_html(self.paragraph.text, list(self.explanations.values()), self.unsure)


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
    return ThemeTagger.load(path) if path is not None else _shipped_tagger(bundled("models") / MODEL_FILE)


def tag(document: Document, tagger: ThemeTagger | None = None) -> tuple[TaggedParagraph, ...]:
    """Tag the body paragraphs of a document, in order.

    Examples
    --------
    >>> import toolkit
    >>> tagged = tag(toolkit.read("seeds/002_7cb5deaf82b5c6b7.txt"))
    >>> next(entry.themes for entry in tagged if entry.paragraph.text.startswith("普惠性金融扶持"))
    ('finance',)
    """
    tagger = tagger or load_tagger()
    return tag_paragraphs(document.body, tagger.score_sentences(cut_document(document)), tagger)


def cut_document(document: Document) -> CutTexts:
    """Cut the sentences of a document's body into words: the one cut that tagging and ranking share."""
    return cut_texts([p.text[start:end] for p in document.body for start, end in p.bounds])


def tag_paragraphs(body: Sequence[Paragraph], scored: ScoredTexts, tagger: ThemeTagger) -> tuple[TaggedParagraph, ...]:
    """Pool the scores of sentences, which are those of `body` in order, into tagged paragraphs."""
    probability = sigmoid(scored.decision)
    bounds = list(accumulate((len(paragraph.bounds) for paragraph in body), initial=0))
    pooled = _pooled(probability, bounds)
    distance = pooled - tagger.thresholds_
    above, near = distance >= 0, abs(distance) < UNSURE_BAND
    names: list[str] = tagger.classes_.tolist()
    entries = zip(body, pooled.tolist(), above.tolist(), near.tolist(), pairwise(bounds), strict=True)
    found = []
    for paragraph, scores, given, unsure, (first, last) in entries:
        own = probability[first:last]
        themes = tuple(compress(names, given))
        primary = _primary(paragraph, own >= tagger.thresholds_, names) if themes else None
        by_name = dict(zip(names, scores, strict=True))
        close = tuple(compress(names, unsure))
        found.append(TaggedParagraph(paragraph, themes, primary, by_name, close, own, scored, first, tagger))
    return tuple(found)


def _pooled(probability: Floats, bounds: Sequence[int]) -> Floats:
    """The highest probability of each paragraph's sentences; 0 where it has none."""
    pooled = np.zeros((len(bounds) - 1, probability.shape[1]))
    filled = [number for number, (first, last) in enumerate(pairwise(bounds)) if last > first]
    if filled:
        pooled[filled] = np.maximum.reduceat(probability, [bounds[number] for number in filled], axis=0)
    return pooled


def _primary(paragraph: Paragraph, carried: Any, names: Sequence[str]) -> str:
    """The theme with most text; on a tie the one that comes first in the text."""
    lengths = np.array([end - start for start, end in paragraph.bounds])
    amount = lengths @ carried
    first = carried.argmax(axis=0)
    return names[min(range(len(names)), key=lambda number: (-amount[number], first[number]))]
