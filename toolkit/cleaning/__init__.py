"""Raw text to clean lines, with a ledger of every removal and rewrite."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from toolkit.cleaning import context, passages, repeats, zones
from toolkit.cleaning.catalogue import RULES, Rule, check_rules
from toolkit.cleaning.characters import odd_characters
from toolkit.cleaning.context import Line
from toolkit.cleaning.flattened import parts
from toolkit.cleaning.glosses import glosses
from toolkit.cleaning.info_table import info_table
from toolkit.cleaning.ledger import Draft, Ledger, apply, undo
from toolkit.cleaning.lines import is_spam, match_line
from toolkit.cleaning.scan import ODD, SCRIPT, TONES, scan
from toolkit.cleaning.script import simplified
from toolkit.cleaning.slips import slips
from toolkit.document import Alignment, Block, Suspicion

__all__ = ["RULES", "CleanText", "Line", "Rule", "apply", "check_rules", "clean_text", "clean_value", "undo"]

_CHARACTER_RULES = (
    ("escape", passages.escapes, 0),
    ("formula", passages.formulas, 0),
    ("gloss", glosses, TONES),
    ("script", simplified, SCRIPT),
    ("line-number", passages.line_numbers, 0),
    ("end-mark", passages.end_marks, 0),
    ("inline-byline", passages.inline_bylines, 0),
    ("dateline", passages.datelines, 0),
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
    off, found = check_rules(keep), scan(raw)
    draft = Draft(raw)
    if found & ODD:
        draft.rewrite(change for change in odd_characters(raw) if change[0] not in off or _is_surrogate(raw[change[1]]))
    for rule, changes, needed in _CHARACTER_RULES:
        if rule not in off and found & needed == needed:
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
    lines = _lines(text, blocks)
    for number, line in enumerate(lines):
        if line.known is not None and line.known.kind == "boilerplate" and "page-frame" not in off:
            lines[number] = line._replace(kind="boilerplate", rule="page-frame")
        elif "spam" not in off and is_spam(line.text):
            lines[number] = line._replace(kind="spam", rule="spam")
        elif (match := match_line(line.text)) and match.id not in off:
            lines[number] = line._replace(kind=match.kind, rule=match.id)
    for rule in _CONTEXT_RULES:
        for number, kind, name in list(rule(lines)):
            if name not in off:
                lines[number] = lines[number]._replace(kind=kind, rule=name)
    return lines


def _lines(text: str, blocks: Mapping[int, Block]) -> list[Line]:
    lines = []
    gap, start = 0, 0
    for number, whole in enumerate(text.split("\n")):
        if not whole:
            gap, start = gap + 1, start + 1
            continue
        for place, piece in parts(whole):
            if stripped := piece.strip():
                first = start + place + piece.index(stripped[0])
                lines.append(Line(stripped, first, gap, None, None, blocks.get(number)))
            gap = 0 if stripped else gap + 1
        start += len(whole) + 1
    return lines
