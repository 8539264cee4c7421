"""Which blocks of a web page are its main content: the deepest element that holds nearly all prose, with its title."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from toolkit.reading.html_blocks import PageBlock
from toolkit.reading.html_frames import Frames

_PUNCTUATION = re.compile(r"[。，；！？、：]|[,;!?]\s?[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[。；！？]")
_SHORTEST_PROSE = 20
_ROW_WEIGHT = 0.5
_NEARLY_ALL = 0.95
_LINKS = 0.7
_REACH = 40
_SHORTEST_TITLE = 4
_LONGEST_TITLE = 300
_LIKENESS = 0.6
_SITE_MARK = re.compile(r"[_|>]|\s[-—–]|[-—–]{1,2}(?=[^-—–]{0,12}$)")
_CONTAINERS = frozenset({"div", "article", "section", "main", "body"})


class Titles:
    """What the page's head says its title is, with and without the site's name behind it."""

    def __init__(self, titles: Iterable[str]) -> None:
        cut = [title[:_LONGEST_TITLE] for title in titles]
        self._names = {_squash(part) for title in cut for part in (title, max(_SITE_MARK.split(title), key=len))}

    def has(self, text: str) -> bool:
        """Tell whether a block is one of them, up to a cut at the end of either."""
        own = _squash(text) if len(text) <= _LONGEST_TITLE else ""
        return len(own) >= _SHORTEST_TITLE and any(
            min(len(own), len(name)) >= _LIKENESS * max(len(own), len(name))
            and (name.startswith(own) or own.startswith(name))
            for name in self._names
        )


def main_blocks(blocks: Sequence[PageBlock], titles: Titles) -> set[int]:
    """Return the numbers of the blocks that are the page's content; the others are its frame.

    Recall comes first: an element is entered only while it holds 95 % of the prose, and a page without a sentence
    (a list of links, a form) is content as a whole.

    Parameters
    ----------
    blocks
        The visible blocks in order.
    titles
        What the page's head says its title is.
    """
    frames = Frames(blocks, [_prose(block) for block in blocks])
    weights = [0.0 if frames.holds(block.element) else _prose(block) for block in blocks]
    if not any(weight and _SENTENCE.search(block.text) for block, weight in zip(blocks, weights, strict=True)):
        return set(range(len(blocks)))
    main = set(_deepest(blocks, weights).iter())
    inside = [number for number, block in enumerate(blocks) if block.element in main]
    start = _title_above(blocks, inside[0], titles)
    candidates = [*range(start, inside[0]), *inside]
    kept = {number for number in candidates if not frames.holds(blocks[number].element)}
    return kept - _link_runs(blocks, sorted(kept))


def _prose(block: PageBlock) -> float:
    own = len(block.text) - block.linked
    if own < _SHORTEST_PROSE or block.link_share > _LINKS:
        return 0.0
    if _PUNCTUATION.search(block.text):
        return float(own)
    return _ROW_WEIGHT * own if block.block is not None and block.block.kind == "table" else 0.0


def _deepest(blocks: Sequence[PageBlock], weights: Sequence[float]) -> Any:
    """Descend from the root while one child holds nearly all prose, and stay above single paragraphs and cells.

    One sentence may introduce a list of names, which lies beside it and is no prose.
    """
    held: defaultdict[Any, float] = defaultdict(float)
    for block, weight in zip(blocks, weights, strict=True):
        held[block.element] += weight
    root = blocks[0].element.getroottree().getroot()
    for element in reversed(list(root.iter())):
        held[element.getparent()] += held[element]
    place = root
    while len(place) and held[best := max(place, key=held.__getitem__)] >= _NEARLY_ALL * held[root]:
        place = best
    while place is not root and place.tag not in _CONTAINERS:
        place = place.getparent()
    return place


def _title_above(blocks: Sequence[PageBlock], first: int, titles: Titles) -> int:
    """The block where the title stands, when it stands shortly above the content; else the content's first block."""
    above = range(max(first - _REACH, 0), first)
    for number in reversed(above):
        if blocks[number].link_share < _LINKS and titles.has(blocks[number].text):
            return number
    headings = [number for number in above if blocks[number].element.tag == "h1"]
    return headings[-1] if headings else first


def _squash(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _link_runs(blocks: Sequence[PageBlock], kept: Sequence[int]) -> set[int]:
    """Blocks that are all links, two or more in a row, with the heading above them: menus, lists of other articles."""
    dropped: set[int] = set()
    run: list[int] = []
    above = -1
    for number in [*kept, -1]:
        block = blocks[number]
        if number >= 0 and block.link_share > _LINKS and not _SENTENCE.search(block.text):
            run.append(number)
            continue
        if len(run) > 1:
            dropped.update(run)
            if above >= 0 and (said := blocks[above].block) is not None and said.kind == "heading":
                dropped.add(above)
        run, above = [], number
    return dropped
