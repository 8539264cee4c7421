"""Which sentences of a very long document are worth a close look, told from its characters alone."""

import numpy as np

from toolkit.tagging.features import Floats
from toolkit.words import CutTexts

_LONG = 800
_LOOKED_AT = 200
_SHORT = 12


def promising_sentences(cut: CutTexts, themes: Floats, *, room: int) -> frozenset[int] | None:
    """Return the sentences with most figures, for their length, and most of a theme; None where all are looked at.

    There are enough to fill `room` characters several times. It bounds the work on a book-length text, and leaves
    reports of any usual length alone.
    """
    if len(cut) <= _LONG:
        return None
    codes = np.frombuffer("\n".join(cut.texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    digits = (codes >= ord("0")) & (codes <= ord("9"))
    opens = np.flatnonzero(digits[1:] & ~digits[:-1]) + 1
    lengths = np.fromiter((len(text) + 1 for text in cut.texts), np.int64, len(cut))
    figures = np.bincount(np.searchsorted(np.cumsum(lengths), opens, side="right"), minlength=len(cut))
    signs = figures / np.sqrt(lengths) + themes.max(axis=1, initial=0.0) / 2
    return frozenset(np.argsort(-signs, kind="stable")[: max(_LOOKED_AT, room // _SHORT)].tolist())
