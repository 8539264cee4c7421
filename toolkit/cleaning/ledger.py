"""The ledger: every removal and rewrite as an edit against the raw text, so that all of it can be undone."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from toolkit.document import Alignment, Edit


class Draft:
    """A text under cleaning, with the edits that lead to it from the raw text.

    `text` is the state after the rewrites so far; `edits` are in raw order and never overlap.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw
        self.edits: list[Edit] = []
        self.alignment = Alignment(())

    def rewrite(self, changes: Iterable[tuple[str, int, int, str]]) -> None:
        """Replace ranges of the current text: `(rule, start, end, after)`, in order, without overlap."""
        planned = [piece for change in changes for piece in self._unbroken(*change)]
        if not planned:
            return
        spans = [self.alignment.span(start, end) for _, start, end, _ in planned]
        edits = [
            Edit(rule, span, self.raw[span.start : span.end], after)
            for span, (rule, _, _, after) in zip(spans, planned, strict=True)
        ]
        self.text = _spliced(self.text, [change[1:] for change in planned])
        self.edits = _merged(self.edits, edits)
        self.alignment = Alignment(self.edits)

    def _unbroken(self, rule: str, start: int, end: int, after: str) -> list[tuple[str, int, int, str]]:
        """Split a rewrite character for character where earlier removals lie inside its raw span."""
        if end - start != len(after) or len(self.alignment.span(start, end)) == end - start:
            return [(rule, start, end, after)]
        return [(rule, start + shift, start + shift + 1, char) for shift, char in enumerate(after)]


def _spliced(text: str, changes: Sequence[tuple[int, int, str]]) -> str:
    pieces, last = [], 0
    for start, end, after in changes:
        pieces += [text[last:start], after]
        last = end
    return "".join([*pieces, text[last:]])


def _merged(old: list[Edit], new: list[Edit]) -> list[Edit]:
    """Both lists in raw order; an old edit inside a new one is part of what the new one did."""
    kept = sorted([*old, *new], key=lambda edit: (edit.span.start, -edit.span.end))
    merged: list[Edit] = []
    for edit in kept:
        if not merged or edit.span.start >= merged[-1].span.end:
            merged.append(edit)
    return merged


def apply(raw: str, ledger: Iterable[Edit]) -> str:
    """Return the clean text that the edits make of `raw`.

    Examples
    --------
    >>> from toolkit.document import Span
    >>> apply("創(chuàng)新", [Edit("gloss", Span(1, 9), "(chuàng)", ""), Edit("script", Span(0, 1), "創", "创")])
    '创新'
    """
    changes = sorted((edit.span.start, edit.span.end, edit.after) for edit in ledger)
    return _spliced(raw, changes)


def undo(clean: str, ledger: Iterable[Edit]) -> str:
    """Return the raw text that the edits were made on: the inverse of `apply`.

    Raises
    ------
    ValueError
        If the edits overlap, or do not belong to this text.
    """
    edits = sorted(ledger, key=lambda edit: edit.span)
    if any(left.span.end > right.span.start for left, right in pairwise(edits)):
        raise ValueError("the edits of the ledger overlap")
    changes, shift = [], 0
    for edit in edits:
        start = edit.span.start + shift
        if clean[start : start + len(edit.after)] != edit.after:
            raise ValueError(f"the ledger does not belong to this text (at raw character {edit.span.start})")
        changes.append((start, start + len(edit.after), edit.before))
        shift += len(edit.after) - len(edit.before)
    return _spliced(clean, changes)
