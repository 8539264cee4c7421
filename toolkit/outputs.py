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

    Raises
    ------
    OutputError
        If the file exists and `force` is not given, or cannot be written.
    """
    path = Path(path)
    if path.is_dir():
        raise OutputError(f"{path}: this is a folder; give the name of a file")
    if path.exists() and not force:
        raise OutputError(f"{path}: the file exists and is kept; use --force to replace it, or another name")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); choose another place") from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())  # whole also after a power cut: the bytes first, then the name
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); choose another place") from None
    finally:
        temporary.unlink(missing_ok=True)


def write_file(path: str | PathLike[str], data: bytes, *, force: bool = False) -> None:
    """Write `data` to a file, whole or not at all; see `open_output`."""
    with open_output(path, force=force) as stream:
        stream.write(data)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
