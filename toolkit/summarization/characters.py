"""What single characters tell of many texts at once: a look at the first one spares most a regular expression."""

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from toolkit.tagging.features import Ints

Bools = NDArray[np.bool_]
Codes = NDArray[np.uint32]

_SIZE = 0x10000  # characters above count as the last one, which is none
_IDEOGRAPHS = slice(0x4E00, 0xA000)


class CharacterSet:
    """A set of characters that arrays of code points are looked up in.

    With `strange`, all that are neither Chinese characters nor letters or digits of ASCII belong to it too.
    """

    def __init__(self, characters: Iterable[str], *, strange: bool = False) -> None:
        self._table = np.full(_SIZE, strange)
        if strange:
            self._table[_IDEOGRAPHS] = False
            self._table[[code for code in range(128) if chr(code).isalnum()]] = False
        self._table[[ord(character) for character in characters]] = True

    def holds(self, codes: Codes) -> Bools:
        """Tell for each code point whether its character belongs to the set."""
        return self._table.take(codes, mode="clip")


STRANGE = CharacterSet("", strange=True)
"""All characters but Chinese ones and letters and digits of ASCII."""


class Openers:
    """Words that open a text, written as regular expressions parted by blanks, in any number of strings.

    Each begins with a character, or with a class of characters that are written out. `pattern` is that of all.

    Examples
    --------
    >>> openers = Openers("[同环]比 增长 也(?!门)")
    >>> [openers.open(text) for text in ("环比增长", "也有", "也门")], openers.open("利润增长", 2)
    ([True, True, False], True)
    """

    def __init__(self, *words: str) -> None:
        alternatives = " ".join(words).split()
        firsts = (word[1 : word.index("]")] if word.startswith("[") else word[0] for word in alternatives)
        self.firsts = CharacterSet("".join(firsts))
        self.pattern = "|".join(alternatives)
        self._match = re.compile(self.pattern).match

    def open(self, text: str, start: int = 0) -> bool:
        """Tell whether one of the words stands at a place of a text."""
        return self._match(text, start) is not None


class JoinedTexts:
    """Texts joined by line breaks, as a string and as code points: text `i` stands at `starts[i]` to `ends[i]`."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.text = "\n".join(texts)
        self.codes: Codes = np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), np.uint32)
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        self.ends: Ints = np.cumsum(lengths + 1) - 1
        self.starts: Ints = self.ends - lengths

    def have(self, characters: CharacterSet, starts: Ints, ends: Ints) -> Bools:
        """Tell which of the stretches `starts` to `ends` have a character of a set."""
        places = np.flatnonzero(characters.holds(self.codes))
        following = np.append(places, len(self.codes)).take(np.searchsorted(places, starts))
        found: Bools = following < ends
        return found

    def stretches(self, may: Bools, starts: Ints, ends: Ints) -> Iterator[tuple[int, int, int]]:
        """Yield the number, the start and the end of those stretches that `may` names."""
        rows = np.flatnonzero(may)
        return zip(rows.tolist(), starts.take(rows).tolist(), ends.take(rows).tolist(), strict=True)
