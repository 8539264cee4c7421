"""Lines of PDF pages to text: running heads out, columns in order, table rows whole, lines rejoined to paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from toolkit.reading.raw import Extract

_EDGE = 0.12  # of the page's height: where heads, feet and page numbers stand
_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/,，共]+\s*\d{1,4}\s*页?)?[-—–·\s]*$")
_DIGITS = re.compile(r"\d+")
_RUNNING = 3
_COLUMN_LINES = 6
_FULL = 0.75
_CROSSING = 0.15
_SAME_ROW = 0.6
_INDENT = 1.2
_SHORT = 1.6
_LARGE = 1.15
_CJK = re.compile(r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’—…]")
_SUBTITLE = ("（", "(", "—", "－")


class Line(NamedTuple):
    """A piece of a line with its box in points, from the page's lower left corner, and its height."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


class Page(NamedTuple):
    """A page's size in points and its lines in the order of its content."""

    width: float
    height: float
    lines: tuple[Line, ...]


def lay_out(pages: Sequence[Page]) -> Extract:
    """Return the text of the pages as paragraphs and table rows, without running heads and page numbers."""
    running = _running_heads(pages)
    size = median([line.size for page in pages for line in page.lines] or [10.0])
    extract = Extract()
    paragraph = _Paragraph(extract, size)
    for page in pages:
        lines = [line for line in page.lines if not _is_running(line, page, running)]
        for column in _columns(lines, page):
            paragraph.take_column(column)
    paragraph.end()
    return extract


def _running_heads(pages: Sequence[Page]) -> set[str]:
    """Texts at the edge of at least three pages and a third of them, digits aside."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_stencil(line.text) for line in page.lines if _at_edge(line, page)})
    return {text for text, count in seen.items() if count >= max(_RUNNING, len(pages) / 3)}


def _is_running(line: Line, page: Page, running: set[str]) -> bool:
    return _at_edge(line, page) and (bool(_PAGE_NUMBER.match(line.text)) or _stencil(line.text) in running)


def _at_edge(line: Line, page: Page) -> bool:
    return line.bottom > (1 - _EDGE) * page.height or line.top < _EDGE * page.height


def _stencil(text: str) -> str:
    return _DIGITS.sub("0", "".join(text.split()))


def _columns(lines: list[Line], page: Page) -> Iterator[list[Line]]:
    """Yield the lines of each column, top down; lines across both columns part the page into bands."""
    gutter = _gutter(lines, page)
    if gutter is None:
        yield sorted(lines, key=lambda line: -line.top)
        return
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.top):
        if line.left < gutter < line.right:
            yield from (column for column in (left, right) if column)
            left, right = [], []
            yield [line]
        else:
            (left if line.right <= gutter else right).append(line)
    yield from (column for column in (left, right) if column)


def _gutter(lines: list[Line], page: Page) -> float | None:
    """Where two columns of running text meet; None for one column, and for the columns of a table."""
    middle = [page.width * share / 100 for share in range(40, 61)]
    crossing = [sum(line.left < place < line.right for line in lines) for place in middle]
    if not lines or min(crossing) > _CROSSING * len(lines):
        return None
    free = [place for place, count in zip(middle, crossing, strict=True) if count == min(crossing)]
    gutter = free[len(free) // 2]
    for side in ([line for line in lines if line.right <= gutter], [line for line in lines if line.left >= gutter]):
        width = max((line.right for line in side), default=0) - min((line.left for line in side), default=0)
        full = [line for line in side if line.right - line.left >= _FULL * width]
        if len(full) < _COLUMN_LINES or width < page.width / 5 or len(full) < len(side) / 2:
            return None
    return gutter


class _Paragraph:
    """The paragraph under construction: its text, and the line that came last."""

    def __init__(self, extract: Extract, size: float) -> None:
        self._extract, self._size = extract, size
        self._text = ""
        self._last: Line | None = None
        self._edges = (0.0, 0.0)

    def take_column(self, lines: list[Line]) -> None:
        """Add the lines of one column, top down."""
        self._edges = (min(line.left for line in lines), max(line.right for line in lines)) if lines else self._edges
        for row in _rows(lines):
            if len(row) > 1:
                self.end()
                self._extract.add_row([[line.text] for line in row])
            else:
                self._take(row[0])

    def end(self) -> None:
        """Close the paragraph."""
        if self._text:
            self._extract.add(self._text)
        self._text, self._last = "", None

    def _take(self, line: Line) -> None:
        if self._last is None or not self._goes_on(self._last, line):
            self.end()
            self._text = line.text
        else:
            self._text = _joined(self._text, line.text)
        self._last = line if len(line.text) > 1 else None
        self._room = self._edges[1] - line.right

    def _goes_on(self, last: Line, line: Line) -> bool:
        """A line goes on the paragraph when the one before reached the margin and this one is not indented."""
        if abs(last.size - line.size) > 0.25 * max(last.size, line.size):
            return False
        if line.size > _LARGE * self._size and last.size > _LARGE * self._size:
            # a title of two lines, each centred
            return 0 <= last.bottom - line.top < line.size and not line.text.startswith(_SUBTITLE)
        indented = line.left > self._edges[0] + _INDENT * line.size
        running = last.right - last.left > (self._edges[1] - self._edges[0]) / 2  # else it stands apart at the right
        return running and self._room < _SHORT * last.size and not indented


def _rows(lines: list[Line]) -> Iterator[list[Line]]:
    """Group pieces that stand on one line, left to right."""
    row: list[Line] = []
    for line in lines:
        if row and not _on_one_line(row[0], line):
            yield sorted(row, key=lambda piece: piece.left)
            row = []
        row.append(line)
    if row:
        yield sorted(row, key=lambda piece: piece.left)


def _on_one_line(first: Line, second: Line) -> bool:
    shared = min(first.top, second.top) - max(first.bottom, second.bottom)
    apart = second.left >= first.right or first.left >= second.right
    return apart and shared > _SAME_ROW * min(first.size, second.size)


def _joined(text: str, line: str) -> str:
    """Join two lines: no blank beside a Chinese character, a hyphen at a line's end drops out of a Latin word."""
    if text.endswith("-") and len(text) > 1 and text[-2].isalpha() and text[-2].isascii() and line[:1].islower():
        return text[:-1] + line
    between = "" if _CJK.match(text[-1]) or _CJK.match(line[0]) else " "
    return text + between + line
