"""One scan of a text for the characters that whole rules hang on: where there are none, those rules need no look."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from toolkit.cleaning.characters import codes, odd
from toolkit.cleaning.glosses import TONED
from toolkit.cleaning.script import traditional

ODD, TONES, SCRIPT = 1, 2, 4


@cache
def _table() -> NDArray[np.uint8]:
    """For each code point which of the three it is."""
    table = odd() * np.uint8(ODD) | traditional() * np.uint8(SCRIPT)
    table[[ord(char) for char in TONED]] |= TONES
    return table


def scan(text: str) -> int:
    """Return which of `ODD`, `TONES` and `SCRIPT` a text has, added up.

    Examples
    --------
    >>> scan("創(chuàng)新") == TONES + SCRIPT
    True
    """
    return int(np.bitwise_or.reduce(_table().take(codes(text)), initial=0))
