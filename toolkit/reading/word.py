"""Word files (.docx) read from their XML: styles, Word's own numbering, tables, notes, text boxes, final text."""

from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from toolkit.document import Block
from toolkit.errors import ReadError
from toolkit.reading.limits import MAX_ELEMENTS
from toolkit.reading.office_xml import parse_xml
from toolkit.reading.raw import Documents, Extract, Given, RawText, Source
from toolkit.reading.word_numbering import BULLET, Numbering
from toolkit.reading.word_styles import Styles
from toolkit.reading.zipped import open_zip, read_member

_MAIN = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
W = f"{{{_MAIN.decode()}}}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NOT_FINAL = (W + "del", W + "moveFrom", _FALLBACK, W + "rt")  # rt: a pronunciation set above the characters
_PROPERTIES = frozenset({W + "rPr", W + "trPr"})  # where a deletion is of a paragraph's mark, or of a row
_PIECES = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_TEXTS = frozenset({W + "t", _MATH})
_WRAPPERS = frozenset(W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_DUBLIN = {"title": "{http://purl.org/dc/elements/1.1/}title", "author": "{http://purl.org/dc/elements/1.1/}creator"}
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def read(source: Source) -> Documents:
    """Yield the text of a Word file, a paragraph or a table row a line, notes at the end."""
    with open_zip(source.data, source.name) as archive:
        members = frozenset(archive.namelist())
        parts = _Parts(archive, members, source.name)
        root = parts.root(_main_part(members))
        if root is None:
            raise ReadError(
                f"{source.name}: no Word text inside (word/document.xml is missing); save it again as .docx"
            )
        body = Body(Styles(parts.root("word/styles.xml")), Numbering(parts.root("word/numbering.xml")))
        _keep_final_text(root)
        for container in root.iter(W + "body"):
            body.add_all(container)
        for part in _NOTES:
            body.add_notes(parts.root(part))
        given = _properties(parts.root("docProps/core.xml"))
    body.extract.settle_title()
    if not len(body.extract):
        raise ReadError(f"{source.name}: the Word file holds no text, only pictures or nothing; it needs OCR first")
    yield RawText(body.extract.text, source.name, "docx", body.extract.blocks, given)


class _Parts:
    """The XML parts of one office file."""

    def __init__(self, archive: ZipFile, members: frozenset[str], name: str) -> None:
        self._archive, self._members, self._name = archive, members, name

    def root(self, part: str) -> Any:
        """Parse a part; None where the file has no such part."""
        if part not in self._members:
            return None
        data = read_member(self._archive, part, self._name).replace(_STRICT, _MAIN)
        if data.count(b"<") > 2 * MAX_ELEMENTS:
            raise ReadError(f"{self._name}: over {MAX_ELEMENTS:,} elements in {part}; split the file")
        return parse_xml(data, self._name)


def _main_part(members: frozenset[str]) -> str:
    usual = "word/document.xml"
    others = sorted(name for name in members if name.startswith("word/document") and name.endswith(".xml"))
    return usual if usual in members or not others else others[0]


def _keep_final_text(root: Any) -> None:
    """Drop deletions, the old place of a move and doubles for old programs; put text boxes after their paragraph."""
    for element in list(root.iter(*_NOT_FINAL)):
        parent = element.getparent()
        if parent is not None and parent.tag not in _PROPERTIES:
            parent.remove(element)
    for box in reversed(list(root.iter(W + "txbxContent"))):
        anchor = next(box.iterancestors(W + "p"), None)
        if anchor is not None:
            for child in reversed(list(box)):
                anchor.addnext(child)


def _properties(root: Any) -> dict[str, Given]:
    """Title and author as Word noted them; its dates are of the file, not of issue, and stay out."""
    if root is None:
        return {}
    found = {name: (root.findtext(tag) or "").strip() for name, tag in _DUBLIN.items()}
    return {name: Given(value, f"word {name}", sure=False) for name, value in found.items() if value}


class Body:
    """The text of a Word file while its elements are visited in order."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.extract = Extract()
        self._styles, self._numbering = styles, numbering
        self._carried = ""

    def add_all(self, container: Any) -> None:
        """Add the paragraphs and tables in a container."""
        for child in container:
            if child.tag == W + "p":
                self._add_paragraph(child)
            elif child.tag == W + "tbl":
                self._add_table(child)
            elif child.tag in _WRAPPERS or str(child.tag).startswith(_CHOICES):
                self.add_all(child)

    def add_notes(self, root: Any) -> None:
        """Add footnotes or endnotes, each as one line with its number."""
        notes = [] if root is None else [note for note in root if note.get(W + "type") in {None, "normal"}]
        for number, note in enumerate(notes, 1):
            text = " ".join(part for paragraph in note.iter(W + "p") if (part := _text(paragraph).strip()))
            if text:
                self.extract.add(f"[{number}] {text}", Block("footnote"))

    def _add_paragraph(self, paragraph: Any) -> None:
        line, block = self._line(paragraph)
        if _is_joined_to_next(paragraph):
            self._carried += line
        else:
            self.extract.add(self._carried + line, block)
            self._carried = ""

    def _line(self, paragraph: Any) -> tuple[str, Block | None]:
        """The text of a paragraph with the label that Word shows before it, and what its style says."""
        text = _text(paragraph)
        if not text.strip():
            return "", None
        properties = paragraph.find(W + "pPr")
        style = self._styles.of(properties)
        label = self._numbering.label(*self._styles.numbering(properties))
        if label == BULLET and style is None:
            style = Block("list_item")
        return label + text.strip(" ") if label else text, style

    def _add_table(self, table: Any) -> None:
        for row in _children(table, W + "tr"):
            if row.find(f"{W}trPr/{W}del") is None:
                self.extract.add_row([list(self._cell_lines(cell)) for cell in _children(row, W + "tc")])

    def _cell_lines(self, cell: Any) -> Iterator[str]:
        for paragraph in cell.iter(W + "p"):
            line, _ = self._line(paragraph)
            yield line


def _children(element: Any, tag: str) -> Iterator[Any]:
    """The children of one tag, also inside content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _is_joined_to_next(paragraph: Any) -> bool:
    """Tell whether the mark at the paragraph's end is itself deleted."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _text(paragraph: Any) -> str:
    pieces = []
    for element in paragraph.iter(*_TEXTS, *_PIECES):
        if element.tag in _TEXTS:
            if not _is_hidden(element.getparent()):
                pieces.append(element.text or "")
        elif element.getparent().tag == W + "r" and element.get(W + "type") in {None, "textWrapping"}:
            pieces.append(_PIECES[element.tag])
    return "".join(pieces)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(W + "val") not in {"0", "false", "off"}
