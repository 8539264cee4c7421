"""Clean lines to typed blocks with their section path and their sentences."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from toolkit.cleaning import CleanText, Line
from toolkit.document import BODY_KINDS, Kind, Origin, Paragraph, Section
from toolkit.segmentation.headings import Outline, is_heading, is_run_in, numbering
from toolkit.segmentation.sentences import sentence_bounds

__all__ = ["Segments", "segment_text", "sentence_bounds"]

_BULLET = re.compile(r"[·•●■◆▪◇○※★☆\-*＊]\s*\S|[①-⑳]|[（(]\d{1,2}[)）]")
_TABLE_ROW = re.compile(r"(?:[^|\n]*\|){2,}|(?:\S+ {3,}){2,}\S")
_TAB = re.compile(r"\S[ \u3000]*\t")
_BLANK_TO_FILL = re.compile(r"\S {3,}\S|年 +月 +日")
_TITLE_LENGTH = 70
_LONGEST_TITLE = 120
_LEAST_TITLE = 8
_CLAUSE = re.compile("[。，,；;：:]")
_ANNEX = re.compile(r"附[件录表]\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?$")
_BODY_LENGTH = 60
_WORDLESS = re.compile(r"[\W_]+$")
_NO_TITLE = re.compile(r"[\W\d_年月日期第]+$")  # a day, the number of an issue
_REFERENCES = re.compile(r"(?:主要)?参考文献|参考资料|References?$")
_REFERENCE = re.compile(r"\[?\d{1,3}[\].、 ]?\s*[^\d\s]|.*(?:19|20)\d{2}")
_LONGEST_REFERENCE = 300
_OFFICIAL = re.compile(r"(?:通知|意见|决定|批复|复函|函|报告|公告|通报|办法|规定|措施|方案|细则|答复)$")
_MOST_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class Segments:
    """All blocks of a document in order, and its headings as a tree."""

    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]


def segment_text(clean: CleanText) -> Segments:
    """Give each line a kind, a section path and, where it is body-like, its sentences."""
    kinds = _kinds(clean.lines, _tabbed(clean))
    outline = Outline()
    paragraphs = []
    for index, (line, kind) in enumerate(zip(clean.lines, kinds, strict=True)):
        paragraphs.append(_paragraph(Origin(clean.alignment, line.start), line.text, index, kind, outline.path))
        if kind == "heading":
            outline.enter(line.text, index, line.known.level if line.known else None)
    return Segments(tuple(paragraphs), tuple(outline.sections))


def _tabbed(clean: CleanText) -> set[int]:
    """The lines that the raw text cuts into cells by tabs, which cleaning has made blanks."""
    if "\t" not in clean.raw:
        return set()
    spans = [clean.alignment.span(line.start, line.end) for line in clean.lines]
    return {number for number, span in enumerate(spans) if _TAB.search(clean.raw, span.start, span.end)}


def _kinds(lines: Sequence[Line], tabbed: Collection[int]) -> list[Kind]:
    """The kind of each line: what cleaning set aside keeps its kind, then titles, then one line at a time."""
    kept = [number for number, line in enumerate(lines) if line.kind is None]
    if len(kept) == 1:  # a single line is a text of its own, whatever its form
        return [line.kind or _known(line) or "body" for line in lines]
    first_body = next((number for number in kept if _is_prose(lines[number].text)), len(lines))
    rows = {number for number in kept if number in tabbed or _is_row(lines[number].text)}
    titles = _titles(lines, [number for number in kept if number < first_body])
    if any(line.known and line.known.kind == "title" for line in lines):
        titles = []
    notes = _references(lines)
    kinds = [
        line.kind or notes.get(number) or _known(line) or _kind(line.text, number in titles, _in_table(number, rows))
        for number, line in enumerate(lines)
    ]
    for number in list(_numbered_sentences(lines, kinds)):
        kinds[number] = "body"
    return kinds


def _numbered_sentences(lines: Sequence[Line], kinds: Sequence[Kind]) -> Iterator[int]:
    """The sentences of a numbered list: each looks like a heading, but the next number follows at once."""
    kept = [number for number, line in enumerate(lines) if line.kind is None]
    styles = [numbering(lines[number].text) for number in kept]
    before: tuple[str, int] | None = None  # the style of a sentence of the list that goes on
    for place, number in enumerate(kept):
        style, text = styles[place], lines[number].text
        following = styles[place + 1] if place + 1 < len(kept) else None
        if style is None or kinds[number] != "heading" or not text.endswith("。"):
            before = None
        elif (following is not None and following[0] == style[0]) or (before is not None and before[0] == style[0]):
            before = style
            yield number


def _references(lines: Sequence[Line]) -> dict[int, Kind]:
    """The works cited below 参考文献, up to the first line that neither opens with a number nor holds a year."""
    found: dict[int, Kind] = {}
    for heading in (number for number, line in enumerate(lines) if _REFERENCES.fullmatch(line.text)):
        for number in range(heading + 1, len(lines)):
            if len(lines[number].text) > _LONGEST_REFERENCE or not _REFERENCE.match(lines[number].text):
                break
            found[number] = "footnote"
    return found


def _titles(lines: Sequence[Line], head: Sequence[int]) -> list[int]:
    """The lines that are title and subtitle: the first two, or on a page those that stand on its source and date."""
    may_be = [number for number in head if _may_be_title(lines[number].text)]
    byline = next((n for n, line in enumerate(lines) if line.rule == "byline" and may_be and n > may_be[0]), 0)
    page = any(line.kind == "boilerplate" for line in lines[:byline])
    above = [number for number in may_be if number < byline]
    if page and len(above) > 2 and len(lines[above[-1]].text) >= _LEAST_TITLE:
        return _broken_title(lines, above) or above[-2:]
    return may_be[:2]


def _broken_title(lines: Sequence[Line], above: Sequence[int]) -> list[int]:
    """The last lines of a head that together are the title of an official document, broken to fit the page."""
    found: list[int] = []
    if _OFFICIAL.search(lines[above[-1]].text):
        for number in reversed(above[-_MOST_TITLE_LINES:]):
            if found and number + 1 != found[0]:
                break
            found.insert(0, number)
            joined = "".join(lines[place].text for place in found)
            if "关于" in joined and not joined.startswith("关于"):
                return found
    return []


def _known(line: Line) -> Kind | None:
    """What the file's format says, except that a numbered item of a list may be a heading."""
    if line.known is None:
        return None
    numbered = numbering(line.text) is not None and not line.text.endswith("。") and is_heading(line.text)
    if line.known.kind == "list_item" and numbered:
        return None
    return line.known.kind


def _kind(text: str, title: bool, row: bool) -> Kind:
    if title:
        return "title"
    if row:
        return "table"
    if text.startswith(">"):
        return "quote"
    if _WORDLESS.match(text) or _BLANK_TO_FILL.search(text):
        return "body"
    if is_heading(text):
        return "heading"
    return "list_item" if _BULLET.match(text) else "body"


def _is_row(text: str) -> bool:
    return ("|" in text or "   " in text) and bool(_TABLE_ROW.match(text))


def _in_table(number: int, rows: set[int]) -> bool:
    return number in rows and (number - 1 in rows or number + 1 in rows)


def _may_be_title(text: str) -> bool:
    return (
        (len(text) <= _TITLE_LENGTH or (len(text) <= _LONGEST_TITLE and not _CLAUSE.search(text)))
        and numbering(text) is None
        and not _ANNEX.match(text)
        and not _NO_TITLE.match(text)
        and not text.endswith(("。", "；", ";", ",", "，", ":", "："))
    )


def _is_prose(text: str) -> bool:
    if _BODY_LENGTH < len(text) <= _LONGEST_TITLE and not _CLAUSE.search(text):
        return False
    return len(text) > _BODY_LENGTH or text.endswith("。")


def _paragraph(origin: Origin, text: str, index: int, kind: Kind, path: tuple[str, ...]) -> Paragraph:
    if kind not in BODY_KINDS:
        return Paragraph(index, kind, path, text, origin)
    bounds = tuple(sentence_bounds(text))
    run_in = False
    if len(bounds) > 1:
        first = text[slice(*bounds[0])]
        run_in = first.endswith("。") and is_run_in(first, numbered=numbering(text) is not None)
        path = (*path, first) if run_in else path
    return Paragraph(index, kind, path, text, origin, bounds, run_in)
