"""From bytes to text: the encodings that Chinese offices use, found without being told."""

import codecs
from typing import NamedTuple

from toolkit.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ALLOWED_CONTROL = b"\t\n\r\f\v\0\x1a"
_BAD_SHARE = 0.01
_UTF8_CONTROL_SHARE = 0.2  # valid UTF-8 is text even with some control characters in it
_SAMPLE = 200_000


class Decoded(NamedTuple):
    """Text with the name of the encoding that gave it; bad bytes stand in the text as U+FFFD."""

    text: str
    encoding: str


def decode(data: bytes, name: str) -> Decoded:
    """Decode `data` as UTF-8, UTF-16, GB18030 (with GBK and GB2312) or Big5, whichever it is.

    Raises
    ------
    ReadError
        If there is nothing in the file, or it is no text in any of these encodings.
    """
    if not data.strip(b"\0\t\n\r\f\v \xef\xbb\xbf\xff\xfe"):
        raise ReadError(f"{name}: the file is empty; give a file with text")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"), encoding)
    if wide := _wide_encoding(data):
        return Decoded(data.decode(wide, "replace"), wide)
    control = _control_share(data)
    if control <= _UTF8_CONTROL_SHARE:
        try:
            return Decoded(data.decode(), "utf-8")
        except UnicodeDecodeError:
            pass
    if control > _BAD_SHARE:
        raise ReadError(f"{name}: this is binary data, not text; convert the file to text first")
    return _decode_narrow(data, name)


def _decode_narrow(data: bytes, name: str) -> Decoded:
    likely = _double_byte_encoding(data)
    try:
        return Decoded(data.decode(likely), likely)
    except UnicodeDecodeError:
        pass
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") <= _BAD_SHARE * len(text):
            return Decoded(text, encoding)
    raise ReadError(f"{name}: neither UTF-8, UTF-16, GB18030 nor Big5; save the file as UTF-8 first")


def _wide_encoding(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its half of small high bytes: NUL for Latin text, one page for line ends."""
    sample = data[: _SAMPLE // 2 * 2]
    if len(sample) % 2 or len(sample) < 4:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.count("\0") > _BAD_SHARE * len(text):
            continue
        han = sum("\u4e00" <= char <= "\u9fff" or char in "\u3000，。、\n" for char in text)
        if (high.count(0) > 0.02 * len(high) and han + high.count(0) > 0.8 * len(text)) and b"\0" in sample:
            return encoding
    return None


def _double_byte_encoding(data: bytes) -> str:
    """Tell Big5 from GB18030 by charset-normalizer, asked about these two alone."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=["gb18030", "big5"]).best()
    return "big5hkscs" if best is not None and best.encoding.startswith("big5") else "gb18030"


def _control_share(data: bytes) -> float:
    sample = data[:_SAMPLE]
    control = bytes(code for code in range(32) if code not in _ALLOWED_CONTROL)
    bad = len(sample) - len(sample.translate(None, control))
    zeros = sample.count(0)
    return max(bad, zeros if zeros > 0.3 * len(sample) else 0) / len(sample)
