"""How much of a talk each candidate stands for: two centralities on sparse word vectors, linear in the words."""

from typing import NamedTuple

import numpy as np

from toolkit.native import REAL, SIZE, array, kernel
from toolkit.summarization.wordkinds import bits_of
from toolkit.summarization.wordtable import WordTable
from toolkit.tagging.features import Floats, Ints

CENTRALITIES: tuple[str, ...] = ("support", "centroid", "support_rank", "centroid_rank", "words", "distinct_words")
"""The columns that `centralities` returns."""

_SATURATION, _LENGTH_SHARE = 1.5, 0.75  # k1 and b as BM25 is commonly used

_list_words = kernel(
    "list_words",
    SIZE, *(array(np.int64) for _ in range(4)), SIZE, *(array(np.int64, written=True) for _ in range(5)),
)  # fmt: skip
_sum_support = kernel(
    "sum_support",
    SIZE, *(array(np.int64) for _ in range(4)), array(np.float64), array(np.float64), REAL,
    array(np.float64, written=True),
)  # fmt: skip
_sum_centroid = kernel(
    "sum_centroid",
    SIZE, *(array(np.int64) for _ in range(3)), array(np.float64), array(np.float64, written=True),
    array(np.float64, written=True),
)  # fmt: skip


class _Said(NamedTuple):
    """The distinct words of candidates: candidate `i` has those from `edges[i]` to `edges[i + 1]`.

    It says each of them some `times`; `frequency` tells how many candidates say a word of the table.
    """

    edges: Ints
    word: Ints
    times: Ints
    frequency: Ints


def centralities(table: WordTable, first: Ints, last: Ints) -> Floats:
    """Return columns for candidates, the statements `first` to `last` of a table: shape `(n_candidates, 6)`.

    `support` is how well a candidate answers all the others as queries by BM25 (Robertson & Zaragoza, 2009), 1 on
    average; `centroid` its TF-IDF cosine with the mean of all (Radev et al., 2004); then their ranks in [0, 1) and the
    number of its words.
    """
    said = _words_of_candidates(table, first, last)
    words = np.diff(np.append(0, np.cumsum(said.times)).take(said.edges))
    support, centroid = _support(said, words), _to_centroid(said)
    return np.stack([support, centroid, _rank(support), _rank(centroid), words, np.diff(said.edges)], axis=1)


def _words_of_candidates(table: WordTable, first: Ints, last: Ints) -> _Said:
    """The distinct content words and figures of each candidate."""
    starts, ends = table.bounds.take(first), table.bounds.take(last + 1)
    edges, frequency = np.empty(len(first) + 1, np.int64), np.zeros(len(table.words), np.int64)
    word, times = np.empty((2, int((ends - starts).sum())), np.int64)
    wanted, places = bits_of("content", "figure"), np.full(len(table.words), -1)
    _list_words(
        len(first), starts, ends, table.number, table.kinds.kinds, wanted, places, edges, word, times, frequency
    )
    return _Said(edges, word[: edges[-1]], times[: edges[-1]], frequency)


def _support(said: _Said, words: Ints) -> Floats:
    """Sum over all other candidates that share a word what BM25 gives for it."""
    n, support = len(words), np.empty(len(words))
    having = np.arange(n + 1)
    rarity = np.log(1 + (n - having + 0.5) / (having + 0.5))
    length = 1 - _LENGTH_SHARE + _LENGTH_SHARE * words / max(1.0, float(words.mean()))
    _sum_support(n, *said, rarity, length, _SATURATION, support)
    found: Floats = support / max(1e-9, float(support.mean()))
    return found


def _to_centroid(said: _Said) -> Floats:
    n = len(said.edges) - 1
    weight = np.log((1 + n) / (1 + np.arange(n + 1))) + 1
    product, sums = np.empty(n), np.zeros(len(said.frequency))
    _sum_centroid(n, said.edges, said.word, said.frequency, weight, sums, product)
    return product / n


def _rank(values: Floats) -> Floats:
    """The share of candidates with less."""
    return np.searchsorted(np.sort(values), values) / max(1, len(values))
