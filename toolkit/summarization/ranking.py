"""Ranking methods by name: one document's candidates in, one score a candidate out.

`auto` is the learnt ranker: boosted trees over features of a statement, fitted on the facts that analysts marked as
vital in government reports. The others are the classics of the field.
"""

from collections.abc import Callable
from functools import cached_property, reduce

import numpy as np
from numpy.typing import NDArray

from toolkit.arguments import check_name
from toolkit.summarization.classics import centroid, lead, lexrank, pacsum, snownlp, textrank
from toolkit.summarization.features import (
    FEATURES,
    GENERAL_FEATURES,
    TALK_FEATURES,
    THEME_FEATURES,
    candidate_features,
    general_features,
    talk_features,
    theme_features,
)
from toolkit.summarization.ranked import Batch, Ranked
from toolkit.summarization.trees import load_trees
from toolkit.tagging.features import Floats, Ints

LEAST = 1e-3
LENGTH_POWER = 0.7  # swept 0.4-0.8 by cross-validation on the fact benchmark: flat from 0.6 upwards
# A line of news of which less would stand in a summary is left out, even where there is room for it.
_SAID = {"news": 0.35, "talk": 0.0}
_COLUMNS = {"news": GENERAL_FEATURES, "talk": TALK_FEATURES}
_FEATURES_OF = {"news": general_features, "talk": talk_features}
_MAY_BELONG = 0.05
# Government work reports give a theme 2 to 12 % of their sentences, papers of science bureaus a quarter and more.
_GENERAL_REPORT, _THEME_REPORT = 1 / 8, 1 / 3


class Judged:
    """The learnt ranker's view of a batch: what each candidate is worth, and what it is worth to each theme."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.parts = batch.parts

    @cached_property
    def features(self) -> Floats:
        """The features of all candidates, shape `(n_candidates, n_features)`."""
        return candidate_features(self.batch)

    @cached_property
    def likely(self) -> NDArray[np.bool_]:
        """Which candidates may belong to which theme, shape `(n_candidates, n_themes)`.

        With their facts the ranker judges them more closely than a tag.
        """
        found: NDArray[np.bool_] = self.batch.candidate_themes >= _MAY_BELONG
        return found

    @cached_property
    def theme_worth(self) -> Floats:
        """The expected weight of a theme's vital facts in each candidate that may belong to it, else 0."""
        worth = np.zeros_like(self.batch.candidate_themes)
        asked = self.likely.copy()
        asked[self._thematic] = True
        rows, themes = np.nonzero(asked)
        if len(rows):
            found = load_trees("theme", THEME_FEATURES).predict(self.theme_columns(rows, themes))
            worth[rows, themes] = np.maximum(found, LEAST)
        return worth

    @cached_property
    def scores(self) -> Floats:
        """What the learnt ranker of its document's kind expects each candidate to be worth.

        In a report that is the weight of the vital facts it holds, in news and talks how much of it a summary
        would say.
        """
        scores = np.zeros(len(self.batch.first))
        for kind in {part.kind for part in self.parts}:
            rows = np.flatnonzero(np.array([part.kind == kind for part in self.parts])[self.batch.candidates.document])
            if len(rows):
                scores[rows] = self._report(rows) if kind == "report" else self._said(rows, kind)
        return scores

    def theme_columns(self, rows: Ints, theme: Ints | int) -> Floats:
        """The columns that the theme ranker looks at, for candidates by number and their themes, or one for all."""
        places = np.arange(len(rows)), theme
        others = self.batch.candidate_themes.take(rows, axis=0)
        own = others[places]
        others[places] = 0.0
        other = reduce(np.maximum, others.T, np.zeros(len(rows)))
        in_sentence = self.batch.sentence_themes[self.batch.sentence.take(self.batch.last.take(rows)), theme]
        return theme_features(_taken(self.features, rows), own=own, other=other, in_sentence=in_sentence)

    @cached_property
    def _thematic(self) -> tuple[Ints, Ints]:
        """The candidates of reports that are about the themes, and the best theme of each."""
        rows = np.flatnonzero(self._theme_shares > 0)
        return rows, self.batch.candidate_themes.take(rows, axis=0).argmax(axis=1)

    @cached_property
    def _theme_shares(self) -> Floats:
        """How far a candidate's report is about the themes, in [0, 1], by the share of its sentences that carry one."""
        sentences = self.batch.sentences
        best = reduce(np.maximum, self.batch.sentence_themes.T, np.zeros(sentences.edges[-1]))
        carried = sentences.total((best >= 0.5).astype(np.float64)) / np.maximum(1, np.diff(sentences.edges))
        shares = np.clip((carried - _GENERAL_REPORT) / (_THEME_REPORT - _GENERAL_REPORT), 0, 1)
        shares[[part.kind != "report" for part in self.parts]] = 0
        found: Floats = shares.take(self.batch.candidates.document)
        return found

    def _report(self, rows: Ints) -> Floats:
        """The expected weight of the vital facts in candidates of reports.

        The more of a document's sentences carry a theme, the more a line counts for what it says on its theme: a report
        of a science bureau is digested by its themes, one of a whole city by what matters to the city.
        """
        shares, worth = self._theme_shares, np.zeros(len(self._theme_shares))
        general = rows[shares.take(rows) < 1]
        if len(general):
            found = load_trees("document", FEATURES).predict(_taken(self.features, general))
            worth[general] = (1 - shares.take(general)) * found
        thematic = self._thematic
        if len(thematic[0]):
            own = self.theme_worth[thematic] * self.batch.candidate_themes[thematic]
            worth[thematic[0]] += shares.take(thematic[0]) * own
        return np.maximum(worth.take(rows), LEAST)

    def _said(self, rows: Ints, kind: str) -> Floats:
        """How much of candidates of news or talks a summary would say, for their length."""
        columns = _FEATURES_OF[kind](self.batch, self.features)
        share = load_trees(kind, _COLUMNS[kind]).predict(_taken(columns, rows))
        document = self.batch.candidates.document.take(rows)
        most = np.zeros(len(self.parts))
        np.maximum.at(most, document, share)
        said = share >= np.minimum(_SAID[kind], most.take(document))
        return np.where(said, np.maximum(share, LEAST) * self.batch.lengths[rows] ** LENGTH_POWER, 0.0)

    def rank(self, number: int, method: str = "auto") -> Floats:
        """Return a score for each candidate of a document, shape `(n_candidates,)`; higher is better.

        Raises
        ------
        OptionError
            If there is no method of that name.
        """
        check_name(method, METHODS, what="ranking method")
        classic = _CLASSICS.get(method)
        if classic is None:
            return self.scores[self.batch.candidates.slices[number]]
        return classic(self.parts[number]) if self.parts[number].candidates else np.empty(0)


def _taken(features: Floats, rows: Ints) -> Floats:
    """Some rows, ascending, column after column in memory as they all are."""
    return features if len(rows) == len(features) else features.T.take(rows, axis=1).T


_CLASSICS: dict[str, Callable[[Ranked], Floats]] = {
    "lead": lead, "textrank": textrank, "lexrank": lexrank, "centroid": centroid, "pacsum": pacsum, "snownlp": snownlp,
}  # fmt: skip

METHODS: tuple[str, ...] = ("auto", *_CLASSICS)
"""The names of the ranking methods."""
