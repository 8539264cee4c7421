"""The card of a model: what it was trained on, how well it does, and where it is weak."""

from collections.abc import Iterator

from toolkit.evaluation import Agreement, Scores
from toolkit.reports.markdown import escape
from toolkit.tagging import ThemeTagger

_LEARNT = (
    "TF-IDF over words, word pairs, character pairs and the votes of keyword rules; one logistic regression a theme, "
    "trained on sentences; the best sentence speaks for the paragraph. The file holds arrays and no code."
)
_RULES = (
    "**Keyword rules only.** No labelled text was given: a text has the themes whose terms stand in it. Probabilities "
    "are 0.88 with and 0.12 without a term; they say nothing about how often the rule is right."
)
_METHOD = (
    "Printed by `kechuang evaluate`. Cross-validated means: each text is scored by a model that has seen neither it "
    "nor another text of its document, at thresholds chosen on the other folds; only the list and the idf of the "
    "features come from all texts. Intervals (95 %) are 1,000 bootstraps that draw whole documents; ECE is the "
    "expected calibration error over ten bins of equal width."
)
_WEAK = 0.8
_FEW = 30
_OF_RULES = ("A term that stands in a text about something else gives its theme all the same; nothing was measured.",)
_ALWAYS = (
    "Slogans that name a theme together with a figure about something else can be taken for facts.",
    "A paragraph's probability is the highest of its sentences' and so grows with the paragraph's length.",
    "Text unlike the labelled texts in genre was not measured.",
)


def model_card(tagger: ThemeTagger, scores: dict[str, Scores], people: Agreement | None) -> str:
    """Return the card as Markdown: with scores by what they are measured on, and the agreement of annotators."""
    names = "、".join(_cell(theme.name) for theme in tagger.codebook_.themes)
    parts = [
        f"# Model card: {names}",
        _RULES if tagger.rules_only else _LEARNT,
        "## Training data",
        *_training(tagger),
        "## Scores",
        *(_scores(scores) if scores else ["None: there are too few labelled texts for a cross-validation."]),
        "## Human agreement",
        *_agreement(people, scores),
        "## Known weaknesses",
        "\n".join(f"- {weakness}" for weakness in (_OF_RULES if tagger.rules_only else _weaknesses(scores))),
        "## How to retrain",
        "`kechuang train --labels LABELS.jsonl --themes THEMES.toml --output MODEL` (`make train` in a checkout for "
        "the model that ships); the same labels and versions give the same file, byte for byte, "
        "whatever the number of threads, the arithmetic library or the order of hashing.",
    ]
    return "\n\n".join(parts) + "\n"


def _training(tagger: ThemeTagger) -> Iterator[str]:
    facts = tagger.facts_["labels"]
    versions = ", ".join(f"{name} {version}" for name, version in sorted(tagger.facts_["versions"].items()))
    settings = ", ".join(f"{name} = {value}" for name, value in tagger.get_params().items() if name != "codebook")
    units = ", ".join(f"{count} {unit}s" for unit, count in facts["units"].items()) or "none"
    yield (
        f"{facts['texts']} labelled texts ({units}), of which {facts['none']} carry no theme. SHA-256 of labels and "
        f"codebook: `{facts['digest']}`. Settings: {settings}. Made with {versions}."
    )
    rows = ["| theme | name | texts | terms | threshold |", "|---|---|---|---|---|"]
    for theme, threshold in zip(tagger.codebook_.themes, tagger.thresholds_.tolist(), strict=True):
        count = facts["themes"][theme.id]
        rows.append(f"| {theme.id} | {_cell(theme.name)} | {count} | {len(theme.terms)} | {threshold:.2f} |")
    yield "\n".join(rows)


def _scores(scores: dict[str, Scores]) -> Iterator[str]:
    yield _METHOD
    for name, entry in scores.items():
        yield (
            f"On {name} ({entry.texts} texts, {entry.documents} documents): "
            f"macro F1 {_with_interval(entry.macro_f1, entry.macro_low, entry.macro_high)}, "
            f"micro F1 {_with_interval(entry.micro_f1, entry.micro_low, entry.micro_high)}, "
            f"exact match {_with_interval(entry.exact, entry.exact_low, entry.exact_high)}, "
            f"ECE {entry.calibration_error:.3f}."
        )
        rows = [
            "| theme | precision | recall | F1 (95 %) | average precision | ECE | n |",
            "|---|---|---|---|---|---|---|",
        ]
        for theme in entry.themes:
            f1 = _with_interval(theme.f1, theme.low, theme.high)
            first = f"| {theme.theme} | {theme.precision:.2f} | {theme.recall:.2f} | {f1} "
            rows.append(f"{first}| {theme.average_precision:.2f} | {theme.calibration_error:.3f} | {theme.support} |")
        yield "\n".join(rows)


def _agreement(people: Agreement | None, scores: dict[str, Scores]) -> Iterator[str]:
    found = {"a sample of the training labels": people, **{name: entry.human for name, entry in scores.items()}}
    known = {name: entry for name, entry in found.items() if entry is not None}
    if not known:
        yield "Not measured: no text has the labels of two annotators."
    for name, entry in known.items():
        yield (
            f"On {name} ({entry.texts} texts), two annotators: macro F1 {entry.macro_f1:.3f} of one against the other, "
            f"Cohen's kappa {entry.macro_kappa:.3f}; against the settled themes {entry.a_macro_f1:.3f} and "
            f"{entry.b_macro_f1:.3f}, the ceiling for any tagger."
        )
        rows = ["| theme | F1 | kappa | n (a) | n (b) |", "|---|---|---|---|---|"]
        rows += [
            f"| {theme.theme} | {theme.f1:.2f} | {theme.kappa:.2f} | {theme.a} | {theme.b} |" for theme in entry.themes
        ]
        yield "\n".join(rows)


def _weaknesses(scores: dict[str, Scores]) -> Iterator[str]:
    """What the scores show, and what no score shows."""
    for name, entry in scores.items():
        for theme in entry.themes:
            if theme.f1 < _WEAK:
                kind = "precision" if theme.precision < theme.recall else "recall"
                yield f"{theme.theme}: F1 {theme.f1:.2f} on {name}; what is short is {kind}."
            if theme.support < _FEW:
                yield f"{theme.theme}: only {theme.support} texts carry it on {name}; the interval is wide."
    yield from _ALWAYS


def _with_interval(value: float, low: float, high: float) -> str:
    return f"{value:.3f} ({low:.2f}-{high:.2f})"


def _cell(text: str) -> str:
    return escape(text).replace("|", "\\|").replace("\n", " ")
