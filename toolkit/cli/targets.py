"""Where the results of a digest go: the files that were asked for, and what standard output shows."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from toolkit.cli.options import DigestFormat
from toolkit.errors import OptionError, OutputError
from toolkit.reports.formats import REPORTS

ALWAYS = (DigestFormat.markdown, DigestFormat.json, DigestFormat.jsonl)
"""What a folder of results holds at least."""
_TEXTS = {DigestFormat.text, *ALWAYS, DigestFormat.csv}
_ENDINGS = {".md": "markdown", ".txt": "text"}


class Target(NamedTuple):
    """What is written where.

    `place` is what --output named, a file or a folder. `shown` is the format of the one text that is written at the
    end, to `output` or else to standard output; `files` are the reports by their paths, each with its format and its
    name in there. `told` says that standard output has as JSON what was done.
    """

    place: Path | None
    shown: DigestFormat | None
    output: Path | None
    files: dict[Path, tuple[str, str]]
    force: bool = False
    told: bool = False

    @property
    def names(self) -> list[str]:
        """The names of the files that are written."""
        return [path.name for path in self.files or filter(None, [self.output])]


def find_target(forms: Sequence[DigestFormat], as_json: bool, output: Path | None, *, force: bool) -> Target:
    """Return what is to be written where; a file's format is the one given, or else that of its ending.

    Raises
    ------
    OptionError
        If the formats do not fit the place, or each other.
    OutputError
        If a file exists and `force` is not given: asked before the work, not after it.
    """
    if as_json and output is None:
        if set(forms) - {DigestFormat.json}:
            raise OptionError(f"--json and --format {forms[0].value} exclude each other; give one of them, or --output")
        forms = [DigestFormat.json]
    if output is None or output.suffix:
        target = _single(list(forms) or [_by_ending(output)], output)
    else:
        target = _folder(output, forms)
    there = [path for path in target.files if path.exists()]
    if there and not force:
        raise OutputError(f"{there[0]}: the file exists and is kept; use --force to replace it, or another name")
    if as_json and output is not None:
        return target._replace(shown=None if target.files else target.shown, force=force, told=True)
    return target._replace(force=force)


def _folder(output: Path, forms: Sequence[DigestFormat]) -> Target:
    wanted = dict.fromkeys([*ALWAYS, *forms])
    files = {output / name: (form.value, name) for form in wanted for name in REPORTS.get(form.value, ())}
    return Target(output, DigestFormat.text, None, files)


def _by_ending(output: Path | None) -> DigestFormat:
    ending = output.suffix.lower() if output is not None else ".txt"
    name = _ENDINGS.get(ending, ending.lstrip("."))
    return DigestFormat(name) if name in DigestFormat.__members__ else DigestFormat.text


def _single(forms: list[DigestFormat], output: Path | None) -> Target:
    if len(forms) > 1:
        raise OptionError("several formats need a folder; give --output FOLDER, or one format")
    form = forms[0]
    if form in _TEXTS:
        return Target(output, form, output, {})
    if output is None:
        raise OptionError(
            f"{form.value} is no text for a terminal; give --output FOLDER or --output digest.{form.value}"
        )
    return Target(output, None, None, {output: (form.value, next(iter(REPORTS[form.value])))})
