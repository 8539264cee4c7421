"""Rules on characters inside lines: reporters in brackets, datelines, end marks, escapes and line numbers."""

import re
from collections.abc import Iterator
from itertools import pairwise

from toolkit.patterns import lazy

Change = tuple[int, int, str]

_OPENING = 40
_OUTLET = r"[\u4e00-\u9fff·]{0,12}"
_LAST_BRACKET = lazy(r"[(（【\[]([^()（）【】\[\]。\n]{4,70})[)）】\]](?=[ ]*$)")
_LONGEST_BRACKET = 72
_REPORTERS = lazy(
    r"(?:图/文|文/图|文|图|本报|本台|本网|特约|首席|见习|实习|全媒体|融媒体|[\u4e00-\u9fff]{2,6}[·•/])*"
    r"\s*(?:记者|通讯员|编辑|作者|供稿)[:： ]|\s*(?:责任编辑|责编|编辑|校对|审核|作者|来源|供稿)[:：]"
)
_CREDIT = r"[(（][^()（）\n]{0,40}(?:记者|通讯员)[^()（）\n]{0,40}[)）]"
_DATELINE = lazy(
    rf"[ ]*(?:据?{_OUTLET}(?:社|报|网|客户端|中心|频道)[\u4e00-\u9fff]{{0,6}}(?:\d{{1,2}}月)?\d{{1,2}}日(?:电|讯|消息)|"
    rf"(?:本报|本网|本台|本站|交汇点|中新网?|人民网|新华社?|[\u4e00-\u9fff]{{2,6}}(?:日报|晚报|晨报|时报|新闻网|政府网|客户端))讯(?!息))"
    rf"[ ]*(?:{_CREDIT})?[ :：，,]*(?=\S)"
)
_LONG_OPENING = 160
_CAPTIONED = lazy(
    rf"[^。\n]{{4,90}}。[ ]*[\u4e00-\u9fff]{{0,6}}记者[ ]*[\u4e00-\u9fff ]{{2,12}}摄[ ]*{_DATELINE.pattern}"
)
_SENT = (lazy("日(?:电|消息)"), lazy("讯"))
_END_MARK = lazy(r"(?<=[。！？”])[ ]*[(（【\[](?:完|全文完|本文完)[)）】\]](?=[ ]*$)", re.MULTILINE)
_CLOSING = tuple(")）】")
_BRACKETS = (*_CLOSING, "]")
_LAST = frozenset((*_BRACKETS, " "))
_ESCAPES = ("<U+00A0>", "&nbsp;", "&bsp;", "&#160;", "&ensp;", "&emsp;")
_ESCAPE = lazy("|".join(map(re.escape, _ESCAPES)))
# What OCR writes of a figure: `$3 5 . 4 \%$`, `$4 3 % ^ { [ 1 ] }$`. A formula with letters is not touched.
_MATH = lazy(r"\$([\d.,%+\-~^{}\[\]\\ ]{1,60})\$")
_MATH_MARK = lazy(r"\^ *\{[^{}$]*\}|[$^{}\\ ]")
_LINE_NUMBER = lazy(r"^[ ]*(\d{1,4})[ ]+(?=\S)", re.MULTILINE)
_LEAST_NUMBERED = 20


def inline_bylines(text: str) -> Iterator[Change]:
    """Remove `(记者 … 通讯员 …)` and `【责任编辑：…】` at the end of a line."""
    start = 0
    for line in text.split("\n"):
        if line[-1:] in _LAST and line.rstrip(" ").endswith(_BRACKETS):
            match = _LAST_BRACKET.search(line, max(0, len(line.rstrip(" ")) - _LONGEST_BRACKET))
            if match and _REPORTERS.match(match[1]):
                yield start + match.start(), start + match.end(), ""
        start += len(line) + 1


def datelines(text: str) -> Iterator[Change]:
    """Remove an opening such as `新华社南京1月5日电(记者 …)` or `本报讯`, with a picture text before it."""
    starts = {text.rfind("\n", 0, place) + 1 for sent in _SENT for place in _near_the_start(text, sent)}
    ends = {start: match.end() for start in starts if (match := _DATELINE.match(text, start))}
    ends |= {start: match.end() for start in _pictured(text) if (match := _CAPTIONED.match(text, start))}
    return ((start, end, "") for start, end in sorted(ends.items()))


def _pictured(text: str) -> Iterator[int]:
    """Yield the starts of lines that have the credit of a picture among their first sentences."""
    place = text.find("摄")
    while place >= 0:
        start = text.rfind("\n", max(0, place - _LONG_OPENING), place) + 1
        if start or place < _LONG_OPENING:
            yield start
        place = text.find("摄", place + 1)


def _near_the_start(text: str, word: re.Pattern[str]) -> Iterator[int]:
    """Yield the places of a word that stand among the first characters of their line."""
    places = (match.start() for match in word.finditer(text))
    return (place for place in places if place < _OPENING or "\n" in text[place - _OPENING : place])


def end_marks(text: str) -> Iterator[Change]:
    """Remove `(完)` after the last sentence of a line."""
    place = text.find("完")
    while place >= 0:
        if text[place + 1 : place + 2] in _CLOSING and (match := _END_MARK.search(text, max(0, place - 8), place + 8)):
            yield match.start(), match.end(), ""
        place = text.find("完", place + 1)


def escapes(text: str) -> Iterator[Change]:
    """Rewrite blanks that a copying script left as codes: `<U+00A0>`, `&nbsp;`.

    The first character becomes the blank and the others go, so that every position still has its raw character.
    """
    for match in _ESCAPE.finditer(text) if "&" in text or "<" in text else ():
        start, end = match.span()
        yield start, start + 1, " "
        yield start + 1, end, ""


def formulas(text: str) -> Iterator[Change]:
    """Remove the marks and blanks that OCR puts around and into a figure: `$3 5 . 4 %$` is 35.4%."""
    for match in _MATH.finditer(text) if "$" in text else ():
        if match[1].strip():
            yield from ((*mark.span(), "") for mark in _MATH_MARK.finditer(text, *match.span()))


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
