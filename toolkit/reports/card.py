"""The card of a model: what it was trained on, how well it does, and where it is weak."""

from toolkit.evaluation import Scores
from toolkit.tagging import ThemeTagger


def model_card(tagger: ThemeTagger, left_out: Scores | None) -> str:
    """Return the card as Markdown."""
    facts = tagger.facts_["labels"]
    versions = ", ".join(f"{name} {version}" for name, version in sorted(tagger.facts_["versions"].items()))
    settings = ", ".join(f"{name} = {value}" for name, value in tagger.get_params().items() if name != "codebook")
    parts = [
        "# Model card: themes of Chinese policy paragraphs",
        "TF-IDF over words, word pairs, character pairs and the votes of keyword rules; one logistic regression a theme, "
        "trained on sentences; the best sentence speaks for the paragraph. The file holds plain arrays and no code.",
        "## Training data",
        f"{facts['texts']} labelled texts, of which {facts['none']} carry no theme. SHA-256 of labels and codebook: "
        f"`{facts['digest']}`. Settings: {settings}. Trained with {versions}.",
        _theme_table(tagger, left_out),
        *_scores(left_out),
        "## Known weaknesses",
        "- Slogans that name a theme together with a figure about something else can be taken for facts.\n"
        "- Collaboration is the hardest theme: companies that cooperate among themselves are sometimes tagged.\n"
        "- Themes are those of municipal science-and-technology reporting in Chinese; other genres were not measured.\n"
        "- Probabilities are those of sentences; a paragraph's is the highest of its sentences and so grows with length.",
        "## How to retrain",
        "`kechuang train --output models/themes.model --force` in a checkout; the same labels and versions give the same file.",
    ]
    return "\n\n".join(parts) + "\n"


def _theme_table(tagger: ThemeTagger, left_out: Scores | None) -> str:
    counts = tagger.facts_["labels"]["themes"]
    by_theme = {theme.theme: theme for theme in left_out.themes} if left_out else {}
    rows = ["| theme | training texts | threshold | F1 left out (95 %) | n |", "|---|---|---|---|---|"]
    for theme, threshold in zip(tagger.classes_.tolist(), tagger.thresholds_.tolist(), strict=True):
        score = by_theme.get(theme)
        shown = f"{score.f1:.2f} ({score.low:.2f}-{score.high:.2f}) | {score.support}" if score else "- | -"
        rows.append(f"| {theme} | {counts[theme]} | {threshold:.2f} | {shown} |")
    return "\n".join(rows)


def _scores(left_out: Scores | None) -> list[str]:
    if left_out is None:
        return []
    return [
        f"Macro F1 {left_out.macro_f1:.3f} (95 % {left_out.macro_low:.2f}-{left_out.macro_high:.2f}) on "
        f"{left_out.texts} paragraphs of {left_out.documents} documents, each document left out of training in turn "
        "(`kechuang evaluate`)."
    ]
