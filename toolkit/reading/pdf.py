"""PDF files with a text layer: lines from a process of its own, put in order and rejoined into paragraphs."""

import re

from toolkit.errors import ReadError
from toolkit.reading.limits import MAX_OBJECTS
from toolkit.reading.pdf_layout import Line, Page, lay_out
from toolkit.reading.raw import Documents, Given, RawText, Source
from toolkit.reading.workers import run_worker

_OBJECT = re.compile(rb"\d obj\b")
_STREAM_COUNT = re.compile(rb"/Type\s*/ObjStm\b[^>]{0,200}?/N\s+(\d{1,9})|/N\s+(\d{1,9})[^>]{0,200}?/Type\s*/ObjStm\b")
_SIZE = re.compile(rb"/Size\s+(\d{1,12})")
_FEW = 20
_MOST_SHOWN = 8


def read(source: Source) -> Documents:
    """Yield the text of a PDF; its pages without a text layer (scans) are named in a notice.

    Raises
    ------
    ReadError
        If the PDF is damaged, protected, too large, or holds no text at all.
    """
    _refuse_many_objects(source)
    about, *found = run_worker("pdf_worker", source, library="pypdfium2", extra="office")
    pages = [Page(width, height, tuple(Line(*line) for line in lines)) for width, height, lines in found]
    empty = [number for number, page in enumerate(pages, 1) if sum(len(line.text) for line in page.lines) < _FEW]
    if len(empty) == len(pages):
        raise ReadError(f"{source.name}: a scan: none of its {len(pages)} pages has a text layer; it needs OCR first")
    extract = lay_out(pages)
    given = {name: Given(value, f"pdf {name}", sure=False) for name, value in about.items() if value.strip()}
    yield RawText(extract.text, source.name, "pdf", extract.blocks, given, tuple(_notice(empty)))


def _notice(empty: list[int]) -> list[str]:
    if not empty:
        return []
    shown = ", ".join(map(str, empty[:_MOST_SHOWN])) + (", …" if len(empty) > _MOST_SHOWN else "")
    return [f"pages without a text layer (scans need OCR first): {shown}"]


def _refuse_many_objects(source: Source) -> None:
    """Count the objects by the bytes alone: a library would first read them all."""
    sizes = [int(size) for size in _SIZE.findall(source.data)]
    count = max(
        len(_OBJECT.findall(source.data)),
        sum(int(one or other) for one, other in _STREAM_COUNT.findall(source.data)),
        max(sizes, default=0),
    )
    if count > MAX_OBJECTS:
        raise ReadError(f"{source.name}: {count:,} objects in the PDF, more than the {MAX_OBJECTS:,} that are read")
