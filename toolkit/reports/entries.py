"""What a format takes: documents with their evidence, found once for all formats, and at the end the digests."""

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.digests import Digests, TaggedDocument
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


class Report:
    """A file in the making: documents are added one by one, then it is finished; it is closed in any case."""

    def add(self, entry: ReportedDocument) -> None:
        """Take a document; what shows the digests alone has no use for it."""

    def finish(self, digests: Digests) -> None:
        """Take the digests of all documents, and write what is left to write."""

    def close(self) -> None:
        """Let go of temporary files, whether it was finished or not; what it writes to is still open."""


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
