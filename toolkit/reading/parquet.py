"""Parquet files: a row a document."""

from toolkit.reading.raw import Documents, Source
from toolkit.reading.tables import Row, documents_of
from toolkit.reading.workers import run_worker


def read(source: Source) -> Documents:
    """Yield the documents of a Parquet file, named `FILE#ROW` counted from 1."""
    found = run_worker("parquet_worker", source, library="pyarrow", extra="tables")
    rows = (Row(str(number), values["row"]) for number, values in enumerate(found, 1))
    yield from documents_of(source, rows, "parquet")
