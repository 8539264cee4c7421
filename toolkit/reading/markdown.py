"""Markdown: its text without the marks, with headings, list items, quotes and table rows known as such."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from toolkit.document import Block
from toolkit.errors import ReadError
from toolkit.reading.encodings import decode
from toolkit.reading.html import page_blocks
from toolkit.reading.raw import Documents, Extract, RawText, Source

if TYPE_CHECKING:
    from markdown_it.token import Token

_LONGEST = 4_000_000
_MOST_MARKS = 20_000
_MARK = re.compile(r"[\[*_`]")
_NOTHING = Block("body")
_LONG_LINE = 60
_LONGEST_LINE = 5000
_NO_END = re.compile("[\u4e00-\u9fff，、]")
_GOES_ON = re.compile(r"(?![一二三四五六七八九十]{1,3}[、是]|第[一二三四五六七八九十])[\u4e00-\u9fff][^。]*。")
_LINE_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read(source: Source) -> Documents:
    """Yield the text of a Markdown file, a line a line; pictures are dropped, links are their text."""
    decoded = decode(source.data, source.name)
    if len(decoded.text) > _LONGEST or len(_MARK.findall(decoded.text)) > _MOST_MARKS:  # parsing would take minutes
        yield RawText(decoded.text, source.name, decoded.encoding, notices=decoded.notices)
        return
    extract = Extract()
    _Visit(extract, source.name).all(_tokens(decoded.text))
    if extract.blocks.get(0, _NOTHING).kind == "heading":
        extract.blocks[0] = Block("title")
    if not len(extract):
        raise ReadError(f"{source.name}: the file holds no text, only pictures or marks")
    yield RawText(extract.text, source.name, decoded.encoding, extract.blocks, notices=decoded.notices)


def _tokens(text: str) -> "list[Token]":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").parse(text)


class _Visit:
    """One pass over the tokens, with the containers that are open."""

    def __init__(self, extract: Extract, name: str) -> None:
        self._extract, self._name = extract, name
        self._open: list[Block | None] = []
        self._label = ""
        self._row: list[list[str]] | None = None

    def all(self, tokens: "Sequence[Token]") -> None:
        """Add the text of all tokens."""
        for token in tokens:
            if token.type == "inline":
                self._inline(token.children or [])
            elif token.type == "html_block":
                self._markup(token.content)
            elif token.type in {"fence", "code_block"}:
                self._extract.add(token.content)
            elif token.type == "tr_open":
                self._row = []
            elif token.type == "tr_close" and self._row is not None:
                self._extract.add_row(self._row)
                self._row = None
            elif token.nesting > 0:
                self._open.append(_said(token))
                self._label = _label(token) or self._label
            elif token.nesting < 0 and self._open:
                self._open.pop()

    def _inline(self, children: "Sequence[Token]") -> None:
        text = "".join(_pieces(children))
        if self._row is not None:
            self._row.append([text])
            return
        block = next((entry for entry in reversed(self._open) if entry is not None), None)
        if block is None and not self._label and _goes_on(self._extract.last_plain, text):
            self._extract.join(text)
        else:
            self._extract.add(self._label + text, block)
        self._label = ""

    def _markup(self, content: str) -> None:
        for block in page_blocks(content, self._name):
            self._extract.add(block.text, block.block)


def _goes_on(last: str, text: str) -> bool:
    """Tell a paragraph that OCR cut at the end of a page: a long line breaks off, and the next has a sentence's end."""
    broken_off = _LONG_LINE <= len(last) <= _LONGEST_LINE and bool(_NO_END.match(last[-1]))
    return broken_off and ("。" in last or "，" in last) and bool(_GOES_ON.match(text)) and "\n" not in text


def _said(token: "Token") -> Block | None:
    if token.type == "heading_open":
        return Block("heading", int(token.tag[1:]))
    if token.type == "blockquote_open":
        return Block("quote")
    return Block("list_item") if token.type == "list_item_open" else None


def _label(token: "Token") -> str:
    """The mark of a list item, kept because it numbers what offices number."""
    if token.type != "list_item_open":
        return ""
    return f"{token.info}{token.markup} " if token.info else f"{token.markup} "


def _pieces(children: "Sequence[Token]") -> Iterator[str]:
    for token in children:
        if token.type in {"softbreak", "hardbreak"} or (token.type == "html_inline" and _LINE_TAG.match(token.content)):
            yield "\n"
        elif token.type in {"text", "code_inline", "text_special"}:
            yield token.content
