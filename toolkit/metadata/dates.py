"""The date of issue: from labels, bylines, signatures and titles, and as a last resort from the name of the file."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from toolkit.document import Field, Paragraph
from toolkit.metadata.facts import Facts
from toolkit.patterns import lazy

_DAY = lazy(r"(?<!\d)((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*日?")
_HAN = "〇○零ＯO0一二三四五六七八九"
_HAN_DAY = lazy(rf"([二一][{_HAN}]{{3}})年([一二三四五六七八九十]{{1,2}})月([一二三四五六七八九十]{{1,3}})日")
_MONTH = lazy(r"(?<!\d)((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月")
# The years of a plan (2021—2025年, 到2035年, 2035年远景目标) are none of issue.
_YEAR = lazy(r"(?<![\d—\-–~～至到])((?:19|20)\d{2})\s*年(?:度)?(?!远景|愿景|目标)")
_NUMBER_YEAR = lazy(r"[〔\[【（(［﹝〈]\s*((?:19|20)\d{2})\s*[〕\]】）)］﹞〉]\s*第?\s*\d{1,4}\s*号")
_LATEST = lazy(r"\s*(?:之前|以前|前|起|至|止|之后|后)")
_SIGNATURE = lazy(r"[\u4e00-\u9fff、 ]{2,40}(?:局|厅|委|办|办公室|政府|委员会|中心|部|院|会|组)\s*$")
_REPORT_YEAR = lazy(r"(?<!\d)((?:19|20)\d{2})\s*年(?:度)?(?:[\u4e00-\u9fff]{0,6})(?:总结|报告|要点|计划|公报|情况)")
_NAME = lazy(
    r"(?<![0-9A-Za-z])((?:19|20)\d{2})(?:[-_.年]?(0[1-9]|1[0-2])(?:[-_.月]?(0[1-9]|[12]\d|3[01])日?)?)?(?![0-9A-Za-z])"
)
_LABEL = lazy("[:：]")
_WRITTEN = ("成文日期", "成文时间", "发文日期", "印发日期")
_PUBLISHED = ("公布日期", "发布日期", "发布时间", "公开日期")
_HEAD_BLOCKS = 8
_TAIL_BLOCKS = 4
_FOOT_BLOCKS = 8
_SHORT = 40
_SUBTITLE_BLOCKS = 20
_FLAT_SPEECH = lazy(r"[\u4e00-\u9fff]{2,20}报告\s*[—―]{1,2}(?:19|20)\d{2}年\d{1,2}月\d{1,2}日在.{2,40}会议上")
_SPEECH = lazy(r"日在.{2,40}(?:会|会议)上")


class Found(NamedTuple):
    """A date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, and where it stands in its text."""

    value: str
    start: int
    end: int


def find_day(text: str) -> Found | None:
    """Return the first whole date of a text, in digits or Chinese numerals.

    Examples
    --------
    >>> find_day("镇江市人民政府 二〇二四年三月五日")
    Found(value='2024-03-05', start=8, end=17)
    """
    if match := _DAY.search(text):
        return _found(match, [int(part) for part in match.groups()])
    if match := _HAN_DAY.search(text):
        year = int("".join(str(max(0, _HAN.index(char) - 5)) for char in match[1]))
        return _found(match, [year, _number(match[2]), _number(match[3])])
    return None


def _number(text: str) -> int:
    """Return the number that Chinese numerals below a hundred stand for: 二十三."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _HAN.index(text) - 5 if len(text) == 1 else 0
    return (_HAN.index(tens) - 5 if len(tens) == 1 else 1) * 10 + (_HAN.index(ones) - 5 if len(ones) == 1 else 0)


def _found(match: re.Match[str], parts: Sequence[int]) -> Found | None:
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return None
    return Found("-".join(f"{part:02d}" for part in parts), match.start(), match.end())


def find_date(paragraphs: Sequence[Paragraph], facts: Facts, name: str) -> Field | None:
    """Return the date of issue: when it was written and signed, else published, else what title or file name say."""
    return next(_dates(paragraphs, facts, name), None)


def _dates(paragraphs: Sequence[Paragraph], facts: Facts, name: str) -> Iterator[Field]:
    yield from _labelled(facts, _WRITTEN)
    yield from _signed(paragraphs)
    yield from _spoken(paragraphs)
    yield from _labelled(facts, _PUBLISHED)
    ends = [*paragraphs[:_HEAD_BLOCKS], *paragraphs[-_TAIL_BLOCKS:]]
    bylines = [block for block in paragraphs if block.kind == "byline"]
    titles = [block for block in paragraphs if block.kind == "title"]
    yield from _days([*bylines, *titles])
    short = [block for block in ends if block.kind in {"heading", "body"} and _may_state(block.text)]
    yield from _days(short)
    headings = [block for block in paragraphs if block.kind == "heading"][:3]
    for pattern, blocks in ((_MONTH, titles), (_MONTH, short[-2:]), (_YEAR, titles), (_REPORT_YEAR, headings)):
        yield from _stated(pattern, blocks)
    yield from _stated(_NUMBER_YEAR, bylines)
    yield from _named(name)


def _days(blocks: Iterable[Paragraph]) -> Iterator[Field]:
    for block in blocks:
        if found := find_day(block.text):
            yield Field(found.value, block.locate(found.start, found.end))


def _may_state(text: str) -> bool:
    """Whether a short line may state the date of issue: a day up to which something is due does not."""
    found = find_day(text) if len(text) < _SHORT else None
    return len(text) < _SHORT and not (found and _LATEST.match(text, found.end))


def _labelled(facts: Facts, labels: Sequence[str]) -> Iterator[Field]:
    for label in labels:
        if (fact := facts.get(label)) and (found := find_day(fact.value)):
            yield Field(found.value, fact.block.locate(fact.start + found.start, fact.start + found.end))


def _signed(paragraphs: Sequence[Paragraph]) -> Iterator[Field]:
    """Dates below the authority that signs, or beside it on the same line at the foot, the last first."""
    foot = max(3, len(paragraphs) - _FOOT_BLOCKS)
    for number in range(len(paragraphs) - 1, 0, -1):
        block = paragraphs[number]
        if number >= foot:
            yield from _beside_signer(block)
        if block.kind != "byline" or len(block.text) > _SHORT:
            continue
        above = paragraphs[number - 1]
        if above.kind != "byline" or find_day(above.text):
            continue
        found = find_day(block.text)
        alone = found is not None and found.end - found.start >= len(block.text) - 2
        if found and alone and number > 2 and not _LABEL.search(above.text):
            yield Field(found.value, block.locate(found.start, found.end))


def _beside_signer(block: Paragraph) -> Iterator[Field]:
    """The date that closes a short line after the name of an authority: `云溪市科学技术局 2024年3月5日`."""
    found = find_day(block.text) if block.is_body and len(block.text) <= _SHORT else None
    if found and found.end == len(block.text) and _SIGNATURE.fullmatch(block.text[: found.start]):
        yield Field(found.value, block.locate(found.start, found.end))


def _spoken(paragraphs: Sequence[Paragraph]) -> Iterator[Field]:
    """The day in the subtitle of a speech (`——2003年3月5日在…会议上`) where the page came out in a later year."""
    years = [found.value[:4] for block in paragraphs if block.kind == "byline" and (found := find_day(block.text))]
    for block in paragraphs[:_SUBTITLE_BLOCKS]:
        opening = _FLAT_SPEECH.match(block.text) if block.is_body and "会议上" in block.text else None
        if opening and (found := find_day(opening[0])):
            yield Field(found.value, block.locate(found.start, found.end))
        speech = block.kind in {"title", "heading"} and _SPEECH.search(block.text)
        found = find_day(block.text) if speech else None
        if found and years and found.value[:4] < min(years):
            yield Field(found.value, block.locate(found.start, found.end))


def _stated(pattern: re.Pattern[str], blocks: Sequence[Paragraph]) -> Iterator[Field]:
    for block in blocks:
        if match := pattern.search(block.text):
            found = _found(match, [int(part) for part in match.groups()])
            if found:
                yield Field(found.value, block.locate(found.start, found.end))


def _named(name: str) -> Iterator[Field]:
    """The date in the name of the file, which has no place in the text."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    for match in _NAME.finditer(stem):
        if found := _found(match, [int(part) for part in match.groups() if part]):
            yield Field(found.value, None)
