"""The process that reads one PDF: its pages as lines with their places."""

import ctypes
from collections.abc import Iterator
from typing import Any

from toolkit.reading.limits import MAX_PAGES
from toolkit.reading.workers import serve

_GAP = 1.5  # a gap of this many characters' heights parts a line into cells
_UNPRINTED = frozenset({"\r", "\n", "\0", "\ufffe", "\uffff"})
_OVERLAP = 0.25
_MOST_CHARACTERS = 20_000_000

Box = tuple[float, float, float, float]


def read_pages(data: bytes) -> Iterator[Any]:
    """Yield the title and author, then each page as `[width, height, lines]`.

    Raises
    ------
    ValueError
        If the PDF is damaged, protected, or too large; the message is for the reader of the error.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) > MAX_PAGES:
            raise ValueError(f"{len(document):,} pages, more than the {MAX_PAGES:,} that are read; split the file")
        yield {"title": document.get_metadata_value("Title"), "author": document.get_metadata_value("Author")}
        characters = 0
        for page in document:
            lines = list(_lines(page.get_textpage()))
            characters += sum(len(line[0]) for line in lines)
            if characters > _MOST_CHARACTERS:
                raise ValueError(f"over {_MOST_CHARACTERS:,} characters; split the file")
            yield [*(round(side, 1) for side in page.get_size()), lines]
            page.close()
    except pypdfium2.PdfiumError as error:
        protected = "assword" in str(error)
        trouble = "protected by a password; save it without one" if protected else "the PDF is damaged"
        raise ValueError(trouble if protected else f"{trouble}; print it to a new PDF") from None


def _lines(textpage: Any) -> Iterator[list[Any]]:
    """Yield `[text, left, bottom, right, top, size]` of each piece of a line, in the order of the page's content."""
    text, box = "", (0.0, 0.0, 0.0, 0.0)
    for char, place in _characters(textpage):
        if text and _breaks(char, place, box):
            yield _line(text, box)
            text = ""
        if char in _UNPRINTED or (char.isspace() and not text):
            continue
        if not text:
            text, box = char, place
        else:
            text += char
            if not char.isspace():
                box = (min(box[0], place[0]), min(box[1], place[1]), max(box[2], place[2]), max(box[3], place[3]))
    if text:
        yield _line(text, box)


def _breaks(char: str, place: Box, box: Box) -> bool:
    if char in "\r\n":
        return True
    if char.isspace():
        return False
    size = box[3] - box[1]
    apart = place[3] < box[1] + _OVERLAP * size or place[1] > box[3] - _OVERLAP * size
    return apart or place[0] - box[2] > _GAP * size


def _line(text: str, box: Box) -> list[Any]:
    return [text.rstrip(), *(round(value, 1) for value in box), round(box[3] - box[1], 1)]


def _characters(textpage: Any) -> Iterator[tuple[str, Box]]:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    place = ctypes.byref(box)
    for number in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, number)
        pdfium.FPDFText_GetLooseCharBox(textpage, number, place)
        char = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        yield char, (box.left, box.bottom, box.right, box.top)


if __name__ == "__main__":
    serve(read_pages)
