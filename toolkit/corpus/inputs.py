"""The input of a run as a stream of files: folders are walked, never held; storage is listed by fsspec."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from toolkit.corpus.places import is_remote, storage_of
from toolkit.errors import ReadError
from toolkit.reading import READERS, distinct_paths, find_inputs
from toolkit.reading.limits import refuse_large
from toolkit.reading.paths import STANDARD_INPUT


class Entry(NamedTuple):
    """A file of the input: where it lies, how results cite it, its bytes, and which argument it came by."""

    place: str
    name: str
    size: int
    argument: int


def walk_inputs(paths: Iterable[str], *, failures: list[ReadError]) -> Iterator[Entry]:
    """Yield the files that `paths` mean, in the order of `find_inputs`; a path without any is appended to `failures`.

    Standard input is none that several workers can read.
    """
    for number, path in enumerate(map(str, distinct_paths(paths))):
        try:
            yield from _remote(path, number) if is_remote(path) else _local(path, number)
        except ReadError as error:
            failures.append(error)


def _local(path: str, number: int) -> Iterator[Entry]:
    if path == STANDARD_INPUT:
        raise ReadError("-: standard input cannot be read by several workers; write it to a file")
    for found in find_inputs([path]):
        yield Entry(str(found.path.absolute()), found.name, found.path.stat().st_size, number)


def _remote(path: str, number: int) -> Iterator[Entry]:
    storage, root = storage_of(path)
    found = storage.find(root, detail=True)
    if not found:
        raise ReadError(f"{path}: no such file or folder; check the path")
    for name, facts in sorted(found.items()):
        inside = name.removeprefix(root).lstrip("/") or name.rpartition("/")[2]
        if Path(name).suffix.lower() in READERS:
            yield Entry(storage.unstrip_protocol(name), inside, int(facts["size"]), number)


def read_bytes(entry: Entry) -> bytes:
    """Read a file of the input.

    Raises
    ------
    ReadError
        If it has gone, may not be read, or is larger than is read.
    """
    refuse_large(entry.size, entry.name)
    try:
        if is_remote(entry.place):
            storage, path = storage_of(entry.place)
            data: bytes = storage.cat_file(path)
            return data
        return Path(entry.place).read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise ReadError(f"{entry.name}: cannot be read ({reason}); check its permissions") from None
