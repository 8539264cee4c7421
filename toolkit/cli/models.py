"""Commands on models: train, evaluate, explain, themes."""

import json
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.options import Force, Labels, Model, Output, Report, Themes
from toolkit.cli.writing import destination, say, write_pieces, write_tables


def train(
    output: Annotated[Path, typer.Option("--output", "-o", help="The model file to write; its card lies beside it.")],
    labels: Labels = None,
    themes: Themes = None,
    force: Force = False,
) -> None:
    """Train a tagger from labelled texts, and write the model and its card.

    Example: kechuang train --labels my.jsonl --themes my_themes.toml --output my.model
    """
    from toolkit.cli.training import train_and_write

    scores = train_and_write(output, labels, themes, force=force)
    say(f"{output}: {scores}")


def evaluate(
    labels: Labels = None,
    model: Model = None,
    form: Annotated[Report, typer.Option("--format", "-f", help="text or json.")] = Report.text,
    output: Output = None,
    force: Force = False,
) -> None:
    """Score the tagger on labelled texts; without --labels, on the seeds, each left out of training in turn.

    Example: kechuang evaluate --labels my_test.jsonl
    """
    from toolkit.cli.training import evaluations
    from toolkit.reports.scores import scores_table

    found = evaluations(labels, model)
    if form is Report.json:
        data = {name: scores.as_dict() for name, scores in found.items()}
        write_pieces([json.dumps(data, ensure_ascii=False, indent=2) + "\n"], output, force=force)
    else:
        write_tables([scores_table(name, scores) for name, scores in found.items()], output, force=force)


def explain(
    text: Annotated[str, typer.Argument(help="A text, or - for standard input.")],
    model: Model = None,
    form: Annotated[Report, typer.Option("--format", "-f", help="text or json.")] = Report.text,
) -> None:
    """Explain the themes of a text: the exact weight of every term.

    Example: kechuang explain "将市级科技风险补偿资金池从3200万元增至5200万元。"
    """
    from dataclasses import asdict

    from toolkit.reading import read_raw
    from toolkit.reports.terminal import explanation_tables
    from toolkit.tagging import load_tagger

    tagger = load_tagger(model)
    found = tagger.explain(read_raw("-").text if text == "-" else text)
    if form is Report.json:
        write_pieces(
            [json.dumps({name: asdict(entry) for name, entry in found.items()}, ensure_ascii=False, indent=2) + "\n"],
            None,
            force=False,
        )
    else:
        write_tables(explanation_tables(found, tagger.codebook_), None, force=False)


def themes(
    check: Annotated[bool, typer.Option("--check", help="Check the codebook and the labels instead.")] = False,
    card: Annotated[bool, typer.Option("--card", help="Print the card of the shipped model.")] = False,
    labels: Labels = None,
    themes: Themes = None,
) -> None:
    """Show the themes of the codebook; with --check, check it and the labels.

    Example: kechuang themes --check
    """
    from toolkit.folders import bundled
    from toolkit.labels import load_codebook, load_labels
    from toolkit.reports.scores import themes_table

    if card:
        with destination(None, force=False) as stream:
            stream.write((bundled("models") / "themes.md").read_text(encoding="utf-8"))
        return
    codebook = load_codebook(themes)
    if check:
        rows = load_labels(labels, codebook=codebook)
        say(f"{len(codebook.themes)} themes, {len(rows)} labelled texts: no fault found")
        return
    write_tables([themes_table(codebook)], None, force=False)
