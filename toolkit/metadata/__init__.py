"""What a document says about itself: title, date, region, source, each with the characters it was read from."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from toolkit.document import Field, Paragraph, Span
from toolkit.metadata.regions import Region, find_region, mentions

__all__ = ["Region", "find_fields", "find_region", "mentions"]

_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年(?:度)?")
_REPORT_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*年(?:度)?(?:[\u4e00-\u9fff]{0,6})(?:总结|报告|要点|计划|公报|情况)"
)
_SOURCE = re.compile(r"(?:信息|文章)?(?:来源|稿源|出处)\s*[:：]\s*([^\s)）】\]|,，;；]{2,30})")
_SUBTITLE = re.compile(r"[—\-–(（]|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日")
_HEAD_BLOCKS = 8
_TAIL_BLOCKS = 4


def find_fields(paragraphs: Sequence[Paragraph]) -> dict[str, Field]:
    """Return the metadata that can be read from the blocks of a document; what it does not state is left out."""
    found = {
        "title": _title(paragraphs),
        "date": _date(paragraphs),
        "region": _region(paragraphs),
        "source": _source(paragraphs),
    }
    return {name: field for name, field in found.items() if field is not None}


def _title(paragraphs: Sequence[Paragraph]) -> Field | None:
    titles = [paragraph for paragraph in paragraphs if paragraph.kind == "title"]
    best = max(titles, key=lambda block: (not _SUBTITLE.match(block.text), len(block.text)), default=None)
    return None if best is None else Field(best.text, best.span)


def _date(paragraphs: Sequence[Paragraph]) -> Field | None:
    """A whole date in bylines, titles and short lines at head and foot; else the year of title or report heading."""
    ends = [*paragraphs[:_HEAD_BLOCKS], *paragraphs[-_TAIL_BLOCKS:]]
    bylines = [paragraph for paragraph in paragraphs if paragraph.kind == "byline"]
    titles = [paragraph for paragraph in paragraphs if paragraph.kind == "title"]
    short = [paragraph for paragraph in ends if paragraph.kind in {"heading", "body"} and len(paragraph.text) < 40]
    headings = [paragraph for paragraph in paragraphs if paragraph.kind == "heading"][:3]
    places = ((_DAY, [*bylines, *titles, *short]), (_MONTH, titles), (_YEAR, titles), (_REPORT_YEAR, headings))
    for pattern, blocks in places:
        for field in _dates(pattern, blocks):
            return field
    return None


def _dates(pattern: re.Pattern[str], blocks: Sequence[Paragraph]) -> Iterator[Field]:
    for block in blocks:
        if (match := pattern.search(block.text)) and _is_date(*map(int, match.groups())):
            value = "-".join(f"{int(part):02d}" for part in match.groups())
            yield Field(value, block.span)


def _is_date(year: int, month: int = 1, day: int = 1) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def _source(paragraphs: Sequence[Paragraph]) -> Field | None:
    for block in paragraphs:
        if block.kind == "byline" and (match := _SOURCE.search(block.text)):
            return Field(match[1], block.span)
    return None


def _region(paragraphs: Sequence[Paragraph]) -> Field | None:
    titles = [paragraph for paragraph in paragraphs if paragraph.kind in {"title", "heading"}]
    body = [paragraph for paragraph in paragraphs if paragraph.is_body]
    region = find_region("\n".join(p.text for p in titles[:2]), "\n".join(p.text for p in body[:40]))
    if region is None:
        return None
    for block in (*titles[:2], *body):
        if any(mention.region == region for mention in mentions(block.text)):
            return Field(region.full, block.span)
    return Field(region.full, Span(0, 0))
