"""Clean lines to typed blocks with their section path and their sentences."""

from dataclasses import dataclass

from toolkit.cleaning import CleanText
from toolkit.document import BODY_KINDS, Kind, Origin, Paragraph, Section
from toolkit.segmentation.headings import Outline, is_run_in
from toolkit.segmentation.kinds import line_kinds
from toolkit.segmentation.sentences import sentence_bounds

__all__ = ["Segments", "segment_text", "sentence_bounds"]


@dataclass(frozen=True, slots=True)
class Segments:
    """All blocks of a document in order, and its headings as a tree."""

    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]


def segment_text(clean: CleanText) -> Segments:
    """Give each line a kind, a section path and, where it is body-like, its sentences."""
    kinds = line_kinds(clean)
    outline = Outline()
    paragraphs = []
    for index, (line, kind) in enumerate(zip(clean.lines, kinds, strict=True)):
        paragraphs.append(_paragraph(Origin(clean.alignment, line.start), line.text, index, kind, outline.path))
        if kind == "heading":
            outline.enter(line.text, index, line.known.level if line.known else None)
    return Segments(tuple(paragraphs), tuple(outline.sections))


def _paragraph(origin: Origin, text: str, index: int, kind: Kind, path: tuple[str, ...]) -> Paragraph:
    if kind not in BODY_KINDS:
        return Paragraph(index, kind, path, text, origin)
    bounds = tuple(sentence_bounds(text))
    if len(bounds) > 1 and is_run_in(first := text[slice(*bounds[0])]):
        return Paragraph(index, kind, (*path, first), text, origin, bounds, True)
    return Paragraph(index, kind, path, text, origin, bounds)
