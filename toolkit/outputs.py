"""Writing results: to a temporary name first, then renamed, and never over a file that exists unless told so."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import BinaryIO

from toolkit.errors import OutputError


@contextmanager
def open_output(path: str | PathLike[str], *, force: bool = False) -> Iterator[BinaryIO]:
    """Open a file for writing that appears under its name only when the block ends without an error.

    A link leads to the file it names; a device or a pipe is written as it is.

    Raises
    ------
    OutputError
        If the file exists and `force` is not given, or cannot be written.
    """
    place = Path(os.path.realpath(path))  # before any folder is made: `new/../kept.json` is `kept.json`
    if place.is_dir():
        raise OutputError(f"{path}: this is a folder; give the name of a file")
    special = place.exists() and not place.is_file()
    if place.is_file() and not force:
        raise _kept(path)
    try:
        if special:
            with place.open("wb") as stream:
                yield stream
        else:
            with _whole(place, path, force=force) as stream:
                yield stream
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); choose another place") from None


@contextmanager
def _whole(place: Path, path: str | PathLike[str], *, force: bool) -> Iterator[BinaryIO]:
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        temporary.chmod(0o666 & ~_umask())
        if place.exists() and not force:  # another process may have been faster
            raise _kept(path)
        temporary.replace(place)
    finally:
        temporary.unlink(missing_ok=True)


def _kept(path: str | PathLike[str]) -> OutputError:
    return OutputError(f"{path}: the file exists and is kept; use --force to replace it, or another name")


def write_file(path: str | PathLike[str], data: bytes, *, force: bool = False) -> None:
    """Write `data` to a file, whole or not at all; see `open_output`."""
    with open_output(path, force=force) as stream:
        stream.write(data)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
