"""Zip archives of documents: members read in memory, names decoded, nothing unpacked to the disk."""

from dataclasses import replace
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from toolkit.errors import ReadError
from toolkit.reading.formats import READERS, reader_for
from toolkit.reading.raw import Documents, Source
from toolkit.reading.zipped import open_zip, read_member

_UTF8_NAME = 0x800


def read(source: Source) -> Documents:
    """Yield the documents of each member of a known format, named `FILE#MEMBER`; a bad one is a failure by itself."""
    if source.nested:
        raise ReadError(f"{source.name}: an archive inside an archive; unpack the outer one first")
    with open_zip(source.data, source.name) as archive:
        members = {_name(entry): entry for entry in archive.infolist()}
        known = sorted(name for name in members if _is_document(name, members[name]))
        if not known:
            raise ReadError(f"{source.name}: the archive holds no file of a format that can be read")
        for name in known:
            yield from _member(source, archive, members[name], name)


def _member(source: Source, archive: ZipFile, entry: ZipInfo, member: str) -> Documents:
    name = f"{source.name}#{member}"
    try:
        if ".." in PurePosixPath(member).parts or member.startswith("/"):
            raise ReadError(f"{name}: the member's name points outside the archive")
        data = read_member(archive, entry, name)
        if not data.strip(b"\0\t\n\r\f\v "):
            raise ReadError(f"{name}: the file is empty; give a file with text")
        inner = replace(source, data=data, name=name, nested=True)
        yield from reader_for(inner)(inner)
    except ReadError as error:
        source.failures.append(error)


def _is_document(name: str, entry: ZipInfo) -> bool:
    path = PurePosixPath(name)
    hidden = any((part.startswith((".", "~$")) and part != "..") or part == "__MACOSX" for part in path.parts)
    return path.suffix.lower() in READERS and not hidden and not entry.is_dir()


def _name(entry: ZipInfo) -> str:
    """The member's name; without the mark of UTF-8 it is UTF-8 all the same, or GBK as Windows writes it."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename.replace("\\", "/")
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename.replace("\\", "/")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return entry.filename.replace("\\", "/")
