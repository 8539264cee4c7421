"""Parquet files: a row a document, read batch by batch by Arrow."""

import io
from collections.abc import Iterator
from typing import Any

from toolkit.errors import ReadError
from toolkit.reading.extras import require
from toolkit.reading.json_lines import as_text
from toolkit.reading.limits import MAX_UNPACKED
from toolkit.reading.raw import Documents, Source
from toolkit.reading.tables import Row, documents_of

_BATCH = 256


def read(source: Source) -> Documents:
    """Yield the documents of a Parquet file, named `FILE#ROW` counted from 1."""
    arrow = require("pyarrow", "tables", source.name)
    parquet = require("pyarrow.parquet", "tables", source.name)
    try:
        file = parquet.ParquetFile(io.BytesIO(source.data))
        groups = range(file.metadata.num_row_groups)
        if sum(file.metadata.row_group(number).total_byte_size for number in groups) > MAX_UNPACKED:
            raise ReadError(f"{source.name}: unpacks to over {MAX_UNPACKED // 2**20} MB; split the file")
        yield from documents_of(source, _rows(file), "parquet")
    except (arrow.ArrowException, OSError, ValueError, LookupError, TypeError) as error:
        reason = str(error).split("\n", 1)[0][:120]
        raise ReadError(f"{source.name}: no readable Parquet file ({reason}); write it again") from None


def _rows(file: Any) -> Iterator[Row]:
    number = 0
    for batch in file.iter_batches(batch_size=_BATCH):
        for values in batch.to_pylist():
            number += 1
            yield Row(str(number), {key: as_text(value) for key, value in values.items()})
