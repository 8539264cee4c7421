"""Labelled texts as matrices: rows for their sentences and rows for their clauses."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.segmentation.sentences import sentence_bounds
from toolkit.tagging.features import FeatureSpace, Floats, Ints
from toolkit.tagging.linear import learn_idf, matrix, pooled_decision
from toolkit.words import CutTexts, cut_texts
from toolkit.words.background import background_idf

Bools = NDArray[np.bool_]
_BACKGROUND = 0.5  # swept 0-1 on paragraphs of authors left out: flat, and 0.5 is best with few labels


@dataclass(frozen=True, slots=True)
class Instances:
    """Texts with their labels, ready for a linear classifier.

    `sentences` has a row a sentence, text `i` those from `bounds[i]` to `bounds[i + 1]`; `clauses` has a row a clause,
    sentence `j` those from `firsts[j]` to `firsts[j + 1]`. `groups` numbers the document of each text.
    """

    sentences: Any
    clauses: Any
    bounds: Ints
    firsts: Ints
    Y: Bools
    groups: Ints

    @property
    def text_of(self) -> Ints:
        """The text of each sentence."""
        return np.repeat(np.arange(len(self.Y)), np.diff(self.bounds))

    def rows_of(self, texts: Ints) -> Ints:
        """Return the sentences of texts."""
        return np.flatnonzero(np.isin(self.text_of, texts))

    def best_rows(self, texts: Ints, coef: Floats) -> Ints:
        """Return the sentence of each text that speaks most for a theme."""
        decision = self.sentences @ coef
        spans = zip(self.bounds[texts].tolist(), self.bounds[texts + 1].tolist(), strict=True)
        return np.array([first + int(decision[first:last].argmax()) for first, last in spans], np.int64)

    def decision(self, coef: Floats, intercept: Floats) -> Floats:
        """Return the decision values of the texts, shape `(n_texts, n_themes)`, as the tagger would give them."""
        found = pooled_decision(self.clauses @ coef + intercept, self.sentences @ coef + intercept, self.firsts)
        return np.maximum.reduceat(found, self.bounds[:-1], axis=0)


def cut_sentences(texts: Sequence[str]) -> tuple[Ints, CutTexts]:
    """Cut texts into sentences and these into words; text `i` has the sentences `bounds[i]` to `bounds[i + 1]`.

    A text without any sentence counts as one empty sentence.
    """
    pieces = [[text[start:end] for start, end in sentence_bounds(text)] or [""] for text in texts]
    bounds = np.cumsum([0, *(len(piece) for piece in pieces)]).astype(np.int64)
    return bounds, cut_texts(list(chain.from_iterable(pieces)))


def make_instances(
    texts: Sequence[str], Y: Bools, groups: Sequence[str] | None, *, rules: Sequence[Sequence[str]], min_count: int
) -> tuple[FeatureSpace, NDArray[np.float32], Instances]:
    """Learn the features of texts and their idf, and return the texts as matrices over them."""
    bounds, cut = cut_sentences(texts)
    space = FeatureSpace.fit(cut, rules, min_count=min_count)
    found = space.find(cut)
    idf = learn_idf(found.in_texts, len(space))
    words = space.vocabulary.blocks["words"]
    idf[words] = _with_background(idf[words], space.vocabulary.words)
    names = groups if groups is not None else [str(number) for number in range(len(texts))]
    numbers = np.unique(np.array(names), return_inverse=True)[1]
    rows = matrix(idf, found.in_texts), matrix(idf, found.in_clauses)
    return space, idf, Instances(*rows, bounds, found.parts.clauses.firsts, Y, numbers)


def _with_background(own: NDArray[np.float32], words: Sequence[str]) -> NDArray[np.float32]:
    """The labels' own idf and that of general Chinese, brought to the same mean: few labels know few words well."""
    if not len(words):
        return own
    general = background_idf(words)
    mixed: NDArray[np.float32] = (1 - _BACKGROUND) * own + _BACKGROUND * general * (own.mean() / general.mean())
    return mixed
