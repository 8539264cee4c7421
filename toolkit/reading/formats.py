"""The table of formats, and which reader a file gets: by its suffix, unless its first bytes say otherwise."""

import io
import re
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from toolkit.reading.raw import Documents, Source
from toolkit.reading.zipped import DAMAGE

READERS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".docx": "word",
    ".pdf": "pdf",
    ".doc": "libreoffice",
    ".wps": "libreoffice",
    ".rtf": "libreoffice",
    ".odt": "libreoffice",
    ".csv": "delimited",
    ".tsv": "delimited",
    ".xlsx": "spreadsheet",
    ".xls": "spreadsheet",
    ".jsonl": "json_lines",
    ".parquet": "parquet",
    ".sql": "sql",
    ".zip": "archives",
}
"""Suffix to the module of `toolkit.reading` whose `read` reads such files."""

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PAR1", "parquet"),
    (b"{\\rtf", "libreoffice"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "libreoffice"),
)
_ZIPPED = b"PK\x03\x04"
_PARTS = (("word/document", "word"), ("xl/workbook", "spreadsheet"), ("META-INF/manifest.xml", "libreoffice"))
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_ENVELOPE = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?mime-version:", re.IGNORECASE)
_TEXT_COLUMNS = frozenset(
    name.encode(encoding)
    for name in ("text", "content", "full_text", "body", "正文", "全文", "内容")
    for encoding in ("utf-8", "gb18030")
)
_HEAD = 4096
_PLAIN = frozenset({"text", "markdown", "delimited", "json_lines", "sql"})


def reader_for(source: Source) -> Callable[[Source], Documents]:
    """Return the reader of a file; one whose first bytes belong to another format gets that format's reader."""
    suffix = PurePath(source.name).suffix.lower()
    named = READERS.get(suffix, "text")
    module = _by_content(source.data, named, known=suffix in READERS)
    read: Callable[[Source], Documents] = import_module(f"toolkit.reading.{module}").read
    return read


def _by_content(data: bytes, named: str, *, known: bool) -> str:
    head = data[:_HEAD]
    for magic, module in _MAGIC:
        if head.startswith(magic):
            return "spreadsheet" if (module, named) == ("libreoffice", "spreadsheet") else module
    if head.startswith(_ZIPPED):
        return _by_parts(data, named if named in {"word", "spreadsheet"} else "archives")
    if named in _PLAIN and known:
        return named
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(bare):
        return "html"
    if _ENVELOPE.match(bare):
        return "mhtml"
    return named if known else _by_first_line(bare) or named


def _by_first_line(head: bytes) -> str | None:
    """Tell a table that comes without a name (by standard input): JSON Lines, or a header that names the text."""
    line = head.split(b"\n", 1)[0].strip()
    if line.startswith(b'{"'):
        return "json_lines"
    cells = {cell.strip(b' "\r').lower() for cell in re.split(b"[,;\t]", line)}
    return "delimited" if len(cells) > 1 and not cells.isdisjoint(_TEXT_COLUMNS) else None


def _by_parts(data: bytes, named: str) -> str:
    """Tell office files from other archives by the parts at their root; a damaged one is what its name says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except DAMAGE:
        return named
    return next((module for part, module in _PARTS if any(name.startswith(part) for name in names)), named)
