"""The types along a document's road: sentences, paragraphs, sections and the document that holds them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from toolkit.document.spans import Alignment, Edit, Field, Origin, Span, Suspicion

__all__ = [
    "BODY_KINDS",
    "Alignment",
    "Block",
    "Document",
    "Edit",
    "Field",
    "Kind",
    "Origin",
    "Paragraph",
    "Section",
    "Sentence",
    "Span",
    "Suspicion",
]

Kind = Literal[
    "title", "byline", "heading", "body", "list_item", "caption", "quote", "table", "footnote", "boilerplate", "spam"
]


class Block(NamedTuple):
    """What the format of a file says about a line: its kind, and for a heading its depth counted from 1."""

    kind: Kind
    level: int | None = None


BODY_KINDS: frozenset[str] = frozenset({"body", "list_item", "quote"})
"""The kinds that are tagged and summarized."""


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

    def _repr_html_(self) -> str:
        from toolkit.document.display import document_html

        return document_html(self)

    @property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs that are tagged and summarized."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.kind in BODY_KINDS)
