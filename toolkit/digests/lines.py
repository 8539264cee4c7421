"""The types of a digest: lines with citations, digests of documents and of themes, and the overviews beside them."""

from dataclasses import dataclass
from html import escape

from toolkit.arguments import check_count
from toolkit.document import Span
from toolkit.duplicates import Duplicates

_SHOWN_DOCUMENTS = 50


@dataclass(frozen=True, slots=True)
class DigestLine:
    """A verbatim line with its citation: document, block number and raw span.

    `sources` names all documents that state the same, the cited one first. `section` holds the headings above
    the line, outermost first, `context` the head of the list or sentence that it is taken from.
    """

    document: str
    paragraph: int
    span: Span
    text: str
    score: float
    sources: tuple[str, ...]
    section: tuple[str, ...] = ()
    context: str = ""


@dataclass(frozen=True, slots=True)
class DocumentDigest:
    """The main lines of one document in its order, with what the document says about itself.

    `shares` gives for each theme the share of the body paragraphs that carry it, in [0, 1]; `duplicates` tells what of
    the document was in those before it.
    """

    document: str
    title: str | None
    date: str | None
    region: str | None
    source: str | None
    lines: tuple[DigestLine, ...]
    paragraphs: int
    shares: dict[str, float]
    duplicates: Duplicates | None = None

    @property
    def chars(self) -> int:
        """The characters of all lines together."""
        return sum(len(line.text) for line in self.lines)


@dataclass(frozen=True, slots=True)
class ThemeDigest:
    """The main lines of one theme over all documents.

    `paragraphs` and `characters` count the text that carries the theme, `terms` are the words typical of it.
    """

    theme: str
    name: str
    lines: tuple[DigestLine, ...]
    paragraphs: int
    characters: int
    terms: tuple[str, ...]

    @property
    def chars(self) -> int:
        """The characters of all lines together."""
        return sum(len(line.text) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Digests:
    """The digests of documents and of themes, with the versions that made them and the files that failed."""

    documents: tuple[DocumentDigest, ...]
    themes: tuple[ThemeDigest, ...]
    failures: tuple[str, ...]
    version: str
    model: str

    def _repr_html_(self) -> str:
        """What a notebook shows: how much of each theme each document has, and the lines of the themes."""
        names = "".join(f"<th>{escape(theme.name)}</th>" for theme in self.themes)
        rows = "".join(
            f'<tr><td style="text-align:left">{escape(entry.title or entry.document)}</td><td>{entry.paragraphs}</td>'
            + "".join(f"<td>{share:.0%}</td>" for share in entry.shares.values())
            for entry in self.documents[:_SHOWN_DOCUMENTS]
        )
        lines = "".join(
            f"<details><summary>{escape(theme.name)}（{theme.paragraphs} 段）</summary>"
            f"<ul>{_items(theme.lines)}</ul></details>"
            for theme in self.themes
        )
        head = f"<thead><tr><th>{len(self.documents)} 篇文档</th><th>段数</th>{names}</tr></thead>"
        return f"<div><table>{head}<tbody>{rows}</tbody></table>{lines}</div>"


def _items(lines: tuple[DigestLine, ...]) -> str:
    return "".join(f"<li>{escape(line.text)} 〔{escape(line.document)} ¶{line.paragraph}〕</li>" for line in lines)


@dataclass(frozen=True, slots=True)
class Lengths:
    """The room for digests, in characters; each is a hard limit.

    `max_chars` holds for each document (without it a tenth of the text, between 200 and 800), `theme_chars` for each
    theme.

    Raises
    ------
    OptionError
        If a limit is no whole number of at least 1.
    """

    max_chars: int | None = None
    theme_chars: int = 800

    def __post_init__(self) -> None:
        check_count(self.theme_chars, name="theme_chars")
        if self.max_chars is not None:
            check_count(self.max_chars, name="max_chars")

    def of_document(self, length: int) -> int:
        """The most characters for the digest of a document of `length` characters."""
        return self.max_chars if self.max_chars is not None else min(max(length // 10, 200), 800)
