"""The digests as the page's template wants them: lines with their anchors, rows of the heat map, tallies."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from toolkit.digests import DigestLine, Digests, DocumentDigest, ThemeDigest
from toolkit.reports.groups import by_document, group_head
from toolkit.reports.markdown import cite, handle, line_notes, repost_lines, short_names

_LEVELS = 9
_UNKNOWN = "未注明"


def overview(digests: Digests) -> dict[str, Any]:
    """Return what the template shows: documents, themes, years, regions, failures and versions."""
    page = _Page(digests)
    widest = max((digest.paragraphs for digest in digests.themes), default=0) or 1
    return {
        "documents": [page.document(number, digest) for number, digest in enumerate(digests.documents)],
        "themes": [page.theme(digest, widest) for digest in digests.themes],
        "years": sorted(_tally(digests, _year), key=lambda group: str(group["name"])),
        "regions": sorted(
            _tally(digests, lambda digest: digest.region or ""),
            key=lambda group: (not group["known"], -group["paragraphs"], group["name"]),
        ),
        "paragraphs": sum(digest.paragraphs for digest in digests.documents),
        "reposts": list(repost_lines(digests, short_names([digest.document for digest in digests.documents]))),
        "failures": digests.failures,
        "version": digests.version,
        "model": digests.model,
    }


class _Page:
    """Knows the number and the handle of each document."""

    def __init__(self, digests: Digests) -> None:
        self._names = short_names([digest.document for digest in digests.documents])
        self._numbers = {digest.document: number for number, digest in reversed(list(enumerate(digests.documents)))}
        self._documents = {digest.document: digest for digest in digests.documents}

    def document(self, number: int, digest: DocumentDigest) -> dict[str, Any]:
        """Return a document: a row of the heat map and a section of its own."""
        about = [digest.date, digest.region, digest.source and f"来源：{digest.source}", f"文件：{digest.document}"]
        return {
            "number": number,
            "handle": handle(digest, self._names),
            "shown_title": digest.title or "（无标题）",
            "date": digest.date,
            "region": digest.region,
            "year": _year(digest),
            "paragraphs": digest.paragraphs,
            "about": " · ".join(part for part in about if part),
            "cells": [{"percent": f"{share:.0%}", "level": _level(share)} for share in digest.shares.values()],
            "carried": [column for column, share in enumerate(digest.shares.values()) if share > 0],
            "lines": [
                {**self._line(line, digest.document), "about": "；".join(line_notes(line, None, digest.date))}
                for line in digest.lines
            ],
        }

    def theme(self, digest: ThemeDigest, widest: int) -> dict[str, Any]:
        """Return a theme: a card of the overview and a section of its own."""
        return {
            "theme": digest.theme,
            "name": digest.name,
            "paragraphs": digest.paragraphs,
            "characters": _amount(digest.characters),
            "terms": digest.terms,
            "width": round(100 * digest.paragraphs / widest, 1),
            "groups": [self._group(*group) for group in by_document(digest.lines, self._documents)],
        }

    def _group(self, digest: DocumentDigest | None, lines: Sequence[DigestLine]) -> dict[str, Any]:
        """Lines of one document under what it is, or mixed ones that each name their place."""
        shown = []
        for line in lines:
            source = self._documents[line.document]
            about = [] if digest else [part for part in (source.region, source.date) if part]
            notes = [note for note in line_notes(line, None, source.date) if note not in about]
            shown.append(
                {**self._line(line, digest.document if digest else None), "about": " · ".join([*about, *notes])}
            )
        head = digest and {"text": group_head(digest), "number": self._numbers[digest.document]}
        return {"head": head, "lines": shown}

    def _line(self, line: DigestLine, within: str | None = None) -> dict[str, Any]:
        """A line with its citation, which is its paragraph alone within the document that it is from."""
        number = self._numbers.get(line.document, 0)
        return {
            "text": line.text,
            "paragraph": line.paragraph,
            "document_number": number,
            "anchor": f"d{number}.p{line.paragraph}.{line.span.start}-{line.span.end}",
            "citation": f"〔¶{line.paragraph}〕" if line.sources == (within,) else cite(line, self._names),
            "cited_title": self._documents[line.document].title or line.document,
        }


def _amount(number: int) -> str:
    """An amount of text as Chinese readers take it in: `3.8 万字` from ten thousand on."""
    return f"{number / 10_000:.1f} 万字" if number >= 10_000 else f"{number} 字"


def _year(digest: DocumentDigest) -> str:
    return (digest.date or "")[:4]


def _level(share: float) -> int:
    return min(_LEVELS, round(share * 10) or 1) if share > 0 else 0


def _tally(digests: Digests, key: Callable[[DocumentDigest], str]) -> Iterator[dict[str, Any]]:
    """Paragraphs of each theme, summed over the documents of one year or one region."""
    groups: defaultdict[str, list[DocumentDigest]] = defaultdict(list)
    for digest in digests.documents:
        groups[key(digest)].append(digest)
    for name, members in groups.items():
        paragraphs = sum(digest.paragraphs for digest in members)
        counts = [
            sum(round(digest.shares[theme.theme] * digest.paragraphs) for digest in members) for theme in digests.themes
        ]
        yield {
            "name": name or _UNKNOWN,
            "known": bool(name),
            "documents": len(members),
            "paragraphs": paragraphs,
            "cells": [{"count": count, "level": _level(count / max(1, paragraphs))} for count in counts],
        }
