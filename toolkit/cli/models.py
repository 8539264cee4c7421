"""Commands on models: train, evaluate, explain, themes."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.inputs import refuse_inputs
from toolkit.cli.options import (
    ExplainFormat,
    Force,
    Json,
    Labels,
    Model,
    Output,
    RecordFormat,
    Report,
    Tables,
    Themes,
    chosen_format,
)
from toolkit.cli.writing import destination, say, write_json, write_pieces, write_records, write_tables
from toolkit.errors import OptionError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from toolkit.tagging import Explanation


def train(
    output: Annotated[Path, typer.Option("--output", "-o", help="The model file to write; its card lies beside it.")],
    labels: Labels = None,
    themes: Themes = None,
    as_json: Annotated[bool, typer.Option("--json", help="Tell as JSON what was done.")] = False,
    force: Force = False,
) -> None:
    """Train a tagger from labelled texts, and write the model and its card.

    With --themes and no --labels the tagger goes by the terms of the codebook alone.

    Example: kechuang train --labels my.jsonl --themes my_themes.toml --output my.model
    """
    from toolkit.cli.training import train_and_write

    card = output.with_suffix(".md")
    refuse_inputs(output, _given(labels, themes))
    refuse_inputs(card, _given(labels, themes))
    done = train_and_write(output, labels, themes, force=force)
    if as_json:
        write_json({"files": [output.name, card.name], **done.as_dict()}, None, force=False)
    else:
        say(f"{output}: {done}")


def evaluate(
    labels: Labels = None,
    model: Model = None,
    themes: Themes = None,
    agreement: Annotated[bool, typer.Option("--agreement", help="How far two annotators agree, instead.")] = False,
    form: Tables = Report.text,
    as_json: Json = False,
    output: Output = None,
    force: Force = False,
) -> None:
    """Score the tagger on labelled texts; without --labels, by cross-validation on the labels that ship.

    Example: kechuang evaluate --labels my_test.jsonl
    """
    from toolkit.cli.training import annotators, evaluations
    from toolkit.reports.scores import agreement_table, scores_tables

    form = chosen_format(form, as_json)
    refuse_inputs(output, _given(labels, themes, model))
    if agreement:
        people = annotators(labels, themes)
        data = people.as_dict()
        parts: list[RenderableType] = [agreement_table(people)]
    else:
        found = evaluations(labels, model, themes)
        data = {name: scores.as_dict() for name, scores in found.items()}
        parts = [part for name, scores in found.items() for part in scores_tables(name, scores)]
    if form is Report.json:
        write_json(data, output, force=force)
    else:
        write_tables(parts, output, force=force)


def explain(
    text: Annotated[str, typer.Argument(help="A text, or - for standard input.")],
    model: Model = None,
    themes: Themes = None,
    form: Annotated[
        ExplainFormat, typer.Option("--format", "-f", help="text, json, jsonl, csv or html.")
    ] = ExplainFormat.text,
    as_json: Json = False,
    output: Output = None,
    force: Force = False,
) -> None:
    """Explain the themes of a text: the exact weight of every term.

    Example: kechuang explain "将市级科技风险补偿资金池从3200万元增至5200万元。"
    """
    from toolkit.cli.tagging import chosen_tagger
    from toolkit.reading import read_raw

    form = chosen_format(form, as_json)
    if not text.strip():
        raise OptionError("explain: the text is empty; give a sentence, or - for standard input")
    tagger = chosen_tagger(model, themes)
    found = tagger.explain(read_raw("-").text if text == "-" else text)
    _write_explanations(found, form, (output, force))


def _write_explanations(found: "dict[str, Explanation]", form: ExplainFormat, target: tuple[Path | None, bool]) -> None:
    from dataclasses import asdict

    from toolkit.reports import explanations

    output, force = target
    if form is ExplainFormat.json:
        data = {name: asdict(entry) for name, entry in found.items()}
        write_json(data, output, force=force)
    elif form is ExplainFormat.html:
        write_pieces([explanations.explanations_html(found)], output, force=force)
    elif form is ExplainFormat.text:
        write_tables(explanations.explanation_tables(found), output, force=force)
    else:
        write_records(explanations.term_records(found), RecordFormat(form.value), output, force=force)


def themes(
    check: Annotated[bool, typer.Option("--check", help="Check the codebook and the labels instead.")] = False,
    card: Annotated[bool, typer.Option("--card", help="Show the card of the model.")] = False,
    model: Model = None,
    labels: Labels = None,
    themes: Themes = None,
    form: Tables = Report.text,
    as_json: Json = False,
) -> None:
    """Show the themes of the codebook; with --check, check it and the labels.

    Example: kechuang themes --check
    """
    from toolkit.cli.training import card_of, check_labels
    from toolkit.labels import load_codebook
    from toolkit.reports.records import theme_records
    from toolkit.reports.scores import themes_table
    from toolkit.reports.terminal import print_markdown

    machine = chosen_format(form, as_json) is Report.json
    if machine and (check or card):
        raise OptionError("--check and --card are words for people; leave --json and --format json out")
    if card:
        with destination(None, force=False) as stream:
            print_markdown(stream, card_of(model))
    elif check:
        say(check_labels(labels, themes))
    elif machine:
        write_json(theme_records(load_codebook(themes)), None, force=False)
    else:
        write_tables([themes_table(load_codebook(themes))], None, force=False)


def _given(labels: list[Path] | None, *files: Path | None) -> list[Path]:
    """The files that a command reads."""
    return [*(labels or ()), *filter(None, files)]
