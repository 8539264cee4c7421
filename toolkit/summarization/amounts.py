"""How large the amounts in a text are: figures with their units, on a logarithmic scale."""

import numpy as np

from toolkit.native import SIZE, array, kernel
from toolkit.summarization.wordkinds import bits_of
from toolkit.summarization.wordtable import WordTable
from toolkit.tagging.features import Floats

_largest_amounts = kernel(
    "largest_amounts",
    SIZE, array(np.int64), array(np.int64), array(np.int64), array(np.float64), SIZE, SIZE, SIZE,
    array(np.float64, 2, written=True),
)  # fmt: skip


def magnitudes(table: WordTable) -> Floats:
    """Return the decimal logarithms of the largest sum of money and number of people in each statement of a table.

    The shape is `(2, n_statements)`. A figure counts with the word after it (`1.2`, `亿元`), or the two words (`1.2`,
    `万`, `人`); 0 where there is none.
    """
    kinds, largest = table.kinds, np.zeros((2, table.n_statements))
    bits = (bits_of(name) for name in ("figure", "money", "people"))
    _largest_amounts(table.n_statements, table.bounds, table.number, kinds.kinds, kinds.amount, *bits, largest)
    found: Floats = np.log10(1 + largest)
    return found
