"""Explanations on a terminal, as one HTML page, and as rows of a table."""

from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from toolkit.reports.folding import text_table
from toolkit.reports.records import Record
from toolkit.tagging import Explanation
from toolkit.tagging.highlighting import LEVELS, explanation_html, plain_color, runs, strengths

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN_TERMS = 12
_STRONG = LEVELS // 2
_PAGE = '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>主题依据</title></head>\n<body>\n'


def explanation_tables(explanations: dict[str, Explanation]) -> list[RenderableType]:
    """Return for each theme that is given, or else the likeliest, the sentence and the weights that make its score."""
    best = max(explanations.values(), key=lambda entry: entry.margin)
    shown = [entry for entry in explanations.values() if entry.given] or [best]
    return [part for entry in shown for part in _parts(entry)]


def _parts(entry: Explanation) -> list[RenderableType]:
    verdict = "是" if entry.given else "否"
    numbers = f"概率 {entry.probability:.2f}（阈值 {entry.threshold:.2f}，余量 {entry.margin:+.2f}）"
    head = Text(f"{entry.name}：{verdict}　{numbers}", style=f"bold {plain_color(entry.color)}")
    table = text_table("词项", "类别", "权重", "位置", kept=("类别", "权重"))
    for term in entry.terms[:_SHOWN_TERMS]:
        places = "、".join(str(entry.start + start) for start, _ in term.spans)
        table.add_row(Text(term.term), term.kind, f"{term.weight:+.3f}", places)
    table.add_row("（其余词项）", "", f"{sum(term.weight for term in entry.terms[_SHOWN_TERMS:]):+.3f}", "")
    table.add_row("（截距）", "", f"{entry.intercept:+.3f}", "")
    table.add_row("（合计）", "", f"{entry.decision:+.3f}", "")
    return [head, _highlighted(entry), table, Text(f"关键词规则：{'、'.join(entry.votes) or '无'}\n")]


def _highlighted(entry: Explanation) -> Text:
    """The sentence, its telling characters in the colour of the theme, the strongest of them reversed."""
    color = plain_color(entry.color)
    found = Text("句子：")
    marks = [(color, level) for level in strengths(entry.character_weights)]
    for piece, _, level in runs(entry.sentence, marks):
        style = "" if level == 0 else f"{color} reverse" if level > _STRONG else color
        found.append(piece, style=style)
    return found


def explanations_html(explanations: dict[str, Explanation]) -> str:
    """Return a page with the case for each theme, the likeliest first."""
    ranked = sorted(explanations.values(), key=lambda entry: -entry.margin)
    return _PAGE + "\n".join(explanation_html(entry) for entry in ranked) + "\n</body></html>\n"


def term_records(explanations: dict[str, Explanation]) -> "Iterator[Record]":
    """Yield a row for each theme and term, and one for the intercept: the weights of a theme add up to its decision.

    `start` and `end` of each place count characters of the text that was explained.
    """
    for entry in explanations.values():
        about = {
            "theme": entry.theme,
            "given": entry.given,
            "probability": round(entry.probability, 4),
            "threshold": entry.threshold,
            "margin": round(entry.margin, 4),
            "decision": entry.decision,
        }
        yield {**about, "term": "", "kind": "intercept", "weight": entry.intercept, "vote": False, "places": []}
        for term in entry.terms:
            places = [[entry.start + start, entry.start + end] for start, end in term.spans]
            vote = term.term in entry.votes
            yield {**about, "term": term.term, "kind": term.kind, "weight": term.weight, "vote": vote, "places": places}
