"""Rules on characters inside lines: reporters in brackets, datelines, end marks, escapes and line numbers."""

import re
from collections.abc import Iterator
from itertools import pairwise

Change = tuple[int, int, str]

_OUTLET = r"[\u4e00-\u9fff·]{0,12}"
_INLINE_BYLINE = re.compile(
    r"(?:[(（](?:图/文|文/图|文|图|本报|本台|本网|特约|首席|见习|实习|全媒体|融媒体|[\u4e00-\u9fff]{2,6}[·•/])*"
    r"\s*(?:记者|通讯员|编辑|作者|供稿)[:： ]"
    r"[^()（）。\n]{2,60}[)）]"
    r"|[(（【\[]\s*(?:责任编辑|责编|编辑|校对|审核|作者|来源|供稿)[:：][^()（）【】\[\]。\n]{1,40}[)）】\]])(?=[ ]*$)",
    re.MULTILINE,
)
_CREDIT = r"[(（][^()（）\n]{0,40}(?:记者|通讯员)[^()（）\n]{0,40}[)）]"
_DATELINE = re.compile(
    rf"^[ ]*(?:据?{_OUTLET}(?:社|报|网|客户端|中心|频道)[\u4e00-\u9fff]{{0,6}}(?:\d{{1,2}}月)?\d{{1,2}}日(?:电|讯|消息)|"
    rf"(?:本报|本网|本台|本站|交汇点|中新网?|人民网|新华社?|[\u4e00-\u9fff]{{2,6}}(?:日报|晚报|晨报|时报|新闻网|政府网|客户端))讯(?!息))"
    rf"[ ]*(?:{_CREDIT})?[ :：]*(?=\S)",
    re.MULTILINE,
)
_END_MARK = re.compile(r"(?<=[。！？”])[ ]*[(（【\[](?:完|全文完|本文完)[)）】\]](?=[ ]*$)", re.MULTILINE)
_ESCAPE = re.compile(r"(?:<U\+00A0>|<U\+3000>|&nbsp;|&#160;|&ensp;|&emsp;)")
_LINE_NUMBER = re.compile(r"^[ ]*(\d{1,4})[ ]+(?=\S)", re.MULTILINE)
_LEAST_NUMBERED = 20


def inline_bylines(text: str) -> Iterator[Change]:
    """Remove `(记者 … 通讯员 …)` and `【责任编辑：…】` at the end of a line."""
    return ((match.start(), match.end(), "") for match in _INLINE_BYLINE.finditer(text))


def datelines(text: str) -> Iterator[Change]:
    """Remove an opening such as `新华社南京1月5日电(记者 …)` or `本报讯`."""
    return ((match.start(), match.end(), "") for match in _DATELINE.finditer(text))


def end_marks(text: str) -> Iterator[Change]:
    """Remove `(完)` after the last sentence of a line."""
    if "完)" not in text and "完）" not in text and "完】" not in text:
        return iter(())
    return ((match.start(), match.end(), "") for match in _END_MARK.finditer(text))


def escapes(text: str) -> Iterator[Change]:
    """Rewrite blanks that a copying script left as codes: `<U+00A0>`, `&nbsp;`."""
    if "&" not in text and "<U+" not in text:
        return iter(())
    return ((match.start(), match.end(), " ") for match in _ESCAPE.finditer(text))


def line_numbers(text: str) -> Iterator[Change]:
    """Remove the numbers of a listing that counts every line of the text from 1."""
    first = _LINE_NUMBER.match(text.lstrip("\n"))
    if first is None or first[1] != "1":
        return
    found = list(_LINE_NUMBER.finditer(text))
    filled = sum(1 for line in text.split("\n") if line.strip())
    counted = all(int(left[1]) + 1 == int(right[1]) for left, right in pairwise(found))
    if len(found) == filled >= _LEAST_NUMBERED and counted:
        yield from ((match.start(), match.end(), "") for match in found)
