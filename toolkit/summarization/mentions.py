"""How often a document says its words, and where first: how new, central and rare the words of its candidates are."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.native import SIZE, array, kernel
from toolkit.summarization.wordkinds import bits_of
from toolkit.summarization.wordtable import WordTable
from toolkit.tagging.features import Floats, Ints

_count_mentions = kernel(
    "count_mentions",
    SIZE, array(np.int64), array(np.int64), array(np.int32, 2, written=True),
    array(np.int32, written=True), array(np.int32, written=True),
)  # fmt: skip
_sum_mentions = kernel(
    "sum_mentions",
    SIZE, array(np.int64), array(np.int64), array(np.int64), array(np.int64), array(np.int64), SIZE, array(np.int32),
    array(np.int32), array(np.int64), array(np.float64), array(np.float64, 2, written=True),
)  # fmt: skip


class Mentions(NamedTuple):
    """For each token how many times its document says the word, and the token that is the first to say it there."""

    times: NDArray[np.int32]
    first: NDArray[np.int32]


class MentionSums(NamedTuple):
    """Sums over the content words of candidates, a word counting as often as it stands there.

    `new` are those that the document says in this statement for the first time, `centrality` adds up the logarithms of
    how often it says them, `rare` are those it says once; `repeated` adds up how often it says the others, and
    `leading` are those that its opening has too.
    """

    new: Floats
    centrality: Floats
    rare: Floats
    repeated: Floats
    leading: Floats


def find_mentions(table: WordTable, edges: Ints) -> Mentions:
    """Count the words of documents, each by itself: document `i` has the tokens `edges[i]` to `edges[i + 1]`."""
    found = Mentions(*np.empty((2, len(table.number)), np.int32))
    _count_mentions(len(edges) - 1, edges, table.number, np.full((len(table.words), 2), -1, np.int32), *found)
    return found


def sum_mentions(table: WordTable, mentions: Mentions, first: Ints, last: Ints, *, openings: Ints) -> MentionSums:
    """Sum over the statements `first` to `last` of candidates; `openings` are the tokens that end their openings."""
    logarithms = np.log1p(np.arange(mentions.times.max(initial=0) + 1))
    sums = np.zeros((len(MentionSums._fields), len(first)))
    _sum_mentions(
        len(first), first, last, table.bounds, table.number, table.kinds.kinds, bits_of("content"), *mentions,
        openings, logarithms, sums,
    )  # fmt: skip
    return MentionSums(*sums)
