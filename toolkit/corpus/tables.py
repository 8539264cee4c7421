"""The tables of a shard: their columns, and writers that turn the same rows into the same bytes."""

import io
import json
from collections.abc import Sequence
from typing import Any, Protocol

from toolkit.corpus.extras import require
from toolkit.reports.records import Record

_BATCH = 256  # rows that are held as objects
_GROUP = 8192  # rows of a row group: what a query skips or reads at once, and what a writer holds


class TableWriter(Protocol):
    """Takes rows and ends with the bytes of a file."""

    suffix: str

    def add(self, rows: Sequence[Record]) -> None:
        """Add rows; what is no column of the table is left out."""

    def finish(self) -> bytes:
        """Return the bytes of the file."""


class ParquetTable:
    """Rows to Parquet: zstd, fixed settings, no time stamps."""

    suffix = "parquet"

    def __init__(self, schema: Any) -> None:
        self._arrow, parquet = require("pyarrow"), require("pyarrow.parquet")
        self._schema = schema
        self._bytes = io.BytesIO()
        settings = {"compression": "zstd", "compression_level": 3, "use_dictionary": _repeating(schema)}
        self._writer = parquet.ParquetWriter(self._bytes, schema, **settings)
        self._pending: list[Record] = []
        self._batches: list[Any] = []
        self._rows = 0

    def add(self, rows: Sequence[Record]) -> None:
        """Add rows, which soon become columns: a shard never holds all of its rows as objects."""
        self._pending += rows
        if len(self._pending) >= _BATCH:
            self._convert()

    def _convert(self) -> None:
        if self._pending:
            self._take(self._arrow.RecordBatch.from_pylist(self._pending, schema=self._schema))
            self._pending = []

    def add_columns(self, columns: Sequence[Any]) -> None:
        """Add many rows that are columns already, in the order of the schema."""
        self._take(self._arrow.record_batch(list(columns), schema=self._schema))

    def _take(self, batch: Any) -> None:
        self._batches.append(batch)
        self._rows += batch.num_rows
        if self._rows >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(self._arrow.Table.from_batches(self._batches), row_group_size=self._rows)
        self._batches, self._rows = [], 0

    def finish(self) -> bytes:
        """Return the file."""
        self._convert()
        self._flush()
        self._writer.close()
        return self._bytes.getvalue()


def _repeating(schema: Any) -> list[str]:
    """The columns whose values repeat; texts do not, and without a dictionary a query skips them where it can."""
    types = require("pyarrow").types
    lists = [f"{field.name}.list.element" for field in schema if types.is_list(field.type)]
    return lists + [field.name for field in schema if types.is_string(field.type) and field.name != "text"]


class JsonLinesTable:
    """Rows to JSON Lines, with all their keys."""

    suffix = "jsonl"

    def __init__(self) -> None:
        self._bytes = io.BytesIO()

    def add(self, rows: Sequence[Record]) -> None:
        """Add an object a line."""
        for row in rows:
            self._bytes.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n")

    def finish(self) -> bytes:
        """Return the file."""
        return self._bytes.getvalue()


def document_schema(themes: Sequence[str]) -> Any:
    """A document a row: what it says about itself, the share of each theme, and the lines of its digest."""
    arrow = require("pyarrow")
    line = [("paragraph", arrow.int32()), ("start", arrow.int64()), ("end", arrow.int64())]
    line += [("text", arrow.string()), ("score", arrow.float64())]
    line += [("section", arrow.list_(arrow.string())), ("context", arrow.string())]
    texts = [(name, arrow.string()) for name in ("document", "title", "date", "region", "source")]
    counts = [("paragraphs", arrow.int32()), ("characters", arrow.int64())]
    shares = arrow.struct([(theme, arrow.float64()) for theme in themes])
    return arrow.schema([*texts, *counts, ("shares", shares), ("lines", arrow.list_(arrow.struct(line)))])


def paragraph_schema(themes: Sequence[str]) -> Any:
    """A tagged paragraph a row, with the date and the region of its document, so that a query reads one table."""
    arrow = require("pyarrow")
    text, texts = arrow.string(), arrow.list_(arrow.string())
    place = [("document", text), ("date", text), ("region", text), ("index", arrow.int32()), ("kind", text)]
    content = [("section", texts), ("text", text), ("start", arrow.int64()), ("end", arrow.int64())]
    scores = arrow.struct([(theme, arrow.float32()) for theme in themes])
    found = [("themes", texts), ("primary", text), ("scores", scores), ("unsure", texts)]
    return arrow.schema([*place, *content, ("characters", arrow.int64()), *found])


def candidate_schema() -> Any:
    """A line a row that may enter the digest of `theme`; `number` is its document's place in the shard."""
    arrow = require("pyarrow")
    text, words = arrow.string(), arrow.list_(arrow.string())
    place = [("theme", arrow.int32()), ("number", arrow.int64()), ("first", arrow.int64()), ("last", arrow.int64())]
    place += [("joint", text), ("place", text), ("date", text), ("document", text)]
    line = [("paragraph", arrow.int32()), ("start", arrow.int64()), ("end", arrow.int64()), ("text", text)]
    line += [("section", words), ("context", text)]
    worth = [("score", arrow.float64()), ("value", arrow.float64()), ("words", words), ("figures", words)]
    return arrow.schema([*place, *line, *worth])


def signature_schema() -> Any:
    """A document a row with its signature, lists end to end: 8 bands and 32 hashes for each of `blocks`."""
    arrow = require("pyarrow")
    document = [("number", arrow.int64()), ("document", arrow.string()), ("length", arrow.int64())]
    paragraphs = [("blocks", arrow.int32()), ("hashes", arrow.uint32()), ("bands", arrow.int64())]
    sentences = [("blocks", arrow.int32()), ("keys", arrow.int64()), ("lengths", arrow.int32())]
    lists = [*paragraphs, *((f"sentence_{name}", kind) for name, kind in sentences)]
    return arrow.schema([*document, *((name, arrow.list_(kind)) for name, kind in lists)])


def duplicate_schema() -> Any:
    """A document a row that repeats an earlier one, whole or in some paragraphs; `number` is its row in `documents`."""
    arrow = require("pyarrow")
    block = [("paragraph", arrow.int32()), ("document", arrow.string())]
    block += [("original", arrow.int32()), ("similarity", arrow.float64())]
    document = [("number", arrow.int64()), ("document", arrow.string())]
    document += [("repost_of", arrow.string()), ("share", arrow.float64())]
    return arrow.schema([*document, ("duplicates", arrow.list_(arrow.struct(block)))])


def term_schema(n_themes: int) -> Any:
    """A content word a row, with how often it is said in the sentences of each theme and in all."""
    arrow = require("pyarrow")
    counts = [(name, arrow.int64()) for name in term_columns(n_themes)]
    return arrow.schema([("word", arrow.string()), *counts])


def term_columns(n_themes: int) -> list[str]:
    """The names of the columns of counts."""
    return [*(f"theme_{number}" for number in range(n_themes)), "all"]
