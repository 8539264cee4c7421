"""Pinyin readings that a copying script left inside words: `創(chuàng)新`, `项(xiàng)目`."""

from collections.abc import Iterator

from toolkit.patterns import lazy

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_LETTERS = f"[a-zü{TONED}]"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# One syllable: at most seven letters of which one bears a tone mark. A toneless syllable (`(ge)`, `(men)`) looks
# like any other Latin word in parentheses and is left alone.
_GLOSS = lazy(rf"[(（](?<=[{_HAN}][(（])(?=[a-zü]{{0,4}}[{TONED}]){_LETTERS}{{1,7}}[)）]")


def glosses(text: str) -> Iterator[tuple[int, int, str]]:
    """Remove each one-syllable toned pinyin in parentheses that follows a Chinese character.

    Parentheses with anything else in them (`(试行)`, `(占40.02%)`, `(AI)`) stay.

    Examples
    --------
    >>> list(glosses("創(chuàng)新(试行)"))
    [(1, 9, '')]
    """
    return ((match.start(), match.end(), "") for match in _GLOSS.finditer(text))
