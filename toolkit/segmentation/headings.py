"""Headings: numbered, unnumbered and run-in, and the section path that they make."""

from toolkit.document import Section
from toolkit.patterns import lazy

_HAN_NUMBER = "一二三四五六七八九十百零〇"
_STYLES = (
    ("part", rf"第[{_HAN_NUMBER}\d]{{1,4}}[编篇部]"),
    ("chapter", rf"第[{_HAN_NUMBER}\d]{{1,4}}章"),
    ("section", rf"第[{_HAN_NUMBER}\d]{{1,4}}节"),
    ("one", rf"[{_HAN_NUMBER}]{{1,3}}\s?[、.．]"),
    ("bracket_one", rf"[（(]\s?[{_HAN_NUMBER}]{{1,3}}\s?[)）]"),
    ("digit", r"\d{1,2}(?:[、.．](?!\d)|\s+(?=[\u4e00-\u9fff“《]))"),
    ("bracket_digit", r"[（(]\d{1,2}[)）]"),
)
_OPENINGS = frozenset(f"第（({_HAN_NUMBER}")
_NUMBER = lazy("|".join(f"(?P<{name}>{pattern})" for name, pattern in _STYLES))
_RANK = {name: rank for rank, (name, _) in enumerate(_STYLES)}
_LONGEST_NUMBERED = 60
_LONGEST_PLAIN = 36
_SENTENCE_END = tuple("。！？!?；;，,：:、…—")
_INSIDE = lazy(r"[。；;]")
_RUN_IN_PLAIN = lazy(r"[^\d，,。；;：:！!？?、]{4,14}$")
_ENUMERATED = lazy(rf"(?:第?[{_HAN_NUMBER}]是|第[{_HAN_NUMBER}][,，、])")


def numbering(text: str) -> tuple[str, int] | None:
    """Return the style of the number that opens `text` and the number's length, or None."""
    if text[:1] not in _OPENINGS and not text[:1].isdecimal():
        return None
    match = _NUMBER.match(text)
    return None if match is None or match.lastgroup is None else (match.lastgroup, match.end())


def is_heading(text: str) -> bool:
    """Tell a heading by its own form: numbered and short, or short without the end of a sentence."""
    if "。" in text.rstrip("。"):
        return False
    number = numbering(text)
    if number is None:
        return 2 <= len(text) <= _LONGEST_PLAIN and not text.endswith(_SENTENCE_END) and not _INSIDE.search(text)
    rest = text[number[1] :].strip()
    return (
        bool(rest)
        and len(rest) <= _LONGEST_NUMBERED
        and not _INSIDE.search(rest.rstrip("。"))
        and (not rest.endswith(_SENTENCE_END) or (len(rest) <= _LONGEST_PLAIN and rest.endswith("。")))
    )


def is_run_in(sentence: str) -> bool:
    """Tell whether the first sentence of a longer block is a heading run into it (`普惠性金融扶持。`)."""
    body = sentence.rstrip("。 ")
    if len(body) > _LONGEST_NUMBERED or not sentence.endswith("。"):
        return False
    return bool(_RUN_IN_PLAIN.match(body) or numbering(sentence)) and not _ENUMERATED.match(body)


class Outline:
    """The section path while a document is read from top to bottom.

    Numbered styles rank as offices rank them (`一、` above `(一)` above `1.`). Unnumbered headings take the depth at
    which the document first uses them.

    Attributes
    ----------
    path
        The headings above the next block, outermost first.
    sections
        All headings so far.
    """

    def __init__(self) -> None:
        self._stack: list[tuple[str, str]] = []
        self._levels: dict[str, int] = {}
        self.sections: list[Section] = []
        self.path: tuple[str, ...] = ()

    def enter(self, heading: str, paragraph: int, level: int | None = None) -> None:
        """Open the section of a heading that stands in block `paragraph`; `level` is its depth by the file's format."""
        number = numbering(heading)
        style = number[0] if number else "plain" if level is None else f"level {level}"
        styles = [name for name, _ in self._stack]
        lowest = 99 if level is None else level
        same = [depth for depth, name in enumerate(styles) if name == style or self._levels.get(name, 0) >= lowest]
        if same:
            del self._stack[same[0] :]
        elif style in _RANK:
            higher = [depth for depth, name in enumerate(styles) if _RANK.get(name, -1) > _RANK[style]]
            del self._stack[higher[0] if higher else len(self._stack) :]
        if level is not None:
            self._levels[style] = level
        self._stack.append((style, heading))
        self.path = tuple(heading for _, heading in self._stack)
        self.sections.append(Section(heading, paragraph, len(self._stack)))
