"""The main job behind `kechuang digest`: run it, and write each file that was asked for as the documents pass."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from toolkit.cli.inputs import documents_of
from toolkit.cli.options import DigestFormat
from toolkit.cli.tagging import chosen_tagger
from toolkit.cli.targets import Target
from toolkit.cli.writing import is_quiet, report_failures, say, write_json, write_pieces, write_tables
from toolkit.digests import Digester, Digests, Lengths, ThemeOrder, together
from toolkit.document import Document
from toolkit.errors import ReadError
from toolkit.folders import bundled
from toolkit.labels import Codebook
from toolkit.outputs import open_output
from toolkit.reports import records, tables, terminal
from toolkit.reports.entries import reported
from toolkit.reports.formats import REPORTS
from toolkit.reports.markdown import digests_markdown
from toolkit.summarization import Focus


class DigestOptions(NamedTuple):
    """What the options of `kechuang digest` mean for files."""

    model: Path | None
    themes: Path | None
    lengths: Lengths
    focus: Focus
    order: ThemeOrder
    columns: list[str] | None


def digest_files(paths: list[str], options: DigestOptions, target: Target) -> None:
    """Digest files (without any, the seeds), write what was asked for, and name the files that failed."""
    tagger = chosen_tagger(options.model, options.themes)
    digester = Digester(tagger=tagger, lengths=options.lengths, focus=options.focus, order=options.order)
    failures: list[ReadError] = []
    documents = documents_of(paths or [str(bundled("seeds"))], options.columns, failures=failures)
    digests = _run(documents, target, digester=digester, codebook=tagger.codebook_, failures=failures)
    if not (target.files and is_quiet()):
        _show(digests, target, codebook=tagger.codebook_)
    if target.told:
        write_json(records.overview_record(digests, target.names), None, force=False)
    elif target.files:
        say(f"results in {target.place}: {', '.join(target.names)}")
    report_failures(digests.failures)


def _run(
    documents: Iterator[Document], target: Target, *, digester: Digester, codebook: Codebook, failures: list[ReadError]
) -> Digests:
    """Digest documents while they are read, and write the files of the target: all of them, or none."""
    with ExitStack() as stack:
        reports = []
        for path, (form, name) in target.files.items():
            stream = stack.enter_context(open_output(path, force=target.force))
            reports.append(REPORTS[form][name](stream, codebook))
            stack.callback(reports[-1].close)
        for some in together(_with_progress(documents)):
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


def _with_progress(items: Iterator[Document]) -> Iterator[Document]:
    """Show progress on a terminal, and nothing in a pipe."""
    if is_quiet() or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description="文档", console=Console(stderr=True), transient=True)


def _show(digests: Digests, target: Target, *, codebook: Codebook) -> None:
    """Write digests as one text: the overview, and the lines too where no file holds them."""
    output, force = target.output, target.force
    if target.shown is DigestFormat.text:
        parts = terminal.overview_tables(digests, codebook)
        lines = [] if target.files else terminal.digest_lines(digests)
        write_tables([*parts, *lines], output, force=force)
    elif target.shown is DigestFormat.markdown:
        write_pieces([digests_markdown(digests)], output, force=force)
    elif target.shown is DigestFormat.json:
        write_json(records.digests_record(digests), output, force=force)
    elif target.shown is not None:
        write = tables.to_json_lines if target.shown is DigestFormat.jsonl else tables.to_csv
        write_pieces(write(records.digest_line_records(digests)), output, force=force)
