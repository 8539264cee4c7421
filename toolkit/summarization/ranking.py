"""Ranking methods by name: one document's candidates in, one score a candidate out.

`auto` is the learnt ranker: boosted trees over features of a statement, fitted on the facts that analysts marked as
vital in government reports. The others are the classics of the field.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from toolkit.arguments import check_name
from toolkit.summarization.classics import centroid, lead, lexrank, pacsum, snownlp, textrank
from toolkit.summarization.features import (
    FEATURES,
    GENERAL_FEATURES,
    TALK_FEATURES,
    THEME_FEATURES,
    general_features,
    talk_features,
    theme_features,
)
from toolkit.summarization.ranked import Ranked
from toolkit.summarization.trees import load_trees
from toolkit.tagging.features import Floats, Ints

LEAST = 1e-3
LENGTH_POWER = 0.7  # swept 0.4-0.8 by cross-validation on the fact benchmark: flat from 0.6 upwards
# A line of news of which less would stand in a summary is left out, even where there is room for it.
_SAID = {"news": 0.35, "talk": 0.0}
_MAY_BELONG = 0.05
# Government work reports give a theme 2 to 12 % of their sentences, papers of science bureaus a quarter and more.
_GENERAL_REPORT, _THEME_REPORT = 1 / 8, 1 / 3


def auto(ranked: Ranked) -> Floats:
    """What the learnt ranker of the document's kind expects a candidate to be worth.

    In a report that is the weight of the vital facts it holds, in news and talks how much of it a summary would say.
    """
    if ranked.kind == "report":
        return _report(ranked)
    talk = ranked.kind == "talk"
    names, features_of = (TALK_FEATURES, talk_features) if talk else (GENERAL_FEATURES, general_features)
    columns = features_of(ranked.features, ranked.candidates, ranked.statements, ranked.table)
    share = load_trees(ranked.kind, names).predict(columns)
    said = share >= (min(_SAID[ranked.kind], float(share.max())))
    return np.where(said, np.maximum(share, LEAST) * ranked.lengths**LENGTH_POWER, 0.0)


def _report(ranked: Ranked) -> Floats:
    """The expected weight of the vital facts in a candidate.

    The more of a document's sentences carry a theme, the more a line counts for what it says on its theme: a report of
    a science bureau is digested by its themes, one of a whole city by what matters to the city.
    """
    share = _theme_share(ranked)
    found = np.zeros(len(ranked.candidates))
    if share < 1:
        found += (1 - share) * load_trees("document", FEATURES).predict(ranked.features)
    if share > 0:
        found += share * _theme_worth(ranked)
    return np.maximum(found, LEAST)


def _theme_worth(ranked: Ranked) -> Floats:
    """What candidates are worth to the theme that they most likely carry."""
    best = ranked.candidate_themes.argmax(axis=1)
    worth = np.zeros(len(best))
    for theme in np.unique(best).tolist():
        rows = np.flatnonzero(best == theme)
        worth[rows] = theme_worth(ranked, rows, theme) * ranked.candidate_themes[rows, theme]
    return worth


def theme_worth(ranked: Ranked, rows: Ints, theme: int) -> Floats:
    """The expected weight of a theme's vital facts in the candidates with these numbers, by the learnt ranker."""
    columns = theme_columns(ranked, rows, theme)
    return np.maximum(load_trees("theme", THEME_FEATURES).predict(columns), LEAST)


def likely_of_theme(ranked: Ranked, theme: int) -> NDArray[np.bool_]:
    """Which candidates may belong to a theme; with their facts the ranker judges them more closely than a tag."""
    return ranked.candidate_themes[:, theme] >= _MAY_BELONG


def theme_columns(ranked: Ranked, rows: Ints, theme: int) -> Floats:
    """The columns that the theme ranker looks at, for the candidates with these numbers."""
    themes, in_sentence = ranked.candidate_themes[rows], ranked.themes_in_sentence[rows, theme]
    return theme_features(ranked.features[rows], themes[:, theme], themes=themes, in_sentence=in_sentence, theme=theme)


def _theme_share(ranked: Ranked) -> float:
    """How far a document is about the themes, in [0, 1], by the share of its sentences that carry one."""
    carried = float((ranked.sentence_themes >= 0.5).any(axis=1).mean())
    return float(np.clip((carried - _GENERAL_REPORT) / (_THEME_REPORT - _GENERAL_REPORT), 0, 1))


METHODS: dict[str, Callable[[Ranked], Floats]] = {
    "auto": auto, "lead": lead, "textrank": textrank, "lexrank": lexrank, "centroid": centroid, "pacsum": pacsum,
    "snownlp": snownlp,
}  # fmt: skip


def rank(ranked: Ranked, method: str = "auto") -> Floats:
    """Return a score for each candidate, shape `(n_candidates,)`; higher is better.

    Raises
    ------
    OptionError
        If there is no method of that name.
    """
    check_name(method, METHODS, what="ranking method")
    return METHODS[method](ranked) if ranked.candidates else np.empty(0)
