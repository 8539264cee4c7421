"""The main job behind `kechuang digest`: run it, and write each file that was asked for as the documents pass."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from toolkit.cli.options import DigestFormat
from toolkit.cli.writing import report_failures, write_pieces, write_tables
from toolkit.digests import Digester, Digests, together
from toolkit.document import Document
from toolkit.errors import OptionError, OutputError, ReadError
from toolkit.labels import Codebook
from toolkit.outputs import open_output
from toolkit.reports import records, tables, terminal
from toolkit.reports.entries import reported
from toolkit.reports.formats import REPORTS
from toolkit.reports.markdown import digests_markdown

ALWAYS = (DigestFormat.markdown, DigestFormat.json, DigestFormat.jsonl)
"""What a folder of results holds at least."""
_TEXTS = {DigestFormat.text, *ALWAYS, DigestFormat.csv}
_ENDINGS = {".md": "markdown", ".txt": "text"}


class Target(NamedTuple):
    """Where results go: `shown` is the format of the one text that is written at the end, and `files` the reports."""

    shown: DigestFormat | None
    output: Path | None
    files: dict[Path, tuple[str, str]]
    force: bool


def find_target(forms: Sequence[DigestFormat], output: Path | None, *, force: bool) -> Target:
    """Return what is to be written where; a file's format is the one given, or else that of its ending.

    Raises
    ------
    OptionError
        If the formats do not fit the place.
    OutputError
        If a file exists and `force` is not given: asked before the work, not after it.
    """
    if output is not None and not output.suffix:
        wanted = dict.fromkeys([*ALWAYS, *forms])
        files = {output / name: (form.value, name) for form in wanted for name in REPORTS.get(form.value, ())}
        target = Target(DigestFormat.text, None, files, force)
    else:
        target = _single(list(forms) or [_by_ending(output)], output, force=force)
    there = [path for path in target.files if path.exists()]
    if there and not force:
        raise OutputError(f"{there[0]}: the file exists and is kept; use --force to replace it, or another name")
    return target


def _by_ending(output: Path | None) -> DigestFormat:
    ending = output.suffix.lower() if output is not None else ".txt"
    name = _ENDINGS.get(ending, ending.lstrip("."))
    return DigestFormat(name) if name in DigestFormat.__members__ else DigestFormat.text


def _single(forms: list[DigestFormat], output: Path | None, *, force: bool) -> Target:
    if len(forms) > 1:
        raise OptionError("several formats need a folder; give --output FOLDER, or one format")
    form = forms[0]
    if form in _TEXTS:
        return Target(form, output, {}, force)
    if output is None:
        raise OptionError(
            f"{form.value} is no text for a terminal; give --output FOLDER or --output digest.{form.value}"
        )
    return Target(None, None, {output: (form.value, next(iter(REPORTS[form.value])))}, force)


def run_digest(
    documents: Iterator[Document], target: Target, *, digester: Digester, codebook: Codebook, failures: list[ReadError]
) -> Digests:
    """Digest documents while they are read, and write the files of the target: all of them, or none."""
    with ExitStack() as stack:
        reports = []
        for path, (form, name) in target.files.items():
            stream = stack.enter_context(open_output(path, force=target.force))
            reports.append(REPORTS[form][name](stream, codebook))
            stack.callback(reports[-1].close)
        for some in together(_shown(documents)):
            found = digester.add_all(some)
            for passed in map(reported, found if reports else ()):
                for report in reports:
                    report.add(passed)
        digests = digester.finish(tuple(map(str, failures)))
        if not digests.documents:  # leaves what an earlier run wrote as it is
            report_failures(failures)
        for report in reports:
            report.finish(digests)
    return digests


def _shown(items: Iterator[Document]) -> Iterator[Document]:
    """Show progress on a terminal, and nothing in a pipe."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description="文档", console=Console(stderr=True), transient=True)


def write_digests(digests: Digests, target: Target, *, codebook: Codebook) -> None:
    """Write digests as one text: the overview, and the lines too where no file holds them."""
    output, force = target.output, target.force
    if target.shown is DigestFormat.text:
        parts = terminal.overview_tables(digests, codebook)
        lines = [] if target.files else terminal.digest_lines(digests)
        write_tables([*parts, *lines], output, force=force)
    elif target.shown is DigestFormat.markdown:
        write_pieces([digests_markdown(digests)], output, force=force)
    elif target.shown is DigestFormat.json:
        write_pieces([tables.to_json(records.digests_record(digests))], output, force=force)
    elif target.shown is not None:
        write = tables.to_json_lines if target.shown is DigestFormat.jsonl else tables.to_csv
        write_pieces(write(records.digest_line_records(digests)), output, force=force)
