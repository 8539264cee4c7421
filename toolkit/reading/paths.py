"""From what a user types to the files it means: a file, a folder, a glob, or standard input."""

import os
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from toolkit.errors import ReadError
from toolkit.reading.formats import READERS

STANDARD_INPUT = "-"
_RESULTS = (("digest.json", "paragraphs.jsonl"), ("themes.json", "themes.md"))
MEMBER = "#"
"""Parts a container from one of its documents: `reports.csv#12`."""


class Input(NamedTuple):
    """A file to read and the name by which results cite it."""

    path: Path
    name: str


def distinct_paths(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str | os.PathLike[str]]:
    """Yield each path once, whatever way it is written: a file that is named three times is one document."""
    seen: set[str] = set()
    for path in paths:
        place = _place(path)
        if place not in seen:
            seen.add(place)
            yield path


def _place(path: str | os.PathLike[str]) -> str:
    return os.path.realpath(path) if Path(path).exists() else os.fspath(path)


def find_inputs(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Input]:
    """Yield the files that `paths` mean, in the order given and sorted within a folder or glob.

    A member of a folder is named relative to the folder. Within a folder only files of a known format count, and
    hidden files, the locks of Word (`~$…`) and what an earlier digest wrote do not.

    Raises
    ------
    ReadError
        If a path does not exist, or a folder or glob holds nothing to read.
    """
    for path in [os.fspath(path) for path in paths]:
        if path == STANDARD_INPUT:
            yield Input(Path(path), path)
        elif Path(path).is_dir():
            yield from _folder_members(Path(path))
        elif has_magic(path) and not Path(path).exists():
            yield from _glob_members(path)
        elif Path(path).exists() or (MEMBER in path and Path(path.partition(MEMBER)[0]).is_file()):
            yield Input(Path(path), path)
        else:
            raise ReadError(f"{path}: no such file or folder; check the path")


def _folder_members(folder: Path) -> Iterator[Input]:
    members = (path for path in _walk(folder) if _is_document(path, folder))
    first = next(members, None)
    if first is None:
        kinds = " ".join(sorted(READERS))
        raise ReadError(f"{folder}: the folder holds no file of a format that can be read ({kinds})")
    for path in chain((first,), members):
        yield Input(path, path.relative_to(folder).as_posix())


def _walk(folder: Path) -> Iterator[Path]:
    """Yield what lies below a folder in sorted order, holding the names of one folder at a time."""
    try:
        entries = sorted(folder.iterdir())
    except PermissionError:
        return
    for path in entries:
        if path.is_dir() and not path.is_symlink():
            if not _holds_results(path):
                yield from _walk(path)
        else:
            yield path


def _holds_results(folder: Path) -> bool:
    """Tell a folder that a digest wrote: what is in there quotes the documents and is none."""
    return any(all((folder / name).is_file() for name in names) for names in _RESULTS)


def _is_document(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    return path.suffix.lower() in READERS and not hidden and path.is_file() and path.stem.upper() != "README"


def _glob_members(pattern: str) -> Iterator[Input]:
    matches = sorted(match for match in glob(pattern, recursive=True) if Path(match).is_file())  # noqa: PTH207
    if not matches:
        raise ReadError(f"{pattern}: no file matches; check the pattern")
    for match in matches:
        yield Input(Path(match), match)
