"""From bytes to text: the encodings that Chinese offices use, found without being told."""

import codecs
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\r\f\v\0\x1a")
_BAD = "\ufffd"
_BAD_SHARE = 0.01
_MIXED_BAD_SHARE = 0.05
_UTF8_CONTROL_SHARE = 0.2  # valid UTF-8 is text even with some control characters in it
_SAMPLE = 200_000
_TELLING = 4  # characters that tell UTF-8 from GB18030 by themselves
_BIG5 = frozenset({"big5", "big5-hkscs", "big5hkscs", "cp950", "x-x-big5"})


class Decoded(NamedTuple):
    """Text with the name of the encoding that gave it; bad bytes stand in the text as U+FFFD, counted by `notices`."""

    text: str
    encoding: str
    notices: tuple[str, ...] = ()


def decode(data: bytes, name: str, *, charset: str | None = None) -> Decoded:
    """Decode `data` as UTF-8, UTF-16, GB18030 (with GBK and GB2312) or Big5, whichever it is.

    Bytes in two encodings (files that were joined) are decoded line by line, as `utf-8+gb18030`.

    Parameters
    ----------
    data
        The bytes of a file.
    name
        What errors call the file.
    charset
        What the file declares. It only tells apart what the bytes leave open: GB18030 and Big5.

    Raises
    ------
    ReadError
        If there is nothing in the file, or it is no text in any of these encodings.
    """
    if not data.strip(b"\0\t\n\r\f\v \xef\xbb\xbf\xff\xfe"):
        raise ReadError(f"{name}: the file is empty; give a file with text")
    text, encoding = _decoded(data, name, (charset or "").strip().lower())
    return Decoded(text.removeprefix("\ufeff"), encoding, tuple(_notices(data, text, encoding)))


def _notices(data: bytes, text: str, encoding: str) -> Iterator[str]:
    """Count what is lost: bytes of no character, and characters that were lost before the file was saved."""
    lost = data.count(_BAD.encode()) if encoding.startswith("utf-8") else 0
    bad = text.count(_BAD) - lost
    if bad > 0:
        yield f"{bad:,} bytes are no {encoding} text; they stand in the text as U+FFFD"
    if lost:
        yield f"{lost:,} characters were lost before the file was saved; they stand in it as U+FFFD"


def _decoded(data: bytes, name: str, charset: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    if wide := _wide_encoding(data):
        return data.decode(wide, "replace"), wide
    control = _control_share(data)
    if control <= _UTF8_CONTROL_SHARE:
        try:
            return data.decode(), "utf-8"
        except UnicodeDecodeError:
            pass
    if control > _BAD_SHARE:
        raise ReadError(f"{name}: this is binary data, not text; convert the file to text first")
    return _decode_narrow(data, name, charset)


def _decode_narrow(data: bytes, name: str, charset: str) -> tuple[str, str]:
    lines = data.splitlines(keepends=True)
    looks = {_looks_like_utf8(line) for line in lines}
    if looks >= {True, False}:
        text, encoding, share = "".join(map(_decode_line, lines)), "utf-8+gb18030", _MIXED_BAD_SHARE
    elif True in looks:
        text, encoding, share = data.decode("utf-8", "replace"), "utf-8", _MIXED_BAD_SHARE
    else:
        encoding, share = _double_byte_encoding(data, charset), _BAD_SHARE
        text = data.decode(encoding, "replace")
    if text.count(_BAD) <= share * len(text):
        return text, encoding
    raise ReadError(f"{name}: neither UTF-8, UTF-16, GB18030 nor Big5; save the file as UTF-8 first")


def _looks_like_utf8(line: bytes) -> bool | None:
    """Tell whether a line is UTF-8, perhaps with damage; None where it holds too little to tell."""
    if line.isascii():
        return None
    text = line.decode("utf-8", "replace")
    bad = text.count(_BAD)
    wide = sum(char >= "\u2000" for char in text) - bad
    if max(wide, bad) < _TELLING:
        return None
    return wide > bad


def _decode_line(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("utf-8" if _looks_like_utf8(line) else "gb18030", "replace")


def _wide_encoding(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its half of small high bytes: NUL for Latin text, one page for line ends."""
    sample = data[: _SAMPLE // 2 * 2]
    if len(sample) % 2 or len(sample) < 4 or b"\0" not in sample:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.count("\0") > _BAD_SHARE * len(text):
            continue
        han = sum("\u4e00" <= char <= "\u9fff" or char in "\u3000，。、\n" for char in text)
        if high.count(0) > 0.02 * len(high) and han + high.count(0) > 0.8 * len(text):
            return encoding
    return None


def _double_byte_encoding(data: bytes, charset: str) -> str:
    """Tell Big5 from GB18030 by charset-normalizer, asked about these two alone; a declared Big5 only has to fit."""
    if charset in _BIG5:
        try:
            data.decode("big5hkscs")
        except UnicodeDecodeError:
            pass
        else:
            return "big5hkscs"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=["gb18030", "big5"]).best()
    return "big5hkscs" if best is not None and best.encoding.startswith("big5") else "gb18030"


def _control_share(data: bytes) -> float:
    sample = data[:_SAMPLE]
    bad = len(sample) - len(sample.translate(None, _CONTROL))
    zeros = sample.count(0)
    return max(bad, zeros if zeros > 0.3 * len(sample) else 0) / len(sample)
