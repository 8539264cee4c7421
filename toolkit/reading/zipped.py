"""Zip archives and office files opened with bounds: no bombs, no parts that lie about their size."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from toolkit.errors import ReadError
from toolkit.reading.limits import FREE_RATIO, MAX_FILE, MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    OverflowError,
    MemoryError,
    NotImplementedError,
    RuntimeError,
)
"""What `zipfile` raises on bytes that are no archive or a damaged one."""


@contextmanager
def open_zip(data: bytes, name: str) -> Iterator[zipfile.ZipFile]:
    """Open zipped bytes whose directory keeps to the limits.

    Raises
    ------
    ReadError
        If they are no zip archive, or would unpack to too much.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE:
        raise ReadError(f"{name}: the file is damaged or no zip archive; open it and save it again") from None
    with archive:
        entries = archive.infolist()
        total = sum(entry.file_size for entry in entries)
        if len(entries) > MAX_MEMBERS:
            raise ReadError(
                f"{name}: {len(entries):,} files in the archive, more than the {MAX_MEMBERS:,} that are read"
            )
        if total > MAX_UNPACKED or (total > FREE_RATIO and total > MAX_RATIO * len(data)):
            raise ReadError(f"{name}: unpacks to {total / 2**20:,.0f} MB from {len(data) / 2**20:,.1f}; this is a bomb")
        yield archive


def read_member(archive: zipfile.ZipFile, member: str | zipfile.ZipInfo, name: str) -> bytes:
    """Return the bytes of one member, at most as many as are read of any file.

    Raises
    ------
    ReadError
        If the member is damaged, encrypted, packed by an unknown method, or too large.
    """
    try:
        entry = archive.getinfo(member) if isinstance(member, str) else member
        if entry.flag_bits & 1:
            raise ReadError(f"{name}: protected by a password; save it without one")
        with archive.open(entry) as stream:
            data = stream.read(MAX_FILE + 1)
    except DAMAGE:
        raise ReadError(f"{name}: the file is damaged; open it and save it again") from None
    if len(data) > MAX_FILE:
        raise ReadError(f"{name}: a part has over {MAX_FILE // 2**20} MB; split the file")
    return data
