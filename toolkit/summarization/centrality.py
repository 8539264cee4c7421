"""How much of a talk each candidate stands for: two centralities on sparse word vectors, linear in the words."""

import numpy as np

from toolkit.summarization.wordtable import WordTable
from toolkit.tagging.features import Floats, Ints

CENTRALITIES: tuple[str, ...] = ("support", "centroid", "support_rank", "centroid_rank", "words", "distinct_words")
"""The columns that `centralities` returns."""

_SATURATION, _LENGTH_SHARE = 1.5, 0.75  # k1 and b as BM25 is commonly used


def centralities(table: WordTable, first: Ints, last: Ints) -> Floats:
    """Return columns for candidates, the statements `first` to `last` of a table: shape `(n_candidates, 6)`.

    `support` is how well a candidate answers all the others as queries by BM25 (Robertson & Zaragoza, 2009), 1 on
    average; `centroid` its TF-IDF cosine with the mean of all (Radev et al., 2004); then their ranks in [0, 1) and the
    number of its words.
    """
    n = len(first)
    row, word, count = _words_of_candidates(table, first, last)
    words, distinct = (np.bincount(row, each, n).astype(np.float64) for each in (count, np.ones(len(row))))
    frequency = np.bincount(word, minlength=len(table.words))[word]
    support = _support(row, count, frequency=frequency, words=words)
    centroid = _to_centroid(row, word, frequency=frequency, n=n)
    return np.stack([support, centroid, _rank(support), _rank(centroid), words, distinct], axis=1)


def _words_of_candidates(table: WordTable, first: Ints, last: Ints) -> tuple[Ints, Ints, Ints]:
    """The distinct content words and figures of each candidate: its number, the word's, and how often it stands."""
    begin, sizes = table.bounds[first], table.bounds[last + 1] - table.bounds[first]
    ends = np.cumsum(sizes)
    tokens = np.arange(int(sizes.sum())) + np.repeat(begin - ends + sizes, sizes)
    row, word = np.repeat(np.arange(len(first)), sizes), table.number[tokens]
    telling = (table.kinds.content + table.kinds.figure)[word] > 0
    pairs, count = np.unique(row[telling] * len(table.words) + word[telling], return_counts=True)
    return pairs // len(table.words), pairs % len(table.words), count


def _support(row: Ints, count: Ints, *, frequency: Ints, words: Floats) -> Floats:
    """Sum over all other candidates that share a word what BM25 gives for it."""
    n = len(words)
    rarity = np.log(1 + (n - frequency + 0.5) / (frequency + 0.5))
    length = 1 - _LENGTH_SHARE + _LENGTH_SHARE * words / max(1.0, float(words.mean()))
    weight = rarity * count * (_SATURATION + 1) / (count + _SATURATION * length[row])
    support = np.bincount(row, weight * (frequency - 1), n)
    found: Floats = support / max(1e-9, float(support.mean()))
    return found


def _to_centroid(row: Ints, word: Ints, *, frequency: Ints, n: int) -> Floats:
    weight = np.log((1 + n) / (1 + frequency)) + 1
    unit = weight / np.sqrt(np.bincount(row, weight**2, n))[row]
    mean = np.bincount(word, unit)[word] / n
    return np.bincount(row, unit * mean, n).astype(np.float64)


def _rank(values: Floats) -> Floats:
    """The share of candidates with less."""
    return np.searchsorted(np.sort(values), values) / max(1, len(values))
