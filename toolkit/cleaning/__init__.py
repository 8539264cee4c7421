"""Raw text to clean lines, with a ledger of every removal and rewrite."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from toolkit.cleaning import context, passages, repeats, zones
from toolkit.cleaning.catalogue import RULES, Rule, check_rules
from toolkit.cleaning.characters import odd_characters
from toolkit.cleaning.context import Line
from toolkit.cleaning.flattened import parts
from toolkit.cleaning.glosses import glosses
from toolkit.cleaning.info_table import info_table
from toolkit.cleaning.ledger import Draft, Ledger, apply, undo
from toolkit.cleaning.lines import is_spam, match_line
from toolkit.cleaning.script import simplified
from toolkit.cleaning.slips import slips
from toolkit.document import Alignment, Block, Suspicion

__all__ = ["RULES", "CleanText", "Line", "Rule", "apply", "check_rules", "clean_text", "clean_value", "undo"]

_CHARACTER_RULES = (
    ("escape", passages.escapes),
    ("formula", passages.formulas),
    ("gloss", glosses),
    ("script", simplified),
    ("line-number", passages.line_numbers),
    ("end-mark", passages.end_marks),
    ("inline-byline", passages.inline_bylines),
    ("dateline", passages.datelines),
)
_CONTEXT_RULES = (
    repeats.repeated_texts,
    info_table,
    context.menu_above,
    zones.page_head,
    zones.page_labels,
    context.links_below,
    context.site_foot,
    zones.page_tail,
    repeats.contents,
    repeats.page_numbers,
    repeats.running_headers,
    repeats.repeated_titles,
    context.values_below,
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


def clean_text(raw: str, keep: Collection[str] = (), *, blocks: Mapping[int, Block] | None = None) -> CleanText:
    """Clean a text: characters first, then lines by their own words, then lines by their neighbourhood.

    `blocks` says by line number what the file's format knows about a line; the frame of a web page is set aside.
    Nothing is dropped without an entry: `undo(result.text, result.ledger) == raw`. `keep` names rules that are
    switched off; lone surrogates go all the same, for they are no characters and no library takes them.

    Raises
    ------
    OptionError
        If `keep` names a rule that does not exist.
    """
    off = check_rules(keep)
    draft = Draft(raw)
    draft.rewrite(change for change in odd_characters(raw) if change[0] not in off or _is_surrogate(raw[change[1]]))
    for rule, changes in _CHARACTER_RULES:
        if rule not in off:
            draft.rewrite((rule, *change) for change in changes(draft.text))
    alignment, lines = draft.ledger.alignment, _classified(draft.text, blocks or {}, off)
    suspicions = tuple(
        Suspicion(alignment.span(start, end), draft.text[start:end], better) for start, end, better in slips(draft.text)
    )
    removals = ((str(line.rule), line.start, line.end, "") for line in lines if line.rule)
    draft.rewrite(removals)
    return CleanText(raw, draft.text, tuple(lines), alignment, draft.ledger, suspicions)


def clean_value(value: str, keep: Collection[str] = ()) -> str:
    """Return a piece of metadata as the clean text would write it: simplified, without odd characters."""
    off = check_rules(keep)
    draft = Draft(value)
    draft.rewrite(change for change in odd_characters(value) if change[0] not in off)
    if "script" not in off:
        draft.rewrite(("script", *change) for change in simplified(draft.text))
    return draft.text.strip()


def _is_surrogate(char: str) -> bool:
    return "\ud800" <= char <= "\udfff"


def _classified(text: str, blocks: Mapping[int, Block], off: frozenset[str]) -> list[Line]:
    lines = [_judged(line, off) for line in _lines(text, blocks)]
    for rule in _CONTEXT_RULES:
        for number, kind, name in list(rule(lines)):
            if name not in off:
                lines[number] = replace(lines[number], kind=kind, rule=name)
    return lines


def _lines(text: str, blocks: Mapping[int, Block]) -> Iterator[Line]:
    gap, start = 0, 0
    for number, whole in enumerate(text.split("\n")):
        for place, piece in parts(whole):
            stripped = piece.strip()
            if stripped:
                yield Line(stripped, start + place + piece.index(stripped), gap, known=blocks.get(number))
                gap = 0
            else:
                gap += 1
        start += len(whole) + 1


def _judged(line: Line, off: frozenset[str]) -> Line:
    if line.known is not None and line.known.kind == "boilerplate" and "page-frame" not in off:
        return replace(line, kind="boilerplate", rule="page-frame")
    if "spam" not in off and is_spam(line.text):
        return replace(line, kind="spam", rule="spam")
    rule = match_line(line.text)
    return line if rule is None or rule.id in off else replace(line, kind=rule.kind, rule=rule.id)
