"""Results as plain dictionaries: the one schema that JSON, JSON Lines and CSV share."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from toolkit.document import Document, Edit, Paragraph
from toolkit.labels import Codebook
from toolkit.tagging import Explanation, TaggedParagraph
from toolkit.tagging.evidence import strongest

if TYPE_CHECKING:
    from toolkit.digests import DigestLine, Digests, DocumentDigest, ThemeDigest
    from toolkit.duplicates import Duplicates
    from toolkit.summarization import Summary

Record = dict[str, Any]
_DIGITS = 4


def block_record(document: Document, paragraph: Paragraph) -> Record:
    """One block: its place, kind, section path, text, and the raw characters `[start, end)`."""
    return {
        "document": document.name,
        "index": paragraph.index,
        "kind": paragraph.kind,
        "section": list(paragraph.section),
        "text": paragraph.text,
        "start": paragraph.span.start,
        "end": paragraph.span.end,
    }


def edit_record(document: Document, edit: Edit) -> Record:
    """One entry of the ledger."""
    return {
        "document": document.name,
        "rule": edit.rule,
        "start": edit.span.start,
        "end": edit.span.end,
        "before": edit.before,
        "after": edit.after,
    }


def tagged_record(
    document: Document, tagged: TaggedParagraph, explanations: dict[str, Explanation] | None = None
) -> Record:
    """One tagged paragraph, with the scores of its sentences and the terms that speak for its themes.

    Its explanations are taken as they are where the caller has them.
    """
    explanations = tagged.explanations if explanations is None else explanations
    names = list(tagged.scores)
    sentences = [
        {
            "start": sentence.span.start,
            "end": sentence.span.end,
            "text": sentence.text,
            "scores": dict(zip(names, [round(score, _DIGITS) for score in scores.tolist()], strict=True)),
        }
        for sentence, scores in zip(tagged.paragraph.sentences, tagged.sentence_scores, strict=True)
    ]
    return {
        **block_record(document, tagged.paragraph),
        "themes": list(tagged.themes),
        "primary": tagged.primary,
        "scores": {theme: round(score, _DIGITS) for theme, score in tagged.scores.items()},
        "unsure": list(tagged.unsure),
        "evidence": {theme: [list(term) for term in strongest(found.terms)] for theme, found in explanations.items()},
        "sentences": sentences,
    }


def summary_record(summary: "Summary") -> Record:
    """A summary with its lines."""
    lines = [
        {
            "paragraph": line.paragraph,
            "start": line.span.start,
            "end": line.span.end,
            "text": line.text,
            "score": line.score,
        }
        for line in summary.lines
    ]
    return {"document": summary.document, "lines": lines, "chars": summary.chars}


def line_record(line: "DigestLine") -> Record:
    """One line of a digest with its citation."""
    return {
        "document": line.document,
        "paragraph": line.paragraph,
        "start": line.span.start,
        "end": line.span.end,
        "text": line.text,
        "score": line.score,
        "sources": list(line.sources),
        "section": list(line.section),
        "context": line.context,
    }


def digests_record(digests: "Digests") -> Record:
    """All digests, with what the overviews show."""
    return {
        "documents": [_document_record(digest) for digest in digests.documents],
        "themes": [_theme_record(digest) for digest in digests.themes],
        "failures": list(digests.failures),
        "version": digests.version,
        "model": digests.model,
    }


def overview_record(digests: "Digests", files: Sequence[str]) -> Record:
    """What a run found, without the lines, and the names of the files that hold them."""
    whole = digests_record(digests)
    for entry in (*whole["documents"], *whole["themes"]):
        del entry["lines"]
    return {"files": list(files), **whole}


def _document_record(digest: "DocumentDigest") -> Record:
    return {
        "document": digest.document,
        "title": digest.title,
        "date": digest.date,
        "region": digest.region,
        "source": digest.source,
        "paragraphs": digest.paragraphs,
        **_duplicates_record(digest.duplicates),
        "shares": {theme: round(share, _DIGITS) for theme, share in digest.shares.items()},
        "lines": [line_record(line) for line in digest.lines],
    }


def _duplicates_record(duplicates: "Duplicates | None") -> Record:
    if duplicates is None:
        return {"repost_of": None, "share": 0.0, "duplicates": []}
    blocks = [
        {
            "paragraph": repeat.paragraph,
            "document": repeat.document,
            "original": repeat.original,
            "similarity": repeat.similarity,
        }
        for repeat in duplicates.paragraphs
    ]
    return {"repost_of": duplicates.repost_of, "share": duplicates.share, "duplicates": blocks}


def _theme_record(digest: "ThemeDigest") -> Record:
    return {
        "theme": digest.theme,
        "name": digest.name,
        "paragraphs": digest.paragraphs,
        "characters": digest.characters,
        "terms": list(digest.terms),
        "lines": [line_record(line) for line in digest.lines],
    }


def digest_line_records(digests: "Digests") -> list[Record]:
    """Every line of every digest as a flat record that names the document or theme it belongs to."""
    of_documents = [
        {"digest": "document", "of": digest.document, **line_record(line)}
        for digest in digests.documents
        for line in digest.lines
    ]
    of_themes = [
        {"digest": "theme", "of": digest.theme, **line_record(line)}
        for digest in digests.themes
        for line in digest.lines
    ]
    return of_documents + of_themes


def theme_records(codebook: Codebook) -> list[Record]:
    """The themes of a codebook, each with what carries it."""
    return [asdict(theme) for theme in codebook.themes]
