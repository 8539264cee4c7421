"""The types along a document's road: spans, sentences, paragraphs, edits and the document that holds them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import add, sub
from typing import Literal, NamedTuple

Kind = Literal[
    "title", "byline", "heading", "body", "list_item", "caption", "quote", "table", "footnote", "boilerplate", "spam"
]


class Block(NamedTuple):
    """What the format of a file says about a line: its kind, and for a heading its depth counted from 1."""

    kind: Kind
    level: int | None = None


BODY_KINDS: frozenset[str] = frozenset({"body", "list_item", "quote"})
"""The kinds that are tagged and summarized."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range `[start, end)` of characters in `Document.raw`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Edit:
    """One removal or rewrite by cleaning: `raw[span]` was `before`, the clean text has `after`."""

    rule: str
    span: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A likely slip of the source (an OCR error, a typing error) that is reported and never changed."""

    span: Span
    text: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of metadata with the raw characters it was read from; None where it stands outside the text."""

    value: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or one part of a `；` list, at its place.

    `text` is the clean text and `start` where it begins in the text of its paragraph; `span` points into the raw
    text. `heading` marks a run-in heading (`普惠性金融扶持。`), which names what follows and is never quoted alone.
    """

    text: str
    span: Span
    start: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the number of the block it stands in and its depth, counted from 1."""

    heading: str
    paragraph: int
    level: int


class Alignment:
    """Maps positions in the clean text back to positions in the raw text.

    Parameters
    ----------
    starts, ends
        The raw spans of the edits, in raw order, that do not overlap.
    sizes
        How many characters stand there now.

    Examples
    --------
    >>> alignment = Alignment([1], [9], [0])  # (chuàng) is gone
    >>> alignment.span(0, 2)
    Span(start=0, end=10)
    """

    __slots__ = ("_clean_ends", "_clean_starts", "_ends", "_shifts", "_starts")

    def __init__(self, starts: Sequence[int], ends: Sequence[int], sizes: Sequence[int]) -> None:
        self._starts, self._ends = starts, ends
        self._shifts: list[int] = list(accumulate(map(sub, map(add, starts, sizes), ends), initial=0))
        self._clean_starts: list[int] = list(map(add, starts, self._shifts))
        self._clean_ends: list[int] = list(map(add, self._clean_starts, sizes))

    def position(self, clean: int) -> int:
        """Return the raw position of the character at `clean`."""
        after = bisect_right(self._clean_ends, clean)
        if after < len(self._starts) and self._clean_starts[after] <= clean:
            start, end = self._starts[after], self._ends[after]
            return start + min(clean - self._clean_starts[after], max(end - start - 1, 0))
        return clean - self._shifts[after]

    def span(self, start: int, end: int) -> Span:
        """Return the raw span of the clean characters `[start, end)`."""
        if not self._starts:
            return Span(start, end)
        first = self.position(start)
        return Span(first, self.position(end - 1) + 1 if end > start else first)


class Origin(NamedTuple):
    """Where a block's text comes from: its first position in an aligned text."""

    alignment: Alignment
    start: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the document: one line of the source with its kind, its section path and its sentences.

    `index` counts all blocks of the document from 0, also those that cleaning set aside. `text` is clean, and `origin`
    maps it to the raw text. `bounds` are the places of its sentences in `text`, which only body-like kinds have;
    `run_in` says that the first of them is a heading.
    """

    index: int
    kind: Kind
    section: tuple[str, ...]
    text: str
    origin: Origin = field(repr=False)
    bounds: tuple[tuple[int, int], ...] = ()
    run_in: bool = False

    @property
    def span(self) -> Span:
        """The raw characters of the block."""
        return self.locate(0, len(self.text))

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the block, in order; empty for kinds that are no body."""
        return tuple(
            Sentence(self.text[start:end], self.locate(start, end), start, heading=self.run_in and number == 0)
            for number, (start, end) in enumerate(self.bounds)
        )

    @property
    def is_body(self) -> bool:
        """Whether the block is tagged and summarized."""
        return self.kind in BODY_KINDS

    def locate(self, start: int, end: int) -> Span:
        """Return the raw span of the characters `[start, end)` of `text`."""
        return self.origin.alignment.span(self.origin.start + start, self.origin.start + end)


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read, cleaned and cut into blocks.

    `raw` is the decoded text as read and the frame of every span; `ledger` holds each edit that leads from it to the
    clean text, `suspicions` what looks like a slip and was left alone. `name` is the path as it was given, `notices`
    what reading noticed: bytes that are no text, pages without text, which columns of a table were taken.
    """

    name: str
    raw: str
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    ledger: Sequence[Edit]
    suspicions: tuple[Suspicion, ...]
    fields: dict[str, Field]
    notices: tuple[str, ...] = ()

    def _value(self, field: str) -> str | None:
        return self.fields[field].value if field in self.fields else None

    @property
    def title(self) -> str | None:
        """The title, or None where the document has none."""
        return self._value("title")

    @property
    def date(self) -> str | None:
        """The date of issue as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or None where the document states none."""
        return self._value("date")

    @property
    def region(self) -> str | None:
        """The place the document is about (`江苏省镇江市`), or None."""
        return self._value("region")

    @property
    def source(self) -> str | None:
        """The medium or body that the document names as its source, or None."""
        return self._value("source")

    @property
    def author(self) -> str | None:
        """Who wrote the text, as its byline says, or None."""
        return self._value("author")

    @property
    def issuer(self) -> str | None:
        """The body that issued the document, or None."""
        return self._value("issuer")

    @property
    def number(self) -> str | None:
        """The number of an official document (`镇政发〔2024〕12号`), or None."""
        return self._value("number")

    @property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs that are tagged and summarized."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.kind in BODY_KINDS)
