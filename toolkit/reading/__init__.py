"""Bytes on disk to raw text: one module a format, chosen by the file's suffix."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import ReadError
from toolkit.reading.encodings import decode
from toolkit.reading.paths import STANDARD_INPUT, TEXT_SUFFIXES, Input, find_inputs

__all__ = ["Input", "RawText", "find_inputs", "read_raw"]


@dataclass(frozen=True, slots=True)
class RawText:
    """A document's decoded text, with the name it is cited by and the encoding it was in."""

    text: str
    name: str
    encoding: str


def read_raw(path: str | os.PathLike[str], *, name: str | None = None) -> RawText:
    """Read one file (`-` is standard input) into raw text.

    Raises
    ------
    ReadError
        If the file is missing, may not be read, is empty, or is not text.
    """
    name = name or os.fspath(path)
    decoded = decode(_read_bytes(path, name), name)
    return RawText(decoded.text.removeprefix("\ufeff"), name, decoded.encoding)


def _read_bytes(path: str | os.PathLike[str], name: str) -> bytes:
    if os.fspath(path) == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    suffix = Path(path).suffix.lower()
    if suffix in _OFFICE_SUFFIXES:
        known = " ".join(sorted(TEXT_SUFFIXES))
        raise ReadError(f"{name}: no reader for {suffix} files; save it as text ({known}) first")
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise ReadError(f"{name}: no such file; check the path") from None
    except IsADirectoryError:
        raise ReadError(f"{name}: this is a folder; give a file, or use a command that takes folders") from None
    except (PermissionError, OSError) as error:
        raise ReadError(f"{name}: cannot be read ({error.strerror}); check its permissions") from None


_OFFICE_SUFFIXES = frozenset({".docx", ".doc", ".wps", ".pdf", ".xlsx", ".xls", ".zip", ".rtf", ".odt"})
