"""What reading makes of a file: raw text, what its format says about its lines, and what was noticed on the way."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from toolkit.document import Block
from toolkit.errors import ReadError

_PROSE_CELL = 120
_BREAK = re.compile("[\\r\x0b\x0c\x85\u2028\u2029]")


class Given(NamedTuple):
    """A piece of metadata that stands beside the text, and where it was given (`column title`, `html meta`).

    `sure` says that it is meant for readers, as a column or a page's own title is; what Word noted by itself is not.
    """

    value: str
    origin: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class RawText:
    """A document's text as read, and what its format and its container say about it.

    Parameters
    ----------
    text
        The decoded text; of a format with markup (HTML, Word, PDF) the extracted text, a block a line.
    name
        How results cite it.
    encoding
        What the bytes were in, or the name of the format.
    blocks
        By line number of `text`, counted from 0: what the format knows about the line.
    given
        Metadata that stands beside the text: `title`, `date`, `region`, `source`, `author`.
    notices
        What a reader should know: bytes that are no text, pages without text, which column was taken.
    """

    text: str
    name: str
    encoding: str
    blocks: Mapping[int, Block] = field(default_factory=dict)
    given: Mapping[str, Given] = field(default_factory=dict)
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file's bytes on their way to a reader.

    `columns` names the columns of a table by their meaning, `failures` takes what cannot be read inside a container,
    `charset` is what an envelope (a mail, a saved page) declares, `nested` that the file lies in an archive.
    """

    data: bytes
    name: str
    columns: Mapping[str, str] = field(default_factory=dict)
    failures: list[ReadError] = field(default_factory=list)
    charset: str | None = None
    nested: bool = False


class Extract:
    """Extracted text under construction: a block a line, with what the format says about each."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._blocks: dict[int, Block] = {}

    def add(self, text: str, block: Block | None = None) -> None:
        """Add a block of text; its line breaks part it into lines of the same kind."""
        for line in _BREAK.sub("\n", text).split("\n"):
            if line and not line.isspace():
                if block is not None:
                    self._blocks[len(self._lines)] = block
                self._lines.append(line)

    def add_row(self, cells: Sequence[Sequence[str]]) -> None:
        """Add a row of a table, each cell a list of its lines.

        A row with one filled cell, or with a cell of prose, only lays text out: its lines stand alone.
        """
        filled = [cell for cell in cells if any(line.strip() for line in cell)]
        if len(filled) == 1 or any(map(is_prose, filled)):
            for line in (line for cell in filled for line in cell):
                self.add(line)
        elif filled:
            joined = (" ".join(part for line in cell if (part := " ".join(line.split()))) for cell in cells)
            self.add(" | ".join(joined), Block("table"))

    @property
    def last_plain(self) -> str:
        """The last line, where the format says nothing about it."""
        return self._lines[-1] if self._lines and len(self._lines) - 1 not in self._blocks else ""

    def join(self, text: str) -> None:
        """Add text to the last line: the rest of a paragraph that a page break had cut."""
        self._lines[-1] += text

    def settle_title(self) -> None:
        """Make the only heading of the first level the title, where nothing else is."""
        top = [number for number, block in self._blocks.items() if block == Block("heading", 1)]
        if len(top) == 1 and not any(block.kind == "title" for block in self._blocks.values()):
            self._blocks[top[0]] = Block("title")

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def text(self) -> str:
        """The lines so far."""
        return "\n".join(self._lines)

    @property
    def blocks(self) -> dict[int, Block]:
        """What the format says, by line number."""
        return self._blocks


def is_prose(cell: Iterable[str]) -> bool:
    """Tell a cell of running text from one of data: two sentences, or a long one."""
    text = "".join(cell)
    return text.count("。") > 1 or (len(text) > _PROSE_CELL and "。" in text)


Documents = Iterator[RawText]
"""What every reader yields: one text, or the many of a container."""
