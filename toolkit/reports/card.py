"""The card of a model: what it was trained on, how well it does, and where it is weak."""

from toolkit.evaluation import Scores
from toolkit.tagging import ThemeTagger


def model_card(tagger: ThemeTagger, scores: dict[str, Scores]) -> str:
    """Return the card as Markdown."""
    facts = tagger.facts_["labels"]
    versions = ", ".join(f"{name} {version}" for name, version in sorted(tagger.facts_["versions"].items()))
    settings = ", ".join(f"{name} = {value}" for name, value in tagger.get_params().items() if name != "codebook")
    parts = [
        "# Model card: themes of Chinese policy paragraphs",
        "TF-IDF over words, word pairs, character pairs and the votes of keyword rules; one logistic regression a "
        "theme, trained on sentences; the best sentence speaks for the paragraph. The file holds arrays and no code.",
        "## Training data",
        f"{facts['texts']} labelled texts, of which {facts['none']} carry no theme. SHA-256 of labels and codebook: "
        f"`{facts['digest']}`. Settings: {settings}. Trained with {versions}.",
        _theme_table(tagger),
        "## Scores",
        "Printed by `kechuang evaluate`; intervals are bootstraps that draw whole documents.",
        *(part for name, entry in scores.items() for part in _score_table(name, entry)),
        "## Known weaknesses",
        "- Slogans that name a theme together with a figure about something else can be taken for facts.\n"
        "- Collaboration is the hardest theme: companies that cooperate among themselves are sometimes tagged.\n"
        "- Themes are those of municipal science-and-technology reporting in Chinese; other genres were not measured.\n"
        "- A paragraph's probability is the highest of its sentences' and so grows with the paragraph's length.",
        "## How to retrain",
        "`make train` in a checkout; the same labels and versions give the same file, byte for byte.",
    ]
    return "\n\n".join(parts) + "\n"


def _theme_table(tagger: ThemeTagger) -> str:
    counts = tagger.facts_["labels"]["themes"]
    rows = ["| theme | training texts | threshold |", "|---|---|---|"]
    for theme, threshold in zip(tagger.classes_.tolist(), tagger.thresholds_.tolist(), strict=True):
        rows.append(f"| {theme} | {counts[theme]} | {threshold:.2f} |")
    return "\n".join(rows)


def _score_table(name: str, scores: Scores) -> list[str]:
    macro = f"macro F1 {scores.macro_f1:.3f} (95 % {scores.macro_low:.2f}-{scores.macro_high:.2f})"
    rows = ["| theme | precision | recall | F1 (95 %) | average precision | n |", "|---|---|---|---|---|---|"]
    for theme in scores.themes:
        interval = f"{theme.f1:.2f} ({theme.low:.2f}-{theme.high:.2f})"
        values = (f"{theme.precision:.2f}", f"{theme.recall:.2f}", interval, f"{theme.average_precision:.2f}")
        rows.append(f"| {theme.theme} | {' | '.join(values)} | {theme.support} |")
    return [f"On {name} ({scores.texts} from {scores.documents} documents): {macro}.", "\n".join(rows)]
