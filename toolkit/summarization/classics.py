"""The classics of the field, on sparse word vectors; none forms a matrix of sentences by sentences.

`lead`, `textrank` (Mihalcea & Tarau, 2004), `lexrank` (Erkan & Radev, 2004), `centroid` (Radev et al., 2004), `pacsum`
(position-aware centrality: Zheng & Lapata, 2019), and `snownlp`, which asks that package.
"""

from typing import Any

import numpy as np

from toolkit.summarization.candidates import Candidate
from toolkit.summarization.ranked import Ranked
from toolkit.tagging.features import Floats

_DAMPING = 0.85
_ROUNDS = 50
_TOLERANCE = 1e-6
_LEXRANK_FLOOR = 0.1
_FORWARD, _BACKWARD = 1.0, -0.5
_LEAST = 1e-3


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
