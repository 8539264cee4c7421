"""The tables of a finished run, for whoever goes on with them."""

import os
from functools import cached_property
from typing import Any

from toolkit.corpus.extras import require
from toolkit.corpus.manifest import Manifest, read_manifest
from toolkit.corpus.places import Place
from toolkit.errors import OptionError, OutputError

FRAMES = ("polars", "pandas", "arrow")


class Results:
    """The tables of a run; each is read when it is first asked for, in the order of the input."""

    def __init__(self, folder: str, frames: str) -> None:
        if frames not in FRAMES:
            raise OptionError(f"frames={frames!r}: must be one of {', '.join(FRAMES)}")
        self._place, self._frames = Place(folder), frames
        self._manifest = parquet_manifest(self._place)

    @cached_property
    def documents(self) -> Any:
        """A document a row: title, date, region, source, counts, the share of each theme, and the digest's lines.

        `repost_of` is the earlier document that it repeats, and `share` how far; null and 0 where it repeats none.
        """
        return self._frame(self._with_reposts(self._table("documents")))

    @cached_property
    def paragraphs(self) -> Any:
        """A tagged paragraph a row: its place, section, text, raw span, themes and scores."""
        return self._frame(self._table("paragraphs"))

    @cached_property
    def digests(self) -> Any:
        """A digest line a row: the document, and the line with its paragraph, raw span and score."""
        arrow = require("pyarrow")
        documents = self._table("documents").select(["document", "lines"]).combine_chunks()
        lines = documents["lines"].combine_chunks()
        names = documents["document"].take(require("pyarrow.compute").list_parent_indices(lines))
        fields = lines.flatten()
        columns = {field.name: fields.field(field.name) for field in fields.type}
        return self._frame(arrow.table({"document": names, **columns}))

    @cached_property
    def duplicates(self) -> Any:
        """A document a row that repeats earlier ones: `repost_of`, `share`, and those of its blocks that do."""
        return self._frame(self._table("duplicates"))

    def _with_reposts(self, documents: Any) -> Any:
        compute, found = require("pyarrow.compute"), self._table("duplicates")
        places = compute.index_in(require("pyarrow").array(range(len(documents))), found["number"])
        shares = compute.fill_null(found["share"].take(places), 0.0)
        return documents.append_column("repost_of", found["repost_of"].take(places)).append_column("share", shares)

    def _table(self, folder: str) -> Any:
        parquet, arrow = require("pyarrow.parquet"), require("pyarrow")
        parts = [parquet.read_table(self._place.open(name)) for name in self._manifest.files(folder)]
        if not parts:
            raise OutputError(f"{self._place.folder}: the run holds no documents")
        return arrow.concat_tables(parts)

    def _frame(self, table: Any) -> Any:
        if self._frames == "arrow":
            return table
        return table.to_pandas() if self._frames == "pandas" else require("polars").from_arrow(table)


def parquet_manifest(place: Place) -> Manifest:
    """Read the manifest of a run whose tables are Parquet.

    Raises
    ------
    OutputError
        If there is no finished run, or it was written as JSON Lines.
    """
    found = read_manifest(place)
    if found.settings["form"] != "parquet":
        raise OutputError(f"{place.folder}: written as JSON Lines; for tables and queries run it with --format parquet")
    return found


def load_results(folder: str | os.PathLike[str], *, frames: str = "polars") -> Results:
    """Open what `kechuang digest --workers` wrote into a folder.

    Parameters
    ----------
    folder
        The folder, or storage that fsspec knows.
    frames
        What the tables are: `polars`, `pandas`, or `arrow`.

    Returns
    -------
    Results
        With `.documents`, `.paragraphs` and `.digests`.

    Raises
    ------
    OutputError
        If no finished run lies there.
    """
    return Results(os.fspath(folder), frames)
