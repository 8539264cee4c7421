"""Tables of scores, of the agreement of annotators, and of themes."""

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from toolkit.evaluation import Agreement, Scores
from toolkit.labels import Codebook
from toolkit.reports.folding import text_table


def scores_tables(name: str, scores: Scores) -> list[RenderableType]:
    """Return the scores by theme and over all, the confusions, and the annotators where they are known."""
    title = f"{name}: {scores.texts} texts, {scores.documents} documents"
    table = Table("theme", title=Text(title), title_justify="left")
    for head in ("P", "R", "F1", "95 %", "AP", "ECE", "n", "given"):
        table.add_column(head, justify="right")
    for theme in scores.themes:
        shown = [f"{value:.3f}" for value in (theme.precision, theme.recall, theme.f1)]
        more = (
            f"{theme.average_precision:.3f}",
            f"{theme.calibration_error:.3f}",
            str(theme.support),
            str(theme.given),
        )
        table.add_row(theme.theme, *shown, f"{theme.low:.2f}-{theme.high:.2f}", *more)
    table.add_section()
    overall = {
        "macro": (scores.macro_f1, scores.macro_low, scores.macro_high),
        "micro": (scores.micro_f1, scores.micro_low, scores.micro_high),
        "exact match": (scores.exact, scores.exact_low, scores.exact_high),
    }
    for label, (value, low, high) in overall.items():
        ece = f"{scores.calibration_error:.3f}" if label == "micro" else ""
        table.add_row(label, "", "", f"{value:.3f}", f"{low:.2f}-{high:.2f}", "", ece, str(scores.texts), "")
    parts: list[RenderableType] = [table, confusion_table(scores)]
    return [*parts, agreement_table(scores.human)] if scores.human else parts


def confusion_table(scores: Scores) -> Table:
    """Return how many texts that carry a theme (row) were given which theme: rightly on the diagonal, else wrongly."""
    title = "texts by theme carried (row) and given: the diagonal rightly, the rest wrongly or, last column, nothing"
    table = Table("carried", title=Text(title), title_justify="left")
    for given in scores.confusion:
        table.add_column(given, justify="right")
    for carried, counts in scores.confusion.items():
        table.add_row(carried, *map(str, counts.values()))
    return table


def agreement_table(people: Agreement) -> Table:
    """Return how far two annotators agree with each other and with the settled themes."""
    title = f"two annotators on {people.texts} texts; the same themes for {people.exact:.0%}"
    table = Table("theme", title=Text(title), title_justify="left", show_footer=True)
    table.columns[0].footer = "macro"
    feet = (people.macro_f1, people.macro_kappa, people.a_macro_f1, people.b_macro_f1)
    heads = ("F1, a against b", "kappa", "F1, a against settled", "F1, b against settled")
    for head, foot in zip(heads, feet, strict=True):
        table.add_column(head, f"{foot:.3f}", justify="right")
    for head in ("n, a", "n, b"):
        table.add_column(head, justify="right")
    for theme in people.themes:
        shown = [f"{value:.3f}" for value in (theme.f1, theme.kappa, theme.a_f1, theme.b_f1)]
        table.add_row(theme.theme, *shown, str(theme.a), str(theme.b))
    return table


def themes_table(codebook: Codebook) -> Table:
    """Return the codebook as a table."""
    table = text_table("id", "名称", "涵盖", "不涵盖", "种子词", kept=("id",), show_lines=True)
    for theme in codebook.themes:
        terms = "、".join(theme.terms[:12]) + (" …" if len(theme.terms) > 12 else "")
        table.add_row(theme.id, theme.name, theme.definition, theme.excludes, terms)
    return table
