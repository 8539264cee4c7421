"""Questions to a finished run, answered from its Parquet files by DuckDB."""

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolkit.corpus.engine import open_engine
from toolkit.corpus.grams import may_hold
from toolkit.corpus.places import Place, rows_of
from toolkit.corpus.results import parquet_manifest
from toolkit.errors import OptionError

if TYPE_CHECKING:
    from toolkit.reports.records import Record

_MEMORY = "1GB"
_COLUMNS = 'document, date, region, "index", section, text, start, "end", themes, "primary", scores'


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for; what is None does not matter.

    `theme` is a theme's id, `region` a part of the region's name, `year` that of the document's date, `text` words that
    stand in the paragraph as they are written here. At most `limit` paragraphs are found, in the order of the input.
    """

    theme: str | None = None
    region: str | None = None
    year: int | None = None
    text: str | None = None
    limit: int = 50

    def __post_init__(self) -> None:
        if self.limit < 1:
            raise OptionError("limit must be at least 1")

    @property
    def conditions(self) -> dict[str, str]:
        """The conditions in SQL, each with the value that is bound to its mark."""
        asked = {
            "list_contains(themes, ?)": self.theme,
            "date >= ?": None if self.year is None else f"{self.year:04d}",  # a range: whole files are passed over
            "date < ?": None if self.year is None else f"{self.year:04d}~",
            "contains(region, ?)": self.region,
            "contains(text, ?)": self.text,
        }
        return {condition: value for condition, value in asked.items() if value is not None}


def query_results(folder: str | os.PathLike[str], query: Query) -> "list[Record]":
    """Return the paragraphs of a finished run that meet all conditions of a query.

    Raises
    ------
    OutputError
        If no finished run lies in the folder, or its tables are damaged.
    OptionError
        If the run knows no such theme.
    """
    place = Place(os.fspath(folder))
    manifest = parquet_manifest(place)
    files = manifest.files("paragraphs")
    conditions = query.conditions
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    sql = f"SELECT {_COLUMNS} FROM read_parquet(?) {where} LIMIT ?"
    with open_engine(place, memory=_MEMORY) as engine:
        if query.theme is not None and files:
            _check_theme(engine, place.locate(files[0]), query.theme)
        if query.text is not None:
            keys = zip(files, manifest.shards, strict=True)
            files = [name for name, key in keys if _may_hold(place, key, query.text)]
        told = [[place.locate(name) for name in files], *conditions.values(), query.limit]
        return list(rows_of(engine, sql, told)) if files else []


def _may_hold(place: Place, key: str, text: str) -> bool:
    bitmap = place.read(f"grams/{key}.bits")
    return bitmap is None or may_hold(bitmap, text)


def _check_theme(engine: Any, file: str, theme: str) -> None:
    scores = "SELECT unnest(scores) FROM read_parquet(?) LIMIT 0"
    known = [column[0] for column in engine.execute(scores, [file]).description]
    if theme not in known:
        raise OptionError(f"--theme {theme}: no such theme in these results; there are {', '.join(known)}")
