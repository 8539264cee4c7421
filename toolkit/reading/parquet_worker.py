"""The process that reads one Parquet file: its rows, batch by batch, by Arrow."""

import io
from collections.abc import Iterator
from typing import Any

from toolkit.reading.json_lines import as_text
from toolkit.reading.limits import MAX_UNPACKED
from toolkit.reading.workers import serve

_BATCH = 256


def read_rows(data: bytes) -> Iterator[Any]:
    """Yield each row as `{"row": its values by column}`, all of them texts.

    Raises
    ------
    ValueError
        If it is no Parquet file or too large; the message is for the reader of the error.
    """
    import pyarrow
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        groups = range(file.metadata.num_row_groups)
        if sum(file.metadata.row_group(number).total_byte_size for number in groups) > MAX_UNPACKED:
            raise OverflowError
        for batch in file.iter_batches(batch_size=_BATCH):
            for values in batch.to_pylist():
                yield {"row": {key: as_text(value) for key, value in values.items()}}
    except OverflowError:
        raise ValueError(f"unpacks to over {MAX_UNPACKED // 2**20} MB; split the file") from None
    except (pyarrow.ArrowException, OSError, ValueError, LookupError, TypeError) as error:
        reason = str(error).split("\n", 1)[0][:120]
        raise ValueError(f"no readable Parquet file ({reason}); write it again") from None


if __name__ == "__main__":
    serve(read_rows)
