"""The digest's lines and the tagged paragraphs as Parquet, with the names of the one schema."""

from typing import Any, BinaryIO

from toolkit.digests import Digests
from toolkit.labels import Codebook
from toolkit.reports.entries import Report, ReportedDocument
from toolkit.reports.extras import require
from toolkit.reports.records import Record, digest_line_records

_ROWS = 5_000  # of a row group: a few megabytes


class ParagraphParquet(Report):
    """A row a tagged paragraph.

    Since columns have one type, `scores` is a struct with a field a theme, and `evidence` a list of
    `{theme, term, weight}`.
    """

    def __init__(self, stream: BinaryIO, codebook: Codebook) -> None:
        self._arrow = require("pyarrow", purpose="paragraphs.parquet")
        self._schema = _paragraph_schema(self._arrow, codebook)
        self._writer = require("pyarrow.parquet", purpose="paragraphs.parquet").ParquetWriter(stream, self._schema)
        self._waiting: list[Record] = []

    def add(self, entry: ReportedDocument) -> None:
        """Take the paragraphs of a document."""
        for record in entry.records:
            self._waiting.append(_flat(record))
            if len(self._waiting) >= _ROWS:
                self._write()

    def finish(self, digests: Digests) -> None:
        """Write what waits."""
        self._write()

    def close(self) -> None:
        """Write the end of the file."""
        self._writer.close()

    def _write(self) -> None:
        self._writer.write_table(self._arrow.Table.from_pylist(self._waiting, schema=self._schema))
        self._waiting.clear()


class DigestParquet(Report):
    """A row a line of a digest."""

    def __init__(self, stream: BinaryIO) -> None:
        self._arrow = require("pyarrow", purpose="digest.parquet")
        self._stream = stream

    def finish(self, digests: Digests) -> None:
        """Write the lines."""
        arrow = self._arrow
        words = [(name, arrow.string()) for name in ("digest", "of", "document")]
        places = [(name, arrow.int64()) for name in ("paragraph", "start", "end")]
        rest = [("text", arrow.string()), ("score", arrow.float64()), ("context", arrow.string())]
        rest += [(name, arrow.list_(arrow.string())) for name in ("sources", "section")]
        table = arrow.Table.from_pylist(digest_line_records(digests), schema=arrow.schema([*words, *places, *rest]))
        require("pyarrow.parquet", purpose="digest.parquet").write_table(table, self._stream)


def _flat(record: Record) -> Record:
    evidence = [
        {"theme": theme, "term": term, "weight": weight}
        for theme, terms in record["evidence"].items()
        for term, weight in terms
    ]
    return {**record, "evidence": evidence}


def _paragraph_schema(arrow: Any, codebook: Codebook) -> Any:
    text, number, real = arrow.string(), arrow.int64(), arrow.float64()
    scores = arrow.struct([(theme, real) for theme in codebook.ids])
    sentence = arrow.struct([("start", number), ("end", number), ("text", text), ("scores", scores)])
    term = arrow.struct([("theme", text), ("term", text), ("weight", real)])
    columns = [("document", text), ("index", number), ("kind", text), ("section", arrow.list_(text)), ("text", text)]
    columns += [("start", number), ("end", number), ("themes", arrow.list_(text)), ("primary", text)]
    columns += [("scores", scores), ("unsure", arrow.list_(text)), ("evidence", arrow.list_(term))]
    return arrow.schema([*columns, ("sentences", arrow.list_(sentence))])
