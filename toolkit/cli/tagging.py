"""The tagger that a command works with: of a model file, of a codebook's terms alone, or the shipped one."""

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.cli.writing import say
from toolkit.errors import OptionError

if TYPE_CHECKING:
    from toolkit.labels import Codebook, LabelledText
    from toolkit.tagging import ThemeTagger


def chosen_tagger(model: Path | None, themes: Path | None) -> "ThemeTagger":
    """Return the tagger of a model file, or of a codebook's terms alone; without either, the shipped one.

    Raises
    ------
    OptionError
        If both are given.
    """
    from toolkit.labels import load_codebook
    from toolkit.tagging import load_tagger

    if model is not None and themes is not None:
        raise OptionError("--model and --themes exclude each other: a model has its own themes; give one of them")
    tagger = load_tagger(model) if themes is None else trained_saying([], load_codebook(themes))
    if tagger.rules_only and themes is None:
        say(f"warning: {model}: this model goes by the terms of its codebook alone")
    return tagger


def trained_saying(rows: "list[LabelledText]", codebook: "Codebook") -> "ThemeTagger":
    """Train a tagger, and say on standard error what the library warns of."""
    from toolkit.training import LabelsWarning, train

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", LabelsWarning)
        tagger = train(rows, codebook=codebook)
    say_warnings(str(warning.message) for warning in caught if issubclass(warning.category, LabelsWarning))
    return tagger


def say_warnings(found: Iterable[str]) -> None:
    """Say each warning as a line on standard error."""
    for message in found:
        say(f"warning: {message}")
