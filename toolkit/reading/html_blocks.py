"""The visible blocks of a web page in order: text, share of links, place in the tree, and what the markup says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from toolkit.document import Block
from toolkit.reading.raw import is_prose

_HIDDEN_TAGS = re.compile(
    r"script|style|noscript|template|iframe|object|embed|svg|math|head|select|button|textarea|input|audio|video|canvas|map"
)
_BLOCK_TAGS = re.compile(
    r"address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|"
    r"footer|form|h[1-6]|header|hr|html|legend|li|main|menu|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|"
    r"tr|ul"
)
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_BROKEN = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*[\n\r][ \t\n\r]*(?=[\u2e80-\u9fff\uff00-\uffef])")
_BREAK = "\x0b"  # stands for <br> until blanks are folded
_LONGEST_HEADING = 60
_CELL_BLOCKS = 4


@dataclass(slots=True)
class PageBlock:
    """A block of visible text: how many of its characters are links, its element, and what the markup says."""

    text: str
    linked: int
    element: Any
    block: Block | None = None

    @property
    def link_share(self) -> float:
        """The share of link characters, in [0, 1]."""
        return min(self.linked / len(self.text), 1.0)


def visible_blocks(root: Any) -> list[PageBlock]:
    """Return the blocks a reader sees, in document order; rows of data tables are one block each."""
    visit = _Visit()
    visit.all(root)
    return visit.blocks


class _Visit:
    """One pass over the tree, without recursion: pages nest as deep as they like."""

    def __init__(self) -> None:
        self.blocks: list[PageBlock] = []
        self._pieces: list[str] = []
        self._linked = 0
        self._links = 0
        self._elements: list[Any] = []
        self._root: Any = None
        self._rows: list[list[int]] = []

    def all(self, root: Any) -> None:
        from lxml import etree

        self._root = root
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if _is_hidden(element):
                    walker.skip_subtree()
                    continue
                self._enter(element)
                self._text(element.text)
            else:
                if not _is_hidden(element):
                    self._leave(element)
                self._text(element.tail)
        self._flush()

    def _enter(self, element: Any) -> None:
        tag = element.tag
        if _BLOCK_TAGS.fullmatch(tag):
            self._flush()
            self._elements.append(element)
            if tag == "tr":
                self._rows.append([])
            elif tag in {"td", "th"} and self._rows:
                self._rows[-1].append(len(self.blocks))
        elif tag == "a":
            self._links += 1
        elif tag == "br":
            self._pieces.append(_BREAK)

    def _leave(self, element: Any) -> None:
        tag = element.tag
        if _BLOCK_TAGS.fullmatch(tag):
            self._flush()
            self._elements.pop()
            if tag == "tr":
                self._end_row(element, self._rows.pop())
        elif tag == "a":
            self._links -= 1
            if not element.tail and getattr(element.getnext(), "tag", None) == "a":
                self._pieces.append(" ")

    def _text(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            if self._links:
                self._linked += len("".join(text.split()))

    def _flush(self) -> None:
        if not self._pieces:
            return
        joined = _BLANKS.sub(" ", _BROKEN.sub("", "".join(self._pieces)))
        lines = [line for piece in joined.split(_BREAK) if (line := piece.strip(" "))]
        size = sum(map(len, lines))
        element = self._elements[-1] if self._elements else self._root
        for line in lines:
            if not line.isspace():
                self.blocks.append(PageBlock(line, self._linked * len(line) // size, element, _said(element, line)))
        self._pieces.clear()
        self._linked = 0

    def _end_row(self, row: Any, starts: list[int]) -> None:
        """Make one block of the cells of a data table; a row that lays the page out stays as its blocks."""
        if not starts:  # text without a cell
            return
        ends = [*starts[1:], len(self.blocks)]
        cells = [self.blocks[start:end] for start, end in zip(starts, ends, strict=True)]
        if sum(map(bool, cells)) < 2 or not all(_is_data(cell, row) for cell in cells):
            return
        text = " | ".join(" ".join(block.text for block in cell) for cell in cells if cell)
        linked = sum(block.linked for cell in cells for block in cell)
        self.blocks[starts[0] :] = [PageBlock(text, linked, row, Block("table"))]


def _is_data(cell: list[PageBlock], row: Any) -> bool:
    """Tell a cell of data from one that lays out a page: no running text, no table inside."""
    if len(cell) > _CELL_BLOCKS or is_prose(block.text for block in cell):
        return False
    return all(_row_of(block.element) is row for block in cell)


def _row_of(element: Any) -> Any:
    while element is not None and element.tag != "tr":
        element = element.getparent()
    return element


def _is_hidden(element: Any) -> bool:
    if not isinstance(element.tag, str) or _HIDDEN_TAGS.fullmatch(element.tag):
        return True
    style = element.get("style")
    return bool(style and _HIDING.search(style)) or element.get("hidden") is not None


def _said(element: Any, text: str) -> Block | None:
    """What the markup says about a block; a heading's tag counts only on what looks like a heading."""
    for inner in _line_of_descent(element):
        tag = inner.tag
        if tag[0] == "h" and tag[1:].isdecimal():
            plain = len(text) <= _LONGEST_HEADING and not text.endswith(("。", "；", "，"))
            return Block("heading", int(tag[1:])) if plain else None
        if tag in {"figcaption", "caption"}:
            return Block("caption")
        if tag == "li":
            return Block("list_item")
    return None


def _line_of_descent(element: Any) -> Iterator[Any]:
    """The element and the two above it: a list item often wraps its text in a paragraph."""
    for _ in range(3):
        if element is None:
            return
        yield element
        element = element.getparent()
