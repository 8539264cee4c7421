"""What `kechuang train` and `kechuang evaluate` do: fit, score with documents left out, and write the card."""

from pathlib import Path

from toolkit.errors import OutputError
from toolkit.evaluation import Scores, evaluate, leave_one_document_out
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
    held_out = _left_out(tagger, rows)
    write_file(output, tagger.dump(), force=force)
    write_file(card, model_card(tagger, held_out).encode(), force=force)
    found = f"macro F1 {held_out.macro_f1:.3f} with each document left out" if held_out else "no documents to leave out"
    return f"trained on {len(rows)} texts; {found}"


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
    rows = load_labels(codebook=tagger.codebook_)
    left_out = _left_out(tagger, rows)
    return {} if left_out is None else {"seeds, each document left out in turn": left_out}
