"""What a folder of results says about itself: how it was begun, and the shards of the last whole run."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.corpus.extras import require
from toolkit.corpus.places import Place, is_remote
from toolkit.errors import OutputError

FORMAT = 3
"""The version of the layout of a folder of results."""
FOLDERS = ("documents", "paragraphs", "grams", "terms", "candidates", "signatures", "duplicates")
"""The folders of a run's tables; a shard has a file in each, the last written by the merge."""
MANIFEST = "manifest.json"
_RESULTS = frozenset({"documents", "paragraphs", "duplicates"})  # the others are what merge and query need
_RUN = "run.json"
_LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The last whole run into a folder: its settings, and the keys of its shards in the order of the input."""

    settings: dict[str, Any]
    shards: tuple[str, ...]

    def files(self, folder: str) -> list[str]:
        """The names of the shards' tables of one kind, in order."""
        suffix = "jsonl" if self.settings["form"] == "jsonl" and folder in _RESULTS else "parquet"
        return [f"{folder}/{key}.{suffix}" for key in self.shards]


def read_manifest(place: Place) -> Manifest:
    """Read the manifest of a folder of results.

    Raises
    ------
    OutputError
        If there is none, or it is of another format.
    """
    data = _read(place, MANIFEST)
    if data is None:
        hint = "run the same `kechuang digest` again to finish it" if _read(place, _RUN) else "check the path"
        raise OutputError(f"{place.folder}: no finished run of `kechuang digest --workers` lies here; {hint}")
    return Manifest(data["settings"], tuple(data["shards"]))


def _read(place: Place, name: str) -> dict[str, Any] | None:
    data = place.read(name)
    if data is None:
        return None
    try:
        found: dict[str, Any] = json.loads(data)
        version = found["settings"]["format"]
    except (ValueError, TypeError, KeyError):
        raise OutputError(f"{place.locate(name)}: not written by this toolkit; choose another folder") from None
    if version != FORMAT:
        raise OutputError(
            f"{place.locate(name)}: its format is {version}, this version writes {FORMAT}; use a new folder"
        )
    return found


def earlier_size(place: Place) -> int | None:
    """The shard size of the run before, whether it ended or not."""
    found = _read(place, _RUN)
    return None if found is None else int(found["shard_size"])


def begin(place: Place, settings: dict[str, Any], size: int) -> None:
    """Note the run that begins, so that one that goes on after it cuts the same shards."""
    _write(place, _RUN, {"settings": settings, "shard_size": size})


def finish(place: Place, manifest: Manifest) -> None:
    """Make a run the last whole one, and remove what is no part of it: old shards, and what killed runs left."""
    _write(place, MANIFEST, {"settings": manifest.settings, "shards": manifest.shards})
    keep = set(manifest.shards)
    for folder in (*FOLDERS, "shards"):
        for name in place.names(folder):
            if name.partition(".")[0] not in keep:
                place.remove(f"{folder}/{name}")
    for name in place.names("."):
        if name.startswith(".") and name != _LOCK:
            place.remove(name)


def _write(place: Place, name: str, content: dict[str, Any]) -> None:
    place.write(name, (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())


@contextmanager
def locked(place: Place) -> Iterator[None]:
    """Hold a folder alone: a second run is refused, and the lock of one that was killed is free again.

    Object storage has no such lock: there it is the caller's part to start one run at a time.

    Raises
    ------
    OutputError
        If another run holds the folder, or it cannot be made.
    """
    if is_remote(place.folder):
        yield
        return
    filelock = require("filelock")
    try:
        Path(place.folder).mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(Path(place.folder) / _LOCK, timeout=0)
        lock.acquire()
    except filelock.Timeout:
        raise OutputError(
            f"{place.folder}: another run is writing here; wait for it, or choose another folder"
        ) from None
    except OSError as error:
        raise OutputError(f"{place.folder}: cannot be written ({error.strerror}); choose another place") from None
    try:
        yield
    finally:
        lock.release()


def refuse_foreign(place: Place, names: Sequence[str], *, force: bool) -> None:
    """Keep results of another kind that lie in the folder.

    Raises
    ------
    OutputError
        If a file of those `names` is there without a run, and `force` is not given.
    """
    if force or place.read(_RUN) is not None:
        return
    for name in names:
        if place.read(name) is not None:
            path = place.locate(name)
            raise OutputError(f"{path}: the file exists and is kept; use --force to replace it, or another folder")
