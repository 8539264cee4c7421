"""Scored sentences: the decision values, and on demand the exact contribution of each term to them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.tagging.features import BLOCKS, FeatureSpace, Floats, Occurrences
from toolkit.tagging.linear import LinearModel, weigh
from toolkit.words import CutTexts


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

    __slots__ = ("_blocks", "_model", "_space", "_starts", "_weights", "cut", "decision")

    def __init__(self, space: FeatureSpace, model: LinearModel, cut: CutTexts, blocks: Sequence[Occurrences]) -> None:
        self._space, self._model, self._blocks = space, model, blocks
        self.cut = cut
        self._weights = weigh(model.idf, blocks, len(cut))
        self.decision: Floats = model.decision(blocks, self._weights, len(cut))
        sizes = np.fromiter((len(text) + 1 for text in cut.texts), np.int64, len(cut))
        self._starts = np.cumsum(sizes) - sizes

    def score(self, cut: CutTexts) -> "ScoredTexts":
        """Score other texts by the same model."""
        return ScoredTexts(self._space, self._model, cut, self._space.find(cut))

    def terms(self, sentence: int, theme: int) -> list[Term]:
        """Return all terms of a sentence by falling weight; with the intercept they sum to the decision value."""
        found: dict[tuple[str, int], list[tuple[float, int]]] = {}
        for kind, block, values in zip(BLOCKS, self._blocks, self._weights, strict=True):
            first, last = np.searchsorted(block.text, [sentence, sentence + 1])
            for place in range(first, last):
                feature = int(block.feature[place])
                weight = float(values[place] * self._model.coef[feature, theme])
                start = int(block.start[place] - self._starts[sentence])
                found.setdefault((kind, feature), []).append((weight, start))
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
