"""Folders on this machine or on any storage that fsspec knows (`s3://…`, `memory://…`), seen through one interface."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from toolkit.corpus.extras import require
from toolkit.errors import OutputError
from toolkit.outputs import open_output

_BATCH = 256


def is_remote(place: str) -> bool:
    """Whether a path names a storage (`s3://bucket/folder`) and not this machine's own files."""
    return "://" in place


def storage_of(place: str) -> tuple[Any, str]:
    """Return the fsspec file system of a remote path, and the path within it."""
    fsspec = require("fsspec", "cluster")
    try:
        found: tuple[Any, str] = fsspec.core.url_to_fs(place)
    except (ImportError, ValueError) as error:
        raise OutputError(f"{place}: this storage cannot be opened ({error}); install its library") from None
    return found


class Place:
    """A folder of results; a file in it appears whole or not at all."""

    def __init__(self, folder: str) -> None:
        self.folder = folder.rstrip("/") or "/"
        self._storage: Any = None
        self._root = self.folder
        if is_remote(folder):
            self._storage, self._root = storage_of(folder)

    def locate(self, name: str) -> str:
        """The full name of a file, as a query engine opens it."""
        return f"{self.folder}/{name}"

    def read(self, name: str) -> bytes | None:
        """The bytes of a file, or None where there is none."""
        try:
            if self._storage is None:
                return (Path(self._root) / name).read_bytes()
            data: bytes = self._storage.cat_file(f"{self._root}/{name}")
            return data
        except FileNotFoundError:
            return None

    def open(self, name: str) -> Any:
        """A file as Arrow reads it, piece by piece."""
        if self._storage is None:
            return Path(self._root) / name
        return self._storage.open(f"{self._root}/{name}", "rb")

    def write(self, name: str, data: bytes) -> None:
        """Write a file, whole or not at all; on object storage a single put is that by itself.

        Raises
        ------
        OutputError
            If it cannot be written: the disk is full, or there is no permission.
        """
        if self._storage is None:
            with open_output(Path(self._root) / name, force=True) as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())  # after a power cut, what has its name has its content
            return
        path = f"{self._root}/{name}"
        try:
            self._storage.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._storage.pipe_file(path, data)
        except OSError as error:
            raise OutputError(f"{self.locate(name)}: cannot be written ({error}); choose another place") from None

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder of this place, sorted; none where the folder does not exist."""
        try:
            if self._storage is None:
                return sorted(path.name for path in (Path(self._root) / folder).iterdir() if path.is_file())
            found = self._storage.ls(f"{self._root}/{folder}", detail=False)
        except FileNotFoundError:
            return []
        return sorted(name.rpartition("/")[2] for name in found)

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        if self._storage is None:
            (Path(self._root) / name).unlink(missing_ok=True)
        elif self._storage.exists(f"{self._root}/{name}"):
            self._storage.rm_file(f"{self._root}/{name}")

    def query_engine(self, *, memory: str, spill: str) -> Any:
        """Return a DuckDB connection that reads this place; what exceeds `memory` is spilled to the folder `spill`."""
        settings = {"memory_limit": memory, "temp_directory": spill, "autoinstall_known_extensions": "false"}
        connection = require("duckdb").connect(":memory:", config=settings)
        if self._storage is not None:
            connection.register_filesystem(self._storage)
        return connection


def rows_of(engine: Any, sql: str, told: Any) -> Iterator[dict[str, Any]]:
    """Yield the rows that a query gives, by column; values are bound, never pasted into the query."""
    cursor = engine.execute(sql, told)
    names = [column[0] for column in cursor.description]
    while rows := cursor.fetchmany(_BATCH):
        for row in rows:
            yield dict(zip(names, row, strict=True))
