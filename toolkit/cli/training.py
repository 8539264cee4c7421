"""What `kechuang train` and `kechuang evaluate` do: fit, score with documents left out, and write the card."""

from pathlib import Path

from toolkit.errors import OutputError
from toolkit.evaluation import Scores, evaluate, leave_one_document_out
from toolkit.folders import measuring
from toolkit.labels import LabelledText, load_codebook, load_labels
from toolkit.outputs import write_file
from toolkit.reports.card import model_card
from toolkit.tagging import ThemeTagger, load_tagger
from toolkit.training import train

_PARAGRAPH = "paragraph"


def train_and_write(output: Path, labels: list[Path] | None, themes: Path | None, *, force: bool) -> str:
    """Train, write model and card, and return a line about both."""
    card = output.with_suffix(".md")
    for path in (output, card):
        if path.exists() and not force:
            raise OutputError(f"{path}: the file exists and is kept; use --force to replace it, or another name")
    codebook = load_codebook(themes)
    rows = load_labels(labels, codebook=codebook)
    tagger = train(rows, codebook=codebook)
    scores = _scores(tagger, rows)
    write_file(output, tagger.dump(), force=force)
    write_file(card, model_card(tagger, scores).encode(), force=force)
    found = [f"macro F1 {entry.macro_f1:.3f} on {name}" for name, entry in scores.items()]
    return "; ".join([f"trained on {len(rows)} texts", *found])


def _scores(tagger: ThemeTagger, rows: list[LabelledText]) -> dict[str, Scores]:
    """What the card states: scores with documents left out, and on paragraphs of other cities where they are present.

    The paragraphs are labelled by the codebook that ships, so they measure only taggers of its themes.
    """
    found = {}
    if (left_out := _left_out(tagger, rows)) is not None:
        found["labelled paragraphs, each document left out of training in turn"] = left_out
    shared = measuring()
    if shared is not None and tagger.codebook_.ids == load_codebook().ids:
        found["real paragraphs of other cities"] = evaluate(
            tagger, load_labels(shared / "eval" / "paragraphs_dev.jsonl", codebook=tagger.codebook_)
        )
    return found


def _left_out(tagger: ThemeTagger, rows: list[LabelledText]) -> Scores | None:
    """Scores on labelled paragraphs of documents, each document left out of training in turn."""
    documents = sorted({row.group for row in rows if row.unit == _PARAGRAPH})
    return leave_one_document_out(tagger, rows, documents=documents) if len(documents) > 1 else None


def evaluations(labels: list[Path] | None, model: Path | None) -> dict[str, Scores]:
    """Return the scores that `kechuang evaluate` shows, by what they are measured on."""
    tagger = load_tagger(model)
    if labels is not None:
        rows = load_labels(labels, codebook=tagger.codebook_)
        return {", ".join(map(str, labels)): evaluate(tagger, rows)}
    return _scores(tagger, load_labels(codebook=tagger.codebook_))
