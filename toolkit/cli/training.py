"""What `kechuang train` and `kechuang evaluate` do: fit, score by cross-validation, and write the card."""

from pathlib import Path
from typing import Any, NamedTuple

from toolkit.cli.tagging import chosen_tagger, say_warnings, trained_saying
from toolkit.errors import ModelError, OptionError, OutputError
from toolkit.evaluation import Agreement, Scores, agreement, evaluate, evaluate_held_out
from toolkit.folders import bundled, measuring
from toolkit.labels import (
    Codebook,
    LabelledText,
    label_warnings,
    load_codebook,
    load_labels,
    refuse_missing_examples,
)
from toolkit.outputs import write_file
from toolkit.reports.card import model_card
from toolkit.tagging import ThemeTagger


class Training(NamedTuple):
    """What a training did: on how many texts, and the scores that its card states."""

    texts: int
    scores: dict[str, Scores]

    def __str__(self) -> str:
        found = [f"macro F1 {entry.macro_f1:.3f} on {name}" for name, entry in self.scores.items()]
        return "; ".join([f"trained on {self.texts} texts" if self.texts else "keyword rules only", *found])

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {"texts": self.texts, "scores": {name: entry.as_dict() for name, entry in self.scores.items()}}


def train_and_write(output: Path, labels: list[Path] | None, themes: Path | None, *, force: bool) -> Training:
    """Train, write model and card, and return what was done."""
    card = output.with_suffix(".md")
    for path in (output, card):
        if path.exists() and not force:
            raise OutputError(f"{path}: the file exists and is kept; use --force to replace it, or another name")
    codebook = load_codebook(themes)
    rows = _labels(labels, themes, codebook)
    tagger = trained_saying(rows, codebook)
    scores = _scores(tagger, rows)
    write_file(output, tagger.dump(), force=force)
    write_file(card, model_card(tagger, scores, agreement(rows, codebook.ids)).encode(), force=force)
    return Training(len(rows), scores)


def _labels(labels: list[Path] | None, themes: Path | None, codebook: Codebook) -> list[LabelledText]:
    """The labels that are given; with a codebook alone none, and with nothing those that ship."""
    return [] if labels is None and themes is not None else load_labels(labels, codebook=codebook)


def _scores(tagger: ThemeTagger, rows: list[LabelledText]) -> dict[str, Scores]:
    """What the card states: scores by cross-validation, and on paragraphs of other cities where they are present.

    The paragraphs are labelled by the codebook that ships, so they measure only taggers of its themes.
    """
    found = {
        f"labelled {unit}s, cross-validated by document": scores
        for unit, scores in evaluate_held_out(tagger, rows).items()
    }
    shared = measuring()
    if shared is not None and tagger.codebook_.ids == load_codebook().ids:
        found["real paragraphs of other cities"] = evaluate(
            tagger, load_labels(shared / "eval" / "paragraphs_dev.jsonl", codebook=tagger.codebook_)
        )
    return found


def evaluations(labels: list[Path] | None, model: Path | None, themes: Path | None) -> dict[str, Scores]:
    """Return the scores that `kechuang evaluate` shows, by what they are measured on.

    Raises
    ------
    OptionError
        If a model or a codebook is given and no labels to measure it on.
    """
    if labels is not None:
        tagger = chosen_tagger(model, themes)
        rows = load_labels(labels, codebook=tagger.codebook_)
        scores = evaluate(tagger, rows)
        say_warnings(
            f"theme {theme.theme!r} is carried by none of the {len(rows)} texts; its F1 of 0 counts in the mean"
            for theme in scores.themes
            if not theme.support
        )
        return {", ".join(map(str, labels)): scores}
    if model is not None or themes is not None:
        raise OptionError(f"{model or themes}: give --labels too, texts that the tagger was not trained on")
    codebook = load_codebook()
    rows = load_labels(codebook=codebook)
    return _scores(trained_saying(rows, codebook), rows)


def annotators(labels: list[Path] | None, themes: Path | None) -> Agreement:
    """Return how far the two annotators of the labels agree.

    Raises
    ------
    OptionError
        If no text has the labels of two annotators.
    """
    codebook = load_codebook(themes)
    found = agreement(load_labels(labels, codebook=codebook), codebook.ids)
    if found is None:
        raise OptionError('no text has the labels of two annotators; give lines with "annotator_a" and "annotator_b"')
    return found


def check_labels(labels: list[Path] | None, themes: Path | None) -> str:
    """Check codebook and labels, say what weakens them, and return a line with the counts.

    Raises
    ------
    LabelsError
        If there is a fault in either.
    """
    codebook = load_codebook(themes)
    rows = _labels(labels, themes, codebook)
    if rows:
        refuse_missing_examples(rows, codebook)
    say_warnings(label_warnings(rows, codebook))
    both = sum(row.annotators is not None for row in rows)
    people = f" ({both} by two annotators)" if both else ""
    return f"{len(codebook.themes)} themes, {len(rows)} labelled texts{people}: no fault found"


def card_of(model: Path | None) -> str:
    """Return the card that lies beside a model file, or that of the shipped model.

    Raises
    ------
    ModelError
        If there is none.
    """
    path = model.with_suffix(".md") if model is not None else bundled("models") / "themes.md"
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ModelError(f"{path}: no card ({error.strerror}); `kechuang train` writes one beside the model") from None
