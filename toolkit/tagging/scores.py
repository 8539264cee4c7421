"""Scored sentences: the decision values, and on demand the exact contribution of each term to them."""

from dataclasses import dataclass, field, replace

import numpy as np

from toolkit.tagging.clauses import Pieces
from toolkit.tagging.features import BLOCKS, FeatureSpace, Floats, Ints, KnownWords
from toolkit.tagging.linear import LinearModel, Sums, sigmoid
from toolkit.words import CutTexts


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a sentence with its weight: what it adds to the decision value of a theme.

    `kind` is the block of features it belongs to: what a word adds by its classes is a term of its own, named by the
    word. `spans` are `(start, end)` within the sentence.
    """

    term: str
    kind: str
    weight: float
    spans: tuple[tuple[int, int], ...]


_BY_WORD = {"words": 1, "pairs": 2, "classes": 1}
"""The blocks whose features are words, and how many words one has."""


@dataclass(frozen=True, slots=True, eq=False)
class ScoredTexts:
    """Sentences with their decision values and probabilities, both of shape `(n_sentences, n_themes)`."""

    cut: CutTexts
    decision: Floats
    probability: Floats
    _space: FeatureSpace = field(repr=False)
    _model: LinearModel = field(repr=False)
    _known: KnownWords = field(repr=False)
    _parts: Pieces | None = field(repr=False)
    _sums: Sums = field(repr=False)

    def part(self, first: int, last: int) -> "ScoredTexts":
        """Return the texts `first` to `last`, the last one left out; their runs cannot be judged."""
        cut, decision, probability = self.cut.part(first, last), self.decision[first:last], self.probability[first:last]
        return replace(self, cut=cut, decision=decision, probability=probability, _parts=None, _sums={})

    def judge_runs(self, starts: Ints, ends: Ints) -> Floats:
        """Return the decision values of runs of text as if each were a sentence, shape `(n_runs, n_themes)`.

        Runs are bounded by characters of all texts joined by line breaks, and begin where a text begins or behind a
        comma.
        """
        if self._parts is None:
            raise ValueError("a part of scored texts; judge the runs of all of them")
        return self._model.decision(self._sums, self._parts.of_runs(starts, ends))

    def terms(self, sentence: int, theme: int) -> list[Term]:
        """Return all terms of a sentence by falling weight; with the intercept they sum to the decision value."""
        found: dict[tuple[str, str], list[tuple[float, tuple[int, int]]]] = {}
        cut = self.cut.part(sentence, sentence + 1)
        own, names = self._space.find(cut, self._known), _Names(self._space, cut)
        for kind, block, weights in zip(BLOCKS, own.in_texts, self._model.weights(own, theme), strict=True):
            places = zip(block.feature.tolist(), weights.tolist(), block.start.tolist(), strict=True)
            for feature, weight, start in places:
                name, end = names.of(kind, feature, start)
                found.setdefault((kind, name), []).append((weight, (start, end)))
        terms = [
            Term(name, kind, sum(weight for weight, _ in places), tuple(dict.fromkeys(span for _, span in places)))
            for (kind, name), places in found.items()
        ]
        return sorted(terms, key=lambda term: (-term.weight, term.term))

    def intercept(self, theme: int) -> float:
        """Return what a theme's decision value is before any term is added."""
        return float(self._model.intercept[theme])

    def votes(self, sentence: int, theme: int) -> tuple[str, ...]:
        """Return the terms in a sentence that belong to the keyword rule of a theme."""
        found = self._space.rule_terms(self.cut.texts[sentence])
        return tuple(dict.fromkeys(term for _, term, themes in found if theme in themes))


def score_texts(space: FeatureSpace, model: LinearModel, cut: CutTexts) -> ScoredTexts:
    """Score texts that are cut into words."""
    known = space.look_up(cut)
    found = space.find(cut, known)
    sums = model.sums(found)
    decision = model.decision(sums, found.parts.clauses)
    return ScoredTexts(cut, decision, sigmoid(decision), space, model, known, found.parts, sums)


class _Names:
    """The names of the features of one sentence, as a reader knows them."""

    def __init__(self, space: FeatureSpace, cut: CutTexts) -> None:
        self._space, self._text = space, cut.texts[0]
        self._starts = cut.start
        self._ends = self._starts + cut.lengths.take(cut.number)  # by the cut, for a figure is named by its shape
        self._terms = {start: term for start, term, _ in space.rule_terms(self._text)}

    def of(self, kind: str, feature: int, start: int) -> tuple[str, int]:
        """Return the name of a feature that starts at a character of the sentence, and where it ends there."""
        if kind == "rules":
            term = self._terms[start]
            return term, start + len(term)
        name = self._space.name(feature)
        if kind not in _BY_WORD:
            return name, min(start + len(name), len(self._text))
        end = int(self._ends[np.searchsorted(self._starts, start) + _BY_WORD[kind] - 1])
        return (self._text[start:end] if kind == "classes" else name), end
