"""Bytes on disk to raw text: one module a format, chosen by suffix and content."""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from toolkit.errors import OptionError, ReadError
from toolkit.reading.evidence import lost_characters, with_given
from toolkit.reading.formats import READERS, reader_for
from toolkit.reading.limits import MAX_FILE, refuse_large
from toolkit.reading.paths import MEMBER, STANDARD_INPUT, Input, distinct_paths, find_inputs
from toolkit.reading.raw import Documents, Given, RawText, Source

__all__ = [
    "READERS", "Given", "Input", "RawText", "Source", "distinct_paths", "find_inputs", "lost_characters", "read_all",
    "read_raw", "read_source", "with_given",
]  # fmt: skip

_SHOWN = 3


def read_raw(
    path: str | os.PathLike[str], *, name: str | None = None, columns: Mapping[str, str] | None = None
) -> RawText:
    """Read one document into raw text: a file, `-` for standard input, or `FILE#MEMBER` of a container.

    Parameters
    ----------
    path
        The file; for a document of a table or an archive, the name by which results cite it.
    name
        How results cite it; without one, the path as given.
    columns
        Of a table: the column of each meaning (`text`, `title`, `date`, `region`, `source`, `author`, `id`).

    Raises
    ------
    ReadError
        If the file is missing, may not be read, is empty, damaged, too large, of a format without a reader, or holds
        several documents.
    """
    failures: list[ReadError] = []
    documents = read_all(path, name=name, columns=columns, failures=failures)
    first, second = next(documents, None), next(documents, None)
    if failures:
        raise failures[0]
    if first is None:
        raise ReadError(f"{name or path}: there is no document in this file")
    if second is not None:
        raise ReadError(
            f"{name or path}: this file holds several documents; name one, such as {first.name}, or use digest"
        )
    return first


def read_all(
    path: str | os.PathLike[str],
    *,
    name: str | None = None,
    columns: Mapping[str, str] | None = None,
    failures: list[ReadError] | None = None,
) -> Iterator[RawText]:
    """Yield the documents of a file: one, or those of a container; what fails inside it is appended to `failures`.

    Raises
    ------
    ReadError
        If the file as a whole cannot be read.
    OptionError
        If `path` is no path.
    """
    if not isinstance(path, str | os.PathLike):
        raise OptionError(f"a file is read by its path, not by {type(path).__name__}; toolkit.segment takes a text")
    place = os.fspath(path)
    name = name or place
    failures = [] if failures is None else failures
    file, mark, member = place.partition(MEMBER)
    if member and not Path(place).exists() and Path(file).is_file():
        container = name.partition(MEMBER)[0]
        documents = read_source(Source(_read_bytes(file, container), container, columns or {}))
        yield _member(documents, f"{container}{mark}{member}")
        return
    yield from read_source(Source(_read_bytes(place, name), name, columns or {}, failures))


def read_source(source: Source) -> Documents:
    """Yield the documents in a file's bytes.

    Raises
    ------
    ReadError
        If the bytes as a whole cannot be read.
    """
    if not source.data.strip(b"\0\t\n\r\f\v "):
        raise ReadError(f"{source.name}: the file is empty; give a file with text")
    try:
        yield from reader_for(source)(source)
    except (RecursionError, MemoryError) as error:
        raise ReadError(f"{source.name}: the file is nested or packed too deeply to be read") from error


def _member(documents: Iterator[RawText], name: str) -> RawText:
    seen = []
    for document in documents:
        if document.name == name:
            return document
        seen.append(document.name)
    shown = ", ".join(seen[:_SHOWN]) + (", …" if len(seen) > _SHOWN else "")
    raise ReadError(f"{name}: no such document in the file; it holds {shown or 'none'}")


def _read_bytes(path: str, name: str) -> bytes:
    if path == STANDARD_INPUT:
        return _within_limit(sys.stdin.buffer, name)
    try:
        with Path(path).open("rb") as stream:
            return _within_limit(stream, name)
    except FileNotFoundError:
        raise ReadError(f"{name}: no such file; check the path") from None
    except IsADirectoryError:
        raise ReadError(f"{name}: this is a folder; give a file, or use a command that takes folders") from None
    except (PermissionError, OSError) as error:
        raise ReadError(f"{name}: cannot be read ({error.strerror}); check its permissions") from None


def _within_limit(stream: BinaryIO, name: str) -> bytes:
    data = stream.read(MAX_FILE + 1)
    refuse_large(len(data), name)
    return data
