"""Clean lines to typed blocks with their section path and their sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.cleaning import CleanText, Line
from toolkit.document import BODY_KINDS, Kind, Origin, Paragraph, Section
from toolkit.segmentation.headings import Outline, is_heading, is_run_in, numbering
from toolkit.segmentation.sentences import sentence_bounds

__all__ = ["Segments", "segment_text", "sentence_bounds"]

_BULLET = re.compile(r"[·•●■◆▪◇○※★☆\-*＊]\s*\S|[①-⑳]|[（(]\d{1,2}[)）]")
_TABLE_ROW = re.compile(r"(?:[^|\n]*\|){2,}|(?:\S+ {3,}){2,}\S")
_TITLE_LENGTH = 70
_LONGEST_TITLE = 120
_LEAST_TITLE = 8
_CLAUSE = re.compile("[。，,；;：:]")
_ANNEX = re.compile(r"附[件录表]\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?$")
_BODY_LENGTH = 60
_WORDLESS = re.compile(r"[\W_]+$")


@dataclass(frozen=True, slots=True)
class Segments:
    """All blocks of a document in order, and its headings as a tree."""

    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]


def segment_text(clean: CleanText) -> Segments:
    """Give each line a kind, a section path and, where it is body-like, its sentences."""
    kinds = _kinds(clean.lines)
    outline = Outline()
    paragraphs = []
    for index, (line, kind) in enumerate(zip(clean.lines, kinds, strict=True)):
        paragraphs.append(_paragraph(Origin(clean.alignment, line.start), line.text, index, kind, outline.path))
        if kind == "heading":
            outline.enter(line.text, index, line.known.level if line.known else None)
    return Segments(tuple(paragraphs), tuple(outline.sections))


def _kinds(lines: Sequence[Line]) -> list[Kind]:
    """The kind of each line: what cleaning set aside keeps its kind, then titles, then one line at a time."""
    kept = [number for number, line in enumerate(lines) if line.kind is None]
    if len(kept) == 1:  # a single line is a text of its own, whatever its form
        return [line.kind or _known(line) or "body" for line in lines]
    first_body = next((number for number in kept if _is_prose(lines[number].text)), len(lines))
    rows = {number for number in kept if _is_row(lines[number].text)}
    titles = _titles(lines, [number for number in kept if number < first_body])
    if any(line.known and line.known.kind == "title" for line in lines):
        titles = []
    return [
        line.kind or _known(line) or _kind(line.text, number in titles, _in_table(number, rows))
        for number, line in enumerate(lines)
    ]


def _titles(lines: Sequence[Line], head: Sequence[int]) -> list[int]:
    """The lines that are title and subtitle: the first two, or on a page those that stand on its source and date."""
    may_be = [number for number in head if _may_be_title(lines[number].text)]
    byline = next((n for n, line in enumerate(lines) if line.rule == "byline" and may_be and n > may_be[0]), 0)
    page = any(line.kind == "boilerplate" for line in lines[:byline])
    above = [number for number in may_be if number < byline]
    return above[-2:] if page and len(above) > 2 and len(lines[above[-1]].text) >= _LEAST_TITLE else may_be[:2]


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
    if _WORDLESS.match(text):
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
