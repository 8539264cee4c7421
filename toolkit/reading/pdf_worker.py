"""The process that reads one PDF from standard input: lines with their places, as JSON on standard output."""

import ctypes
import json
import sys
from collections.abc import Iterator
from typing import Any

_GAP = 1.5  # a gap of this many characters' heights parts a line into cells
_UNPRINTED = frozenset({"\r", "\n", "\0", "\ufffe", "\uffff"})
_SAME_LINE = 0.5
_MOST_CHARACTERS = 20_000_000


def main(most_pages: int, most_bytes: int, seconds: int) -> None:
    """Read the PDF and print what it holds, or what is wrong with it."""
    _limit(most_bytes, seconds)
    import pypdfium2

    try:
        result = _read(pypdfium2.PdfDocument(sys.stdin.buffer.read()), most_pages)
    except pypdfium2.PdfiumError as error:
        protected = "assword" in str(error)
        trouble = (
            "protected by a password; save it without one" if protected else "the PDF is damaged; print it to a new PDF"
        )
        result = {"error": trouble}
    json.dump(result, sys.stdout)


def _limit(most_bytes: int, seconds: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _read(document: Any, most_pages: int) -> dict[str, Any]:
    if len(document) > most_pages:
        return {"error": f"{len(document):,} pages, more than the {most_pages:,} that are read; split the file"}
    pages, characters = [], 0
    for page in document:
        width, height = page.get_size()
        lines = list(_lines(page.get_textpage()))
        characters += sum(len(line[0]) for line in lines)
        if characters > _MOST_CHARACTERS:
            return {"error": f"over {_MOST_CHARACTERS:,} characters; split the file"}
        pages.append([round(width, 1), round(height, 1), lines])
        page.close()
    about = {"title": document.get_metadata_value("Title"), "author": document.get_metadata_value("Author")}
    return {"pages": pages, "about": about}


def _lines(textpage: Any) -> Iterator[list[Any]]:
    """Yield `[text, left, bottom, right, top, size]` of each piece of a line, in the order of the page's content."""
    text, box, size = "", [0.0] * 4, 0.0
    for char, place in _characters(textpage):
        if text and _breaks(char, place, box, size):
            yield _line(text, box)
            text = ""
        if char in _UNPRINTED:
            continue
        if not text:
            if char.isspace():
                continue
            text, box, size = char, list(place), place[3] - place[1]
            continue
        text += char
        if not char.isspace():
            box = [min(box[0], place[0]), min(box[1], place[1]), max(box[2], place[2]), max(box[3], place[3])]
            size = max(size, place[3] - place[1])
    if text:
        yield _line(text, box)


def _breaks(char: str, place: tuple[float, float, float, float], box: list[float], size: float) -> bool:
    if char in "\r\n":
        return True
    if char.isspace():
        return False
    below = place[3] < box[1] + _SAME_LINE * size * 0.5 or place[1] > box[3] - _SAME_LINE * size * 0.5
    return below or place[0] - box[2] > _GAP * size


def _line(text: str, box: list[float]) -> list[Any]:
    return [text.rstrip(), *(round(value, 1) for value in box), round(box[3] - box[1], 1)]


def _characters(textpage: Any) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    place = ctypes.byref(box)
    for number in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, number)
        pdfium.FPDFText_GetLooseCharBox(textpage, number, place)
        char = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        yield char, (box.left, box.bottom, box.right, box.top)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
