"""Ranking methods: arrays of one document's candidates in, one score a candidate out.

`auto` is the learnt ranker: boosted trees over features of a sentence, fitted on the facts that analysts marked as
vital in government reports. The others are the field's classics, on sparse word vectors: `lead`, `textrank`
(Mihalcea & Tarau, 2004), `lexrank` (Erkan & Radev, 2004), `centroid` (Radev et al., 2004), `pacsum` (position-aware
centrality: Zheng & Lapata, 2019), and `snownlp`, which asks that package.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from toolkit.document import Paragraph
from toolkit.errors import OptionError
from toolkit.summarization.candidates import Candidate
from toolkit.summarization.features import FEATURES, THEME_FEATURES, candidate_features
from toolkit.summarization.trees import load_trees
from toolkit.summarization.wordtable import WordTable
from toolkit.tagging.features import Floats

_DAMPING = 0.85
_ROUNDS = 50
_TOLERANCE = 1e-6
_LEXRANK_FLOOR = 0.1
_FORWARD, _BACKWARD = 1.0, -0.5
_LEAST = 1e-3
# Government work reports give a theme 2 to 12 % of their sentences, papers of science bureaus a quarter and more.
_GENERAL_REPORT, _THEME_REPORT = 1 / 8, 1 / 3


@dataclass(frozen=True)
class Ranked:
    """What a method may look at: the candidates of one document, their words, and their sentences' themes."""

    candidates: Sequence[Candidate]
    body: Sequence[Paragraph]
    table: WordTable
    themes: Floats

    @cached_property
    def features(self) -> Floats:
        """The features of the learnt ranker, shape `(n_candidates, n_features)`."""
        return candidate_features(self.candidates, self.body, table=self.table, themes=self.themes)

    @cached_property
    def candidate_themes(self) -> Floats:
        """The best probability of each candidate's sentences, shape `(n_candidates, n_themes)`."""
        return np.stack([self.themes[c.first : c.last + 1].max(axis=0) for c in self.candidates])


def auto(ranked: Ranked) -> Floats:
    """The expected weight of the vital facts in a candidate, by the learnt ranker.

    The more of a document's sentences carry a theme, the more a line counts for what it says on its theme: a report of
    a science bureau is digested by its themes, one of a whole city by what matters to the city.
    """
    share = _theme_share(ranked)
    found = np.zeros(len(ranked.candidates))
    if share < 1:
        found += (1 - share) * load_trees("document", FEATURES).predict(ranked.features)
    if share > 0:
        found += share * _theme_worth(ranked)
    return np.maximum(found, _LEAST)


def _theme_worth(ranked: Ranked) -> Floats:
    """What candidates are worth to the theme that they most likely carry."""
    themes = ranked.candidate_themes
    ordered = np.sort(themes, axis=1)
    own, rest = ordered[:, -1], ordered[:, -2] if themes.shape[1] > 1 else np.zeros(len(themes))
    columns = np.column_stack([ranked.features, own, rest])
    return load_trees("theme", THEME_FEATURES).predict(columns) * own


def _theme_share(ranked: Ranked) -> float:
    """How far a document is about the themes, in [0, 1], by the share of its sentences that carry one."""
    carried = float((ranked.themes >= 0.5).any(axis=1).mean())
    return float(np.clip((carried - _GENERAL_REPORT) / (_THEME_REPORT - _GENERAL_REPORT), 0, 1))


def lead(ranked: Ranked) -> Floats:
    """The earlier the better."""
    return np.arange(len(ranked.candidates), 0, -1, dtype=np.float64)


def textrank(ranked: Ranked) -> Floats:
    """PageRank where sentences are linked by the words they share."""
    return _walk(_vectors(ranked))


def lexrank(ranked: Ranked) -> Floats:
    """PageRank as in `textrank`, over words weighted by TF-IDF, without the vectors' weakest entries."""
    vectors = _vectors(ranked, idf=True)
    vectors.data[vectors.data < _LEXRANK_FLOOR] = 0.0
    return _walk(vectors)


def centroid(ranked: Ranked) -> Floats:
    """Cosine with the mean TF-IDF vector of the document."""
    vectors = _vectors(ranked, idf=True)
    scores: Floats = vectors @ np.asarray(vectors.mean(axis=0)).ravel()
    return scores


def pacsum(ranked: Ranked) -> Floats:
    """Centrality in which similarity to what follows counts for a sentence, and to what precedes it against it."""
    vectors = _vectors(ranked, idf=True)
    before = _running_sums(vectors)
    total = np.asarray(vectors.sum(axis=0)).ravel()
    own = np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel()
    backward = np.asarray(vectors.multiply(before).sum(axis=1)).ravel()
    forward = vectors @ total - backward - own
    scores: Floats = _FORWARD * forward + _BACKWARD * backward
    positive: Floats = scores - scores.min(initial=0.0) + _LEAST
    return positive


def snownlp(ranked: Ranked) -> Floats:
    """The weights of snownlp's TextRank over BM25; quadratic in the number of sentences."""
    from snownlp.summary.textrank import TextRank

    words = [[ranked.table.words[n] for n in sorted(_words_of(ranked, c))] for c in ranked.candidates]
    graph = TextRank(words)
    graph.solve()
    scores = np.zeros(len(words))
    for number, weight in graph.top:
        scores[number] = weight
    return scores


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
    if method not in METHODS:
        raise OptionError(f"no ranking method {method!r}; choose one of {', '.join(METHODS)}")
    return METHODS[method](ranked) if ranked.candidates else np.empty(0)


def _words_of(ranked: Ranked, candidate: Candidate) -> frozenset[int]:
    return ranked.table.content_words(candidate.first, candidate.last)


def _vectors(ranked: Ranked, *, idf: bool = False) -> Any:
    """Unit vectors of the candidates over their content words, as a sparse matrix."""
    from scipy.sparse import csr_matrix, diags

    words = [_words_of(ranked, candidate) for candidate in ranked.candidates]
    columns = np.fromiter((word for row in words for word in row), np.int64)
    rows = np.repeat(np.arange(len(words)), [len(row) for row in words])
    shape = (len(words), len(ranked.table.words))
    values = np.ones(len(columns))
    if idf:
        frequency = np.bincount(columns, minlength=shape[1])
        values = np.log((1 + len(words)) / (1 + frequency[columns])) + 1
    matrix = csr_matrix((values, (rows, columns)), shape=shape)
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return diags(1 / np.where(length > 0, length, 1)) @ matrix


def _walk(vectors: Any) -> Floats:
    """PageRank over the similarity graph, without ever forming it: a step is two sparse products."""
    n = vectors.shape[0]
    own = np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel()
    degree = vectors @ np.asarray(vectors.sum(axis=0)).ravel() - own
    share = 1 / np.where(degree > _TOLERANCE, degree, np.inf)
    scores = np.full(n, 1 / n)
    for _ in range(_ROUNDS):
        flow = scores * share
        step = (1 - _DAMPING) / n + _DAMPING * (vectors @ (vectors.T @ flow) - own * flow)
        if abs(step - scores).sum() < _TOLERANCE:
            return np.asarray(step)
        scores = step
    return scores


def _running_sums(vectors: Any) -> Any:
    """For each entry of a row the sum of that column over all rows before it, on the same sparse pattern."""
    by_column = vectors.tocsc()
    by_column.sort_indices()
    sums = by_column.copy()
    running = np.cumsum(by_column.data) - by_column.data
    first = np.repeat(running[np.minimum(by_column.indptr[:-1], max(len(running) - 1, 0))], np.diff(by_column.indptr))
    sums.data = running - first
    return sums.tocsr()
