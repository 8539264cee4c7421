"""Scored sentences: the decision values, and on demand the exact contribution of each term to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from toolkit.tagging.features import BLOCKS, FeatureSpace, Floats, Occurrences
from toolkit.tagging.linear import LinearModel
from toolkit.words import CutTexts

_PORTION = 64_000  # characters scored at a time: a few megabytes of arrays, whatever the length of the document


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a sentence with its weight: what it adds to the decision value of a theme.

    `kind` is the block of features it belongs to; `spans` are `(start, end)` within the sentence.
    """

    term: str
    kind: str
    weight: float
    spans: tuple[tuple[int, int], ...]


class ScoredTexts:
    """Sentences with decision values of shape `(n_sentences, n_themes)`."""

    __slots__ = ("_model", "_numbers", "_space", "cut", "decision")

    def __init__(self, space: FeatureSpace, model: LinearModel, cut: CutTexts) -> None:
        self._space, self._model, self.cut = space, model, cut
        self._numbers = space.word_numbers(cut)
        parts = (model.decision(self._find(*portion)) for portion in _portions(cut))
        self.decision: Floats = np.concatenate([np.empty((0, len(model.intercept))), *parts])

    def _find(self, first: int, last: int) -> tuple[Occurrences, ...]:
        return self._space.find(self.cut.part(first, last), self._numbers)

    def terms(self, sentence: int, theme: int) -> list[Term]:
        """Return all terms of a sentence by falling weight; with the intercept they sum to the decision value."""
        found: dict[tuple[str, int], list[tuple[float, int]]] = {}
        for kind, block in zip(BLOCKS, self._find(sentence, sentence + 1), strict=True):
            weights = self._model.weights(kind, block.feature, theme)
            places = zip(weights.tolist(), block.start.tolist(), strict=True)
            for feature, place in zip(block.feature.tolist(), places, strict=True):
                found.setdefault((kind, feature), []).append(place)
        terms = [self._term(kind, feature, sentence, places) for (kind, feature), places in found.items()]
        return sorted(terms, key=lambda term: (-term.weight, term.term))

    def intercept(self, theme: int) -> float:
        """Return what a theme's decision value is before any term is added."""
        return float(self._model.intercept[theme])

    def votes(self, sentence: int, theme: int) -> tuple[str, ...]:
        """Return the terms in a sentence that belong to the keyword rule of a theme."""
        found = self._space.rule_terms(self.cut.texts[sentence])
        return tuple(dict.fromkeys(term for _, term, themes in found if theme in themes))

    def _term(self, kind: str, feature: int, sentence: int, places: list[tuple[float, int]]) -> Term:
        name = self._space.name(feature)
        text = self.cut.texts[sentence]
        length = len(name.replace(" ", ""))
        if kind == "rules":
            name = self._rule_term(text, places[0][1])
            length = len(name)
        spans = tuple((start, min(start + length, len(text))) for _, start in places)
        return Term(name, kind, sum(weight for weight, _ in places), spans)

    def _rule_term(self, text: str, start: int) -> str:
        return next((term for place, term, _ in self._space.rule_terms(text) if place == start), "")


def _portions(cut: CutTexts) -> Iterator[tuple[int, int]]:
    """Runs of texts of about equal length, as the numbers of their first text and of the one after their last."""
    starts = cut.text_starts
    cuts = np.searchsorted(starts, np.arange(0, starts[-1], _PORTION))
    return pairwise(np.unique(np.append(cuts, len(cut))).tolist())
