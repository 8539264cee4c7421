"""Footnotes, which python-docx has no call for: their part of the package, and the marks in the text."""

from typing import Any
from xml.sax.saxutils import escape

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_START = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {_NAMESPACE}>'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_MARK = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'


class Footnotes:
    """The footnotes of a document, numbered as they are added."""

    def __init__(self, document: Any) -> None:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        package = document.part.package
        self._part = Part(PackURI("/word/footnotes.xml"), _TYPE, b"", package)
        document.part.relate_to(self._part, _RELATION)
        self._notes: list[str] = []

    def add(self, paragraph: Any, text: str) -> None:
        """Put a mark at the end of a paragraph, and the text at the foot of its page."""
        from docx.oxml import parse_xml

        number = len(self._notes) + 1
        run = f'<w:r {_NAMESPACE}>{_MARK}<w:footnoteReference w:id="{number}"/></w:r>'
        paragraph._p.append(parse_xml(run))
        self._notes.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            f"<w:r>{_MARK}<w:footnoteRef/></w:r>"
            f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        )

    def finish(self) -> None:
        """Put the notes into the package; nothing is added after it."""
        self._part._blob = ("".join([_START, *self._notes, "</w:footnotes>"])).encode()
