"""Raw text to clean lines, with a ledger of every removal and rewrite."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from toolkit.cleaning import context, passages
from toolkit.cleaning.characters import odd_characters
from toolkit.cleaning.context import Line
from toolkit.cleaning.glosses import glosses
from toolkit.cleaning.ledger import Draft, Ledger, apply, undo
from toolkit.cleaning.lines import is_spam, match_line
from toolkit.cleaning.script import simplified
from toolkit.cleaning.slips import slips
from toolkit.document import Alignment, Suspicion

__all__ = ["CleanText", "Line", "apply", "clean_text", "undo"]

_CHARACTER_RULES = (
    ("gloss", glosses),
    ("script", simplified),
    ("inline-byline", passages.inline_bylines),
    ("dateline", passages.datelines),
)
_CONTEXT_RULES = (
    context.menu_above,
    context.links_below,
    context.repeated_titles,
    context.issuer_line,
    context.captions,
)


@dataclass(frozen=True, slots=True)
class CleanText:
    """The result of cleaning.

    `lines` are all non-empty lines after the character rules, those set aside marked with kind and rule; `alignment`
    maps their positions to the raw text. `ledger` leads from the raw text to `text`.
    """

    raw: str
    text: str
    lines: tuple[Line, ...]
    alignment: Alignment
    ledger: Ledger
    suspicions: tuple[Suspicion, ...]


def clean_text(raw: str) -> CleanText:
    """Clean a text: characters first, then lines by their own words, then lines by their neighbourhood.

    Nothing is dropped without an entry: `undo(result.text, result.ledger) == raw`.
    """
    draft = Draft(raw)
    draft.rewrite(odd_characters(raw))
    for rule, changes in _CHARACTER_RULES:
        draft.rewrite((rule, *change) for change in changes(draft.text))
    alignment, lines = draft.ledger.alignment, _classified(draft.text)
    suspicions = tuple(
        Suspicion(alignment.span(start, end), draft.text[start:end], better) for start, end, better in slips(draft.text)
    )
    removals = ((str(line.rule), line.start, line.end, "") for line in lines if line.rule)
    draft.rewrite(removals)
    return CleanText(raw, draft.text, tuple(lines), alignment, draft.ledger, suspicions)


def _classified(text: str) -> list[Line]:
    lines = [_judged(line) for line in _lines(text)]
    for rule in _CONTEXT_RULES:
        for number, kind, name in rule(lines):
            lines[number] = replace(lines[number], kind=kind, rule=name)
    return lines


def _lines(text: str) -> Iterator[Line]:
    gap, start = 0, 0
    for piece in text.split("\n"):
        stripped = piece.strip()
        if stripped:
            yield Line(stripped, start + piece.index(stripped), gap)
            gap = 0
        else:
            gap += 1
        start += len(piece) + 1


def _judged(line: Line) -> Line:
    if is_spam(line.text):
        return replace(line, kind="spam", rule="spam")
    rule = match_line(line.text)
    return line if rule is None else replace(line, kind=rule.kind, rule=rule.id)
