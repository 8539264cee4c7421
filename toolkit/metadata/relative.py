"""Relative dates (去年, 今年6月, 本月5日) resolved against the date of the document, never against a clock."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from toolkit.patterns import lazy

_YEARS = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "当前年度": 0, "明年": 1, "来年": 1}
_MONTHS = {"上月": -1, "上个月": -1, "本月": 0, "这个月": 0, "下月": 1, "下个月": 1}
_DAYS = {"前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1}
_HALVES = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "一季度": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
}
# A year word is none inside another word: 以前年度, 光明年代, 今年轻, 日本年会, 以上年份.
_RELATIVE = lazy(
    r"(?P<year>(?<![目此以当年提之从])前年|(?<![过逝失])去年|(?<![以之])上年|(?<![现如当])今年|(?<!日)本年|(?<![光文透声说清鲜])明年|(?<![以从])来年)"
    r"(?![轻龄代长级份月会货])度?"
    r"(?:[,，\s]?(?:第)?(?P<half>上半年|下半年|[一二三四]季度)|(?P<m>1[0-2]|[1-9])月(?:份|(?P<d>3[01]|[12]\d|[1-9])日)?)?"
    r"|(?P<month>上个?月|本月|这个月|下个?月)(?:(?P<md>3[01]|[12]\d|[1-9])日)?"
    r"|(?P<day>(?<!目)前天|昨[天日]|(?<!如)今[天日]|(?<![光文])明[天日])"
)


class RelativeDate(NamedTuple):
    """A relative date: its place in the text, its words, and what they mean.

    `value` is `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or for halves and quarters `YYYY-MM/YYYY-MM`.
    """

    start: int
    end: int
    text: str
    value: str


def resolve_dates(text: str, issued: str | None) -> Iterator[RelativeDate]:
    """Yield the relative dates of a text that the document's date (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`) resolves.

    What needs more than the date states (本月 where only the year is known) stays open; without a date all does.

    Examples
    --------
    >>> [(found.text, found.value) for found in resolve_dates("去年新增30家,今年6月再增5家。", "2024-08-06")]
    [('去年', '2023'), ('今年6月', '2024-06')]
    """
    if issued is None:
        return
    parts = [int(part) for part in issued.split("-")]
    for match in _RELATIVE.finditer(text):
        value = _value(match, parts)
        if value is not None:
            yield RelativeDate(match.start(), match.end(), match[0], value)


def _value(match: re.Match[str], issued: list[int]) -> str | None:
    if match["year"]:
        return _in_year(match, issued[0] + _YEARS[match["year"]])
    if match["month"]:
        if len(issued) < 2:
            return None
        year, month = divmod(issued[0] * 12 + issued[1] - 1 + _MONTHS[match["month"]], 12)
        return _checked(year, month + 1, int(match["md"]) if match["md"] else None)
    if len(issued) < 3:
        return None
    return (date(*issued[:3]) + timedelta(days=_DAYS[match["day"]])).isoformat()


def _in_year(match: re.Match[str], year: int) -> str | None:
    if match["half"]:
        first, last = _HALVES[match["half"]]
        return f"{year:04d}-{first:02d}/{year:04d}-{last:02d}"
    if match["m"]:
        return _checked(year, int(match["m"]), int(match["d"]) if match["d"] else None)
    return f"{year:04d}"


def _checked(year: int, month: int, day: int | None) -> str | None:
    try:
        found = date(year, month, day or 1)
    except ValueError:
        return None
    return found.isoformat() if day else f"{year:04d}-{month:02d}"
