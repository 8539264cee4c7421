"""The frame of a web page by its names: navigation, comments, lists of other articles, footer."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from toolkit.reading.html_blocks import PageBlock

_MAIN_SHARE = 1 / 3
_MOST_NESTED = 8
_FRAME_TAGS = frozenset({"nav", "footer", "aside"})
_FRAME_NAMES = re.compile(
    r"foot|footer|copyright|comments?|pinglun|gentie|tie|relat(?:ed?|ion)|recommend(?:ed)?|sidebar|aside|side|hot|"
    r"rank(?:ing)?|nav|navbar|navigation|menu|breadcrumbs?|crumb|share|login|ads?|banner|tuijian|paihang|friendlink|links",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+")


class Frames:
    """Elements that are named as a frame and hold at most a third of the page's prose.

    Parameters
    ----------
    blocks
        The blocks of the page.
    prose
        How much running text each block holds.
    """

    def __init__(self, blocks: Sequence[PageBlock], prose: Sequence[float]) -> None:
        self._known: dict[Any, tuple[Any, ...]] = {}
        held: defaultdict[Any, float] = defaultdict(float)
        for block, weight in zip(blocks, prose, strict=True):
            for element in self._named_above(block.element):
                held[element] += weight
        self._frames = {element for element, weight in held.items() if weight <= _MAIN_SHARE * sum(prose)}

    def holds(self, element: Any) -> bool:
        """Whether the element lies in a frame."""
        return not self._frames.isdisjoint(self._named_above(element))

    def _named_above(self, element: Any) -> tuple[Any, ...]:
        """The elements named as frames from the root down to this one, the outermost eight."""
        path = []
        while element is not None and element not in self._known:
            path.append(element)
            element = element.getparent()
        named = self._known[element] if element is not None else ()
        for inner in reversed(path):
            if len(named) < _MOST_NESTED and _is_frame(inner):
                named = (*named, inner)
            self._known[inner] = named
        return named


def _is_frame(element: Any) -> bool:
    if element.tag in _FRAME_TAGS:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return any(map(_FRAME_NAMES.fullmatch, _WORD.findall(names)))
