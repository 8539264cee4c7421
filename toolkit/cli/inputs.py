"""From the paths of a command line to documents, and outputs that would fall on them refused."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.cli.options import parse_columns
from toolkit.cli.writing import noticed, say
from toolkit.errors import OptionError, ReadError

if TYPE_CHECKING:
    from toolkit.document import Document


def documents_of(
    paths: Sequence[str], columns: list[str] | None, *, failures: list[ReadError], keep: frozenset[str] = frozenset()
) -> "Iterator[Document]":
    """Read the documents that paths mean, saying what reading noticed."""
    from toolkit.pipeline import read_each
    from toolkit.reading import distinct_paths

    if repeated := len(paths) - len(list(distinct_paths(paths))):
        say(f"note: {repeated} of the paths name what another one names; each is read once")
    return noticed(read_each(paths, failures=failures, columns=parse_columns(columns), keep=keep))


def refuse_inputs(output: Path | None, paths: Iterable[str | Path]) -> None:
    """Refuse an output that is one of the inputs, also with --force.

    Raises
    ------
    OptionError
        If the output is an input, or a document of a folder or glob that is one.
    """
    if output is not None and output.exists() and any(_is_input(output.resolve(), str(path)) for path in paths):
        raise OptionError(f"--output {output}: this is an input, and inputs are never written to; give another place")


def _is_input(output: Path, path: str) -> bool:
    from toolkit.reading.paths import MEMBER, STANDARD_INPUT, find_inputs

    if path == STANDARD_INPUT:
        return False
    if output in (Path(path).resolve(), Path(path.partition(MEMBER)[0]).resolve()):
        return True
    if output.is_dir():
        return False
    try:
        return any(entry.path.name == output.name and entry.path.resolve() == output for entry in find_inputs([path]))
    except ReadError:
        return False  # said when it is read
