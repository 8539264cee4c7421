"""A tagged document as all formats take it: what is costly to find, its evidence, is found once for all of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.digests import TaggedDocument
from toolkit.document import Document
from toolkit.reports.records import Record, tagged_record
from toolkit.tagging import Explanation

_SHOWN_TERMS = 8
Places = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class ReportedDocument:
    """A document with the record of each tagged paragraph, and by theme the places of its evidence in the text."""

    document: Document
    records: tuple[Record, ...]
    places: tuple[Places, ...]


def reported(entry: TaggedDocument) -> ReportedDocument:
    """Return a tagged document as the formats take it."""
    records, places = [], []
    for tagged in entry.tagged:
        explanations = tagged.explanations
        records.append(tagged_record(entry.document, tagged, explanations))
        places.append({theme: list(_places(found)) for theme, found in explanations.items()})
    return ReportedDocument(entry.document, tuple(records), tuple(places))


def _places(explanation: Explanation) -> Iterator[tuple[int, int]]:
    """Where the terms stand that speak most for a theme, overlapping ones joined."""
    speaking = [term for term in explanation.terms if term.weight > 0 and term.kind != "characters"]
    start = end = 0
    for first, last in sorted(span for term in speaking[:_SHOWN_TERMS] for span in term.spans):
        if first > end:
            if end > start:
                yield explanation.start + start, explanation.start + end
            start = first
        end = max(end, last)
    if end > start:
        yield explanation.start + start, explanation.start + end
