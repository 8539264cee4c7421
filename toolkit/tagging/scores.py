"""Scored sentences: the decision values, and on demand the exact contribution of each term to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.tagging.features import BLOCKS, FeatureSpace, Floats, Found, Ints, KnownWords, Occurrences
from toolkit.tagging.linear import LinearModel, added_up
from toolkit.words import CutTexts

_PORTION = 128_000  # characters scored at a time: a few megabytes of arrays, whatever the length of the document
_TEXT = 30  # characters that a text counts for beside its own: it has its own rows of sums


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


class _Portion(NamedTuple):
    """A portion of texts: their decision values, where their pieces and clauses start, and what these hold.

    `starts` count characters of all texts joined by line breaks, `clauses` those of them that begin a clause.
    """

    decision: Floats
    starts: Ints
    clauses: Ints
    sums: tuple[NDArray[np.float32], ...]
    counted: dict[str, Occurrences]


@dataclass(frozen=True, slots=True, eq=False)
class ScoredTexts:
    """Sentences with decision values of shape `(n_sentences, n_themes)`."""

    cut: CutTexts
    decision: Floats
    _space: FeatureSpace = field(repr=False)
    _model: LinearModel = field(repr=False)
    _known: KnownWords = field(repr=False)
    _portions: Sequence[_Portion] = field(repr=False)

    def part(self, first: int, last: int) -> "ScoredTexts":
        """Return the texts `first` to `last`, the last one left out; their runs cannot be judged."""
        return replace(self, cut=self.cut.part(first, last), decision=self.decision[first:last], _portions=())

    def judge_runs(self, starts: Ints, ends: Ints) -> Floats:
        """Return the decision values of runs of text as if each were a sentence, shape `(n_runs, n_themes)`.

        Runs are bounded by characters of all texts joined by line breaks, ascending, and begin where a text begins or
        behind a comma.
        """
        edges = np.searchsorted(starts, [portion.starts[0] for portion in self._portions])
        pairs = zip(self._portions, pairwise([*edges.tolist(), len(starts)]), strict=True)
        judged = (self._judge(portion, starts[a:b], ends[a:b]) for portion, (a, b) in pairs if a < b)
        return np.concatenate([self.decision[:0], *judged])

    def _judge(self, portion: _Portion, starts: Ints, ends: Ints) -> Floats:
        first, last = np.searchsorted(portion.starts, [starts, ends])
        sizes = last - first
        edges = np.append(0, np.cumsum(sizes))
        pieces = np.arange(edges[-1]) + np.repeat(first - edges[:-1], sizes)
        opens = np.isin(portion.starts.take(pieces), portion.clauses, assume_unique=True)
        opens[edges[:-1]] = True
        clauses = np.append(np.flatnonzero(opens), len(pieces))
        sums = tuple(rows.take(pieces, axis=0).astype(np.float64) for rows in portion.sums)
        bounds = np.append(portion.starts.take(pieces.take(clauses[:-1])), ends[-1])
        counted = {name: _inside(block, starts, ends, bounds=bounds) for name, block in portion.counted.items()}
        return self._model.decision(added_up(sums, clauses), counted, np.searchsorted(clauses, edges))

    def terms(self, sentence: int, theme: int) -> list[Term]:
        """Return all terms of a sentence by falling weight; with the intercept they sum to the decision value."""
        found: dict[tuple[str, str], list[tuple[float, tuple[int, int]]]] = {}
        cut = self.cut.part(sentence, sentence + 1)
        own, names = self._space.find(cut, self._known), _Names(self._space, cut)
        for kind, block, weights in zip(BLOCKS, own.blocks, self._model.weights(own, theme), strict=True):
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
    known, text_starts = space.look_up(cut), cut.text_starts
    portions = [
        _score(space.find(cut.part(first, last), known), model, begin=int(text_starts[first]))
        for first, last in _bounds_of_portions(text_starts)
    ]
    decision = np.concatenate([np.empty((0, len(model.intercept))), *(portion.decision for portion in portions)])
    return ScoredTexts(cut, decision, space, model, known, portions)


def _score(found: Found, model: LinearModel, *, begin: int) -> _Portion:
    sums, parts, counted = model.sums(found), found.parts, model.counted_in(found)
    decision = model.decision(added_up(sums, parts.clauses), counted, parts.firsts)
    starts = parts.starts + begin
    counted = {name: block._replace(start=block.start + begin) for name, block in counted.items()}
    rows = tuple(each.astype(np.float32) for each in sums)
    return _Portion(decision, starts[:-1], starts[parts.clauses[:-1]], rows, counted)


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


def _inside(block: Occurrences, starts: Ints, ends: Ints, *, bounds: Ints) -> Occurrences:
    """The occurrences inside runs of text, in the pieces that begin at `bounds`."""
    run = np.searchsorted(starts, block.start, side="right") - 1
    inside = np.flatnonzero((run >= 0) & (block.start < ends.take(run)))
    start = block.start.take(inside)
    return Occurrences(block.feature.take(inside), start, np.searchsorted(start, bounds))


def _bounds_of_portions(text_starts: Ints) -> Iterator[tuple[int, int]]:
    """Runs of texts of about equal length, as the numbers of their first text and of the one after their last."""
    size = len(text_starts) - 1
    starts = text_starts + _TEXT * np.arange(size + 1)
    cuts = np.searchsorted(starts, np.arange(0, starts[-1], _PORTION))
    return pairwise(np.unique(np.append(cuts, size)).tolist())
