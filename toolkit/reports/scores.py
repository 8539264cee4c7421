"""Tables of scores and of themes."""

from rich.table import Table
from rich.text import Text

from toolkit.evaluation import Scores
from toolkit.labels import Codebook


def scores_table(name: str, scores: Scores) -> Table:
    """Return the scores by theme, with the mean at the foot."""
    title = f"{name}: {scores.texts} texts, {scores.documents} documents"
    table = Table("theme", title=Text(title), title_justify="left", show_footer=True)
    table.columns[0].footer = "macro"
    macro = f"{scores.macro_f1:.3f}"
    interval = f"{scores.macro_low:.2f}-{scores.macro_high:.2f}"
    exact = f"exact {scores.exact:.2f}"
    for head, foot in (("P", ""), ("R", ""), ("F1", macro), ("95 %", interval), ("AP", ""), ("n", exact)):
        table.add_column(head, foot, justify="right")
    for theme in scores.themes:
        values = (theme.precision, theme.recall, theme.f1)
        shown = [f"{value:.3f}" for value in values]
        table.add_row(
            theme.theme,
            *shown,
            f"{theme.low:.2f}-{theme.high:.2f}",
            f"{theme.average_precision:.3f}",
            str(theme.support),
        )
    return table


def themes_table(codebook: Codebook) -> Table:
    """Return the codebook as a table."""
    table = Table("id", "名称", "涵盖", "不涵盖", "种子词", show_lines=True)
    for theme in codebook.themes:
        terms = "、".join(theme.terms[:12]) + (" …" if len(theme.terms) > 12 else "")
        table.add_row(theme.id, theme.name, theme.definition, theme.excludes, terms)
    return table
