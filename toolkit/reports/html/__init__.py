"""The digest as one HTML page: it opens from disk, asks for nothing, and runs no script but its own."""

import tempfile
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, BinaryIO

from toolkit.digests import Digests
from toolkit.labels import Codebook
from toolkit.reports.entries import Report, ReportedDocument
from toolkit.reports.html.overview import overview
from toolkit.reports.html.texts import script_json, text_data
from toolkit.tagging.highlighting import plain_color

if TYPE_CHECKING:
    from jinja2 import Template

_MOST_BYTES = 100_000_000  # of document texts; a page beyond it no browser opens, so later documents come without text
_PLACE_OF_TEXTS = "<!--texts-->"


class HtmlReport(Report):
    """Writes the page to a stream: documents are added one by one, and the page is written at the end.

    The texts wait in a temporary file, so that memory does not grow with them.
    """

    def __init__(self, stream: BinaryIO, codebook: Codebook) -> None:
        self._template = _template()
        self._stream, self._codebook = stream, codebook
        self._texts = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        self._count = self._size = 0

    def add(self, entry: ReportedDocument) -> None:
        """Add a document: its text with themes, evidence and edits."""
        if self._size < _MOST_BYTES:
            data = script_json(text_data(entry))
            self._size += self._texts.write(
                f'<script type="application/json" id="text-{self._count}">{data}</script>\n'.encode()
            )
        self._count += 1

    def finish(self, digests: Digests) -> None:
        """Write the page."""
        style, script = _asset("report.css") + _theme_colors(self._codebook), _asset("report.js")
        page = self._template.render(
            overview(digests),
            style=style,
            script=script,
            policy=_policy(style, script),
            names_json=script_json([theme.name for theme in digests.themes]),
        )
        head, foot = page.split(_PLACE_OF_TEXTS)
        self._stream.write(head.encode())
        self._texts.seek(0)
        while piece := self._texts.read(1 << 20):
            self._stream.write(piece)
        self._stream.write(foot.encode())

    def close(self) -> None:
        """Let go of the texts."""
        self._texts.close()


def _policy(style: str, script: str) -> str:
    """Nothing may be loaded or sent; only this style and this script hold, known by their digests."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _theme_colors(codebook: Codebook) -> str:
    """A class a theme with its colour as three numbers, from which the style makes tints."""
    colors = (plain_color(theme.color).lstrip("#") for theme in codebook.themes)
    rules = (
        f".t{number}{{--c:{','.join(str(int(color[at : at + 2], 16)) for at in (0, 2, 4))}}}"
        for number, color in enumerate(colors)
    )
    return "\n".join(rules) + "\n"


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(_asset("report.html.j2"))
