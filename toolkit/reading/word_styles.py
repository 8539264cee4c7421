"""What the styles of a Word file say about a paragraph: title, heading with its level, table of contents, numbering."""

from functools import cached_property
from typing import Any, NamedTuple

from toolkit.document import Block

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = W + "val"
_LEVELS = 9
_LONGEST_CHAIN = 20


class _Style(NamedTuple):
    """A style's own settings."""

    name: str
    base: str | None
    level: int | None
    number: str | None
    depth: str | None


class Styles:
    """The paragraph styles of a file, each resolved through the styles it is based on."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._known: dict[str | None, Block | None] = {}

    def of(self, properties: Any) -> Block | None:
        """What a paragraph's style, or its own outline level, says about it."""
        if properties is None:
            return None
        own = _level(properties)
        if own is not None and own < _LEVELS:
            return Block("heading", own + 1)
        style = _value(properties, "pStyle")
        if style not in self._known:
            self._known[style] = self._resolve(style)
        return self._known[style]

    def numbering(self, properties: Any) -> tuple[str | None, int]:
        """The list that a paragraph belongs to, by its own word or its style's, and its depth in it from 0."""
        if properties is None:
            return None, 0
        own = properties.find(W + "numPr")
        number, depth = (_value(own, "numId"), _value(own, "ilvl")) if own is not None else (None, None)
        for style in self._chain(_value(properties, "pStyle")):
            number, depth = number or style.number, depth or style.depth
        return number, int(depth) if depth and depth.isdecimal() else 0

    def _resolve(self, style: str | None) -> Block | None:
        for entry in self._chain(style):
            name = entry.name.lower()
            if name == "title":
                return Block("title")
            if name.startswith("toc "):
                return Block("boilerplate")
            if name == "caption":
                return Block("caption")
            if entry.level is not None:
                return Block("heading", entry.level + 1) if entry.level < _LEVELS else None
            if name.startswith("heading ") and name[8:].isdecimal():
                return Block("heading", int(name[8:]))
        return None

    def _chain(self, style: str | None) -> list[_Style]:
        chain: list[_Style] = []
        while style in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[style])
            style = chain[-1].base
        return chain

    @cached_property
    def _styles(self) -> dict[str | None, _Style]:
        if self._root is None:
            return {}
        return {style.get(W + "styleId"): _read_style(style) for style in self._root.iter(W + "style")}


def _read_style(style: Any) -> _Style:
    properties = style.find(W + "pPr")
    name, base = _value(style, "name") or "", _value(style, "basedOn")
    if properties is None:
        return _Style(name, base, None, None, None)
    numbers = properties.find(W + "numPr")
    number, depth = (_value(numbers, "numId"), _value(numbers, "ilvl")) if numbers is not None else (None, None)
    return _Style(name, base, _level(properties), number, depth)


def _level(properties: Any) -> int | None:
    value = _value(properties, "outlineLvl")
    return int(value) if value and value.isdecimal() else None


def _value(element: Any, tag: str) -> str | None:
    child = element.find(W + tag)
    value = None if child is None else child.get(_VAL)
    return None if value is None else str(value)
