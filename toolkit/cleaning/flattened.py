"""A text that a copying script put on one line: cut again where its own marks begin a part."""

from itertools import pairwise

from toolkit.patterns import lazy

_LONG = 3000
_PART = lazy(
    r"(?<=[。！？；”）)])\s*(?=[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十]{1,3}[）)]|——)"
    r"|(?<=[\u4e00-\u9fff])(?=(?:各位(?:代表|委员)|同志们)[:：])"
)


def parts(line: str) -> list[tuple[int, str]]:
    """Return the pieces of a line with their places in it: one, unless it is far too long for a paragraph.

    Examples
    --------
    >>> [len(piece) for _, piece in parts("一、总体要求。" + "推动创新。" * 1000 + "二、重点任务。建设平台。")]
    [5007, 12]
    """
    if len(line) <= _LONG:
        return [(0, line)]
    cuts = [cut.span() for cut in _PART.finditer(line)]
    return [(end, line[end:start]) for (_, end), (start, _) in pairwise([(0, 0), *cuts, (len(line), 0)])]
