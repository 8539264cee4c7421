"""Rules on lines in their neighbourhood: menus above the text, link lists below it, repeated titles, captions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median_low

from toolkit.document import Block, Kind

_LONG = 40
_SHORT = 45
_MENU_ITEM = 10
_WIDE_GAP = 3
_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、 ])\s*")
_NO_LETTERS = re.compile(r"[\W_]+")
_SENTENCE_END = ("。", "！", "？", "!", "?", "；", ";", "：", ":", "，", ",")
_ISSUER = re.compile(
    r"(?:[\u4e00-\u9fff]{0,20})(?:局|厅|委|委员会|办公室|政府|报社|日报|电视台|管委会|科技部|学会|研究院)$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A non-empty line of the text under cleaning: its stripped text, where it starts, and the blank lines before.

    `known` is what the format of the file says about the line.
    """

    text: str
    start: int
    gap: int
    kind: Kind | None = None
    rule: str | None = None
    known: Block | None = None

    @property
    def end(self) -> int:
        """The position after the last character."""
        return self.start + len(self.text)


Verdict = tuple[int, Kind, str]


def menu_above(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside the short lines of a menu at the top when one of them is known as an item of a menu."""
    run = 0
    while run < len(lines) and len(lines[run].text) <= _MENU_ITEM and not lines[run].text.endswith(_SENTENCE_END):
        run += 1
    known = [number for number in range(run) if lines[number].rule in {"menu", "site-bar", "breadcrumb"}]
    if run >= 3 and known:
        yield from ((number, "boilerplate", "menu-above") for number in range(run) if lines[number].kind is None)


def links_below(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside the titles that follow a line such as 相关推荐 to the end, when no body line comes after it."""
    last_body = max((number for number, line in enumerate(lines) if _is_prose(line)), default=-1)
    opening = next((number for number, line in enumerate(lines) if line.rule == "related" and number > last_body), None)
    if opening is not None:
        rest = range(opening + 1, len(lines))
        yield from ((number, "boilerplate", "links-below") for number in rest if lines[number].kind is None)


def issuer_line(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside a bare name of an authority among the first lines: it signs the text."""
    head = next((number for number, line in enumerate(lines) if _is_prose(line)), 0)
    for number, line in enumerate(lines[: min(head, 5)]):
        if number and line.kind is None and len(line.text) <= 20 and _ISSUER.fullmatch(line.text):
            yield number, "byline", "issuer"


def repeated_titles(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside the title where it comes again as the text of a picture."""
    first = next((line.text for line in lines if line.kind is None), "")
    if 8 <= len(first) <= 2 * _LONG and not first.endswith(_SENTENCE_END):
        same = (number for number, line in enumerate(lines) if line.text == first and line.kind is None)
        next(same, None)
        yield from ((number, "caption", "repeated-title") for number in same)


def captions(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside picture texts: a short sentence that repeats a heading, or one that stands apart by wide gaps."""
    headings = {_squashed(line.text) for line in lines if len(line.text) <= 2 * _SHORT and _may_be_heading(line.text)}
    usual = median_low([line.gap for line in lines[1:]] or [0])
    for number, line in enumerate(lines):
        if line.kind is not None or len(line.text) > 2 * _SHORT or not line.text.endswith("。"):
            continue
        if _squashed(line.text) in headings and not _may_be_heading(line.text):
            yield number, "caption", "caption-repeats-heading"
        elif len(line.text) <= _SHORT and usual < _WIDE_GAP and _stands_apart(lines, number):
            yield number, "caption", "caption-apart"


def _stands_apart(lines: Sequence[Line], number: int) -> bool:
    after = lines[number + 1] if number + 1 < len(lines) else None
    credited = after is not None and after.kind == "caption"
    wide_after = after is not None and after.gap >= _WIDE_GAP
    return lines[number].gap >= _WIDE_GAP and (wide_after or credited)


def _may_be_heading(text: str) -> bool:
    return bool(_NUMBER.match(text)) or not text.endswith(_SENTENCE_END)


def _squashed(text: str) -> str:
    return _NO_LETTERS.sub("", _NUMBER.sub("", text))


def _is_prose(line: Line) -> bool:
    return line.kind is None and len(line.text) > _LONG and "。" in line.text
