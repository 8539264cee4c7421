"""The lines of a theme by the documents they come from, so that place, date and title are said once above them."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from toolkit.digests import DigestLine, DocumentDigest

_DATE_BEHIND = re.compile(r"[（(][^（）()]*\d{4}年[^（）()]*[）)]$")
_MOST_GROUPS = 0.7  # of the number of lines: with more, nearly every line would have a heading of its own

Group = tuple[DocumentDigest | None, Sequence[DigestLine]]


def by_document(lines: Sequence[DigestLine], documents: Mapping[str, DocumentDigest]) -> list[Group]:
    """Return neighbouring lines of one document together; where few have such a neighbour, all in one group of None."""
    groups = [(name, list(members)) for name, members in groupby(lines, key=lambda line: line.document)]
    if len(groups) > _MOST_GROUPS * len(lines):
        return [(None, lines)] if lines else []
    return [(documents[name], members) for name, members in groups]


def group_head(digest: DocumentDigest) -> str:
    """Return what a reader needs to know of a document: `四川省成都市《2020年政府工作报告》（2020年5月14日）`."""
    date = f"（{chinese_date(digest.date)}）" if digest.date else ""
    if digest.title is None:
        return "，".join(filter(None, (digest.region, f"文件 {digest.document}"))) + date
    title = _DATE_BEHIND.sub("", digest.title) if date else digest.title
    return (digest.region or "") + (title if "《" in title else f"《{title}》") + date


def chinese_date(date: str) -> str:
    """Return a date, a month, a year or a range of them as Chinese readers write it.

    Examples
    --------
    >>> chinese_date("2020-05-14"), chinese_date("2022"), chinese_date("2021-01/2021-06")
    ('2020年5月14日', '2022年', '2021年1月至2021年6月')
    """
    first, _, last = date.partition("/")
    said = "".join(str(int(part)) + unit for part, unit in zip(first.split("-"), "年月日", strict=False))
    return f"{said}至{chinese_date(last)}" if last else said
