"""Rules on characters inside body lines: reporters in brackets and the dateline that opens a news item."""

import re
from collections.abc import Iterator

_OUTLET = r"[\u4e00-\u9fff·]{0,12}"
_INLINE_BYLINE = re.compile(
    r"[(（](?:图/文|文/图|文|图|本报|本台|特约|首席|见习|实习|全媒体|融媒体|[\u4e00-\u9fff]{2,6}[·•/])*"
    r"\s*(?:记者|通讯员|编辑|作者|供稿)[:： ]"
    r"[^()（）。\n]{2,60}[)）](?=[ ]*$)",
    re.MULTILINE,
)
_DATELINE = re.compile(
    rf"^[ ]*(?:{_OUTLET}(?:社|报|网|客户端|中心)[\u4e00-\u9fff]{{0,6}}(?:\d{{1,2}}月)?\d{{1,2}}日(?:电|讯|消息)|"
    rf"(?:本报|本网|本台|交汇点|中新网?|人民网|新华社?)讯)"
    r"[ ]*(?:[(（][^()（）\n]{0,40}(?:记者|通讯员)[^()（）\n]{0,40}[)）])?[ ]*(?=\S)",
    re.MULTILINE,
)


def inline_bylines(text: str) -> Iterator[tuple[int, int, str]]:
    """Remove `(记者 … 通讯员 …)` at the end of a line."""
    return ((match.start(), match.end(), "") for match in _INLINE_BYLINE.finditer(text))


def datelines(text: str) -> Iterator[tuple[int, int, str]]:
    """Remove an opening such as `新华社南京1月5日电(记者 …)` or `本报讯`."""
    return ((match.start(), match.end(), "") for match in _DATELINE.finditer(text))
