"""Explanations as HTML for a notebook: the terms marked in the colour of their theme, and every text escaped."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from toolkit.tagging.evidence import Explanation
from toolkit.tagging.scores import Term

LEVELS = 4
_SHOWN = 12
_OPACITY = ("", "2e", "5c", "8a", "b8")
_GREY = "#808080"
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


def strengths(weights: Sequence[float]) -> list[int]:
    """Return how strongly each character speaks for the theme, from 0 (not at all, or against it) to `LEVELS`."""
    highest = max(weights, default=0.0)
    if highest <= 0:
        return [0] * len(weights)
    return [round(LEVELS * max(0.0, weight) / highest) for weight in weights]


def runs(text: str, marks: Sequence[tuple[str, int]]) -> list[tuple[str, str, int]]:
    """Cut a text where its marks change: pieces with their colour and strength."""
    grouped = groupby(zip(text, marks, strict=True), key=lambda pair: pair[1])
    return [("".join(char for char, _ in group), color, level) for (color, level), group in grouped]


def plain_color(color: str) -> str:
    """Return a colour of the form `#rrggbb`, and grey for anything else: a codebook's text never becomes style."""
    return color if _COLOR.fullmatch(color) else _GREY


def explanation_html(entry: Explanation) -> str:
    """Return the case for a theme: verdict, the sentence with its terms marked, and the table of weights."""
    color = plain_color(entry.color)
    marks = [(color, level) for level in strengths(entry.character_weights)]
    shown, rest = entry.terms[:_SHOWN], entry.terms[_SHOWN:]
    rows = [_row(term, entry.start) for term in shown]
    rows += [f"<tr><td>（其余 {len(rest)} 个词项）</td><td></td>{_number(sum(t.weight for t in rest))}<td></td></tr>"]
    rows += [f"<tr><td>（截距）</td><td></td>{_number(entry.intercept)}<td></td></tr>"]
    verdict = f"{'是' if entry.given else '否'}　概率 {entry.probability:.2f}，阈值 {entry.threshold:.2f}"
    return (
        f"<div><p>{_badge(entry.name, color)} {verdict}，余量 {entry.margin:+.2f}</p>"
        f"<p>{_marked(entry.sentence, marks)}</p>"
        "<table><thead><tr><th>词项</th><th>类别</th><th>权重</th><th>位置</th></tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table><p>关键词规则：{escape('、'.join(entry.votes)) or '无'}</p></div>"
    )


def paragraph_html(text: str, explanations: Iterable[Explanation], unsure: Sequence[str]) -> str:
    """Return a paragraph with its themes and, in their colours, what speaks for each; the strongest mark is on top."""
    marks = [("", 0)] * len(text)
    badges = []
    for entry in explanations:
        color = plain_color(entry.color)
        doubt = "?" if entry.theme in unsure else ""
        badges.append(_badge(f"{entry.name}{doubt} {entry.probability:.2f}", color))
        for place, level in enumerate(strengths(entry.character_weights), entry.start):
            if level > marks[place][1]:
                marks[place] = (color, level)
    return f"<div><p>{' '.join(badges) or '无主题'}</p><p>{_marked(text, marks)}</p></div>"


def _marked(text: str, marks: Sequence[tuple[str, int]]) -> str:
    return "".join(
        f'<span style="background-color:{color}{_OPACITY[level]}">{escape(piece)}</span>' if level else escape(piece)
        for piece, color, level in runs(text, marks)
    )


def _badge(name: str, color: str) -> str:
    return f'<b style="border-left:0.4em solid {color};padding-left:0.3em">{escape(name)}</b>'


def _row(term: Term, start: int) -> str:
    places = "、".join(str(start + first) for first, _ in term.spans)
    return f"<tr><td>{escape(term.term)}</td><td>{escape(term.kind)}</td>{_number(term.weight)}<td>{places}</td></tr>"


def _number(value: float) -> str:
    return f'<td style="text-align:right">{value:+.3f}</td>'
