"""Which blocks of a web page are its main content: the deepest element that holds nearly all prose, with its title."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from toolkit.reading.html_blocks import PageBlock

_PUNCTUATION = re.compile(r"[。，；！？、：]|[,;!?]\s?[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[。；！？]")
_SHORTEST_PROSE = 20
_ROW_WEIGHT = 0.5
_NEARLY_ALL = 0.95
_MAIN_SHARE = 1 / 3
_LINKS = 0.7
_REACH = 40
_NUMBER_OF_TITLE = 8
_CONTAINERS = frozenset({"div", "article", "section", "main", "body"})
_FRAME_TAGS = frozenset({"nav", "footer", "aside"})
_FRAME_NAMES = re.compile(
    r"foot|footer|copyright|comments?|pinglun|gentie|tie|relat(?:ed?|ion)|recommend(?:ed)?|sidebar|aside|side|hot|"
    r"rank(?:ing)?|nav|navbar|navigation|menu|breadcrumbs?|crumb|share|login|ads?|banner|tuijian|paihang|friendlink|links",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+")


def main_blocks(blocks: Sequence[PageBlock], titles: Iterable[str]) -> set[int]:
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
    frames = _Frames(blocks)
    weights = [0.0 if frames.holds(block.element) else _prose(block) for block in blocks]
    if not any(
        weight >= _SHORTEST_PROSE and _SENTENCE.search(block.text)
        for block, weight in zip(blocks, weights, strict=True)
    ):
        return set(range(len(blocks)))
    main = _deepest(blocks, weights)
    inside = [number for number, block in enumerate(blocks) if main is None or _within(block.element, main)]
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
    held: dict[Any, float] = {}
    children: dict[Any, set[Any]] = {}
    for block, weight in zip(blocks, weights, strict=True):
        element = block.element
        while weight and element is not None:
            held[element] = held.get(element, 0.0) + weight
            parent = element.getparent()
            children.setdefault(parent, set()).add(element)
            element = parent
    total, place = sum(weights), None
    while place in children:
        best = max(children[place], key=held.__getitem__)
        if held[best] < _NEARLY_ALL * total:
            break
        place = best
    while place is not None and place.tag not in _CONTAINERS:
        place = place.getparent()
    return place


def _within(element: Any, main: Any) -> bool:
    while element is not None:
        if element is main:
            return True
        element = element.getparent()
    return False


def _title_above(blocks: Sequence[PageBlock], first: int, titles: Iterable[str]) -> int:
    """The block where the title stands, when it stands shortly above the content; else the content's first block."""
    names = [squashed for title in titles if (squashed := _squash(title))]
    above = range(max(first - _REACH, 0), first)
    for number in reversed(above):
        text = _squash(blocks[number].text)
        if (
            blocks[number].link_share < _LINKS
            and len(text) >= _NUMBER_OF_TITLE
            and any(name.startswith(text) for name in names)
        ):
            return number
    headings = [number for number in above if getattr(blocks[number].element, "tag", "") == "h1"]
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


class _Frames:
    """Elements that are named as the frame of a page (navigation, comments, footer) and hold little of its prose."""

    def __init__(self, blocks: Sequence[PageBlock]) -> None:
        self._named: dict[Any, Any] = {}
        held: dict[Any, float] = {}
        for block in blocks:
            if (frame := self._frame(block.element)) is not None:
                held[frame] = held.get(frame, 0.0) + _prose(block)
        total = sum(map(_prose, blocks))
        self._frames = {frame for frame, weight in held.items() if weight <= _MAIN_SHARE * total}

    def holds(self, element: Any) -> bool:
        """Whether the element lies in a frame."""
        return self._frame(element) in self._frames

    def _frame(self, element: Any) -> Any:
        """The outermost element named as a frame above this one, or None."""
        path = []
        while element is not None and element not in self._named:
            path.append(element)
            element = element.getparent()
        frame = self._named[element] if element is not None else None
        for inner in reversed(path):
            frame = frame if frame is not None else (inner if _is_frame(inner) else None)
            self._named[inner] = frame
        return frame


def _is_frame(element: Any) -> bool:
    if element.tag in _FRAME_TAGS:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return any(map(_FRAME_NAMES.fullmatch, _WORD.findall(names)))
