"""The roads written out: from a path to a document, and from documents to digests."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from toolkit.arguments import check_type
from toolkit.cleaning import CleanText, clean_text, clean_value
from toolkit.document import Document
from toolkit.errors import ReadError
from toolkit.folders import bundled
from toolkit.metadata import TELLING_RULES, find_fields
from toolkit.reading import RawText, distinct_paths, find_inputs, lost_characters, read_all, read_raw, with_given
from toolkit.segmentation import segment_text

if TYPE_CHECKING:
    from toolkit.digests import Digests, Lengths, ThemeOrder
    from toolkit.summarization import Focus, Summary
    from toolkit.tagging import ThemeTagger

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def read(
    path: str | os.PathLike[str],
    *,
    name: str | None = None,
    columns: Mapping[str, str] | None = None,
    keep: Collection[str] = (),
) -> Document:
    """Read a file (`-` is standard input), clean it, and cut it into typed blocks and sentences.

    Parameters
    ----------
    path
        The file; one document of a table or an archive by the name that cites it (`reports.csv#12`).
    name
        How results cite it; without one, the path as given.
    columns
        Of a table: which column is `text`, `title`, `date`, `region`, `source`, `author`, `id`; without, they are
        guessed, and the guess stands in `notices`.
    keep
        Ids of cleaning rules that are switched off.

    Raises
    ------
    ReadError
        If the file is missing, empty, damaged, too large, of a format without a reader, or holds several documents.
    OptionError
        If there is no such rule.

    Examples
    --------
    >>> document = read("seeds/003_19b2de67074b4ac7.txt")
    >>> document.title, document.date, document.region
    ('江苏镇江:厚植新质生产力 铸造创新“强引擎”', '2024-08-06', '江苏省镇江市')
    """
    check_type(path, (str, os.PathLike), name="path", remedy="give the path of a file as a str or a Path")
    return segment(read_raw(path, name=name, columns=columns), keep=keep)


def clean(text: str, *, keep: Collection[str] = ()) -> CleanText:
    """Clean a raw text: its clean text, its lines, and the ledger of all edits between the two.

    `keep` names rules that are switched off; `toolkit.cleaning.RULES` lists all.

    Raises
    ------
    OptionError
        If there is no such rule, or `text` is no `str`.

    Examples
    --------
    >>> clean("創(chuàng)新驅(qū)動(dòng)發(fā)展").text
    '创新驱动发展'
    >>> clean("創(chuàng)新", keep=["script"]).text
    '創新'
    """
    check_type(text, str, name="text", remedy="give a decoded text; toolkit.read takes a file of any encoding")
    return clean_text(text, keep)


def segment(source: RawText | str, *, keep: Collection[str] = ()) -> Document:
    r"""Clean a raw text and cut it into typed blocks, sections and sentences.

    Raises
    ------
    OptionError
        If there is no such rule, or `source` is neither a `str` nor a `RawText`.

    Examples
    --------
    >>> [paragraph.kind for paragraph in segment("一、人才工作\n引进博士12名。").paragraphs]
    ['heading', 'body']
    """
    check_type(source, (str, RawText), name="source", remedy="give a decoded text; toolkit.read takes a file")
    raw = RawText(source, "text", "str") if isinstance(source, str) else source
    cleaned = clean_text(raw.text, keep, blocks=raw.blocks)
    segments = segment_text(cleaned)
    removed = cleaned.ledger.of_rules({"page-frame", *TELLING_RULES})
    frame = {edit.span.start for edit in removed if edit.rule == "page-frame"}
    own = [paragraph for paragraph in segments.paragraphs if not frame or paragraph.span.start not in frame]
    fields = with_given(find_fields(own, removed, name=raw.name), raw, partial(clean_value, keep=keep))
    suspicions = (*cleaned.suspicions, *lost_characters(raw))
    return Document(
        raw.name, raw.text, segments.paragraphs, segments.sections, cleaned.ledger, suspicions, fields, raw.notices
    )


def summarize(
    source: Document | str, *, method: str = "auto", query: str | None = None, theme: str | None = None, **limits: Any
) -> "Summary":
    """Summarize a document, or a raw text as a file would hold it.

    Parameters
    ----------
    source
        What `toolkit.read` returns, or a text.
    method
        One of `auto`, `lead`, `textrank`, `lexrank`, `centroid`, `pacsum`, `snownlp`.
    query
        Words that lines must be about; those that say more of them come first.
    theme
        The id of a theme that lines must belong to.
    **limits
        `max_chars` (200 where no limit is given), `max_sentences`, `ratio` (of the text's characters, above 0 and at
        most 1). Each is hard, and the tightest holds: where no sentence fits, the summary is empty.

    Raises
    ------
    OptionError
        If a limit is unknown or out of range, there is no such method or theme, or `source` is neither of the two.

    Examples
    --------
    >>> summarize(read("seeds/002_7cb5deaf82b5c6b7.txt"), max_chars=60).chars <= 60
    True
    """
    from toolkit.summarization import Focus, make_limit, prepare, summarize_ranked
    from toolkit.tagging import cut_documents, load_tagger

    check_type(source, (Document, str), name="source", remedy="give what toolkit.read returns, or a text")
    document = segment(source) if isinstance(source, str) else source
    limit = make_limit(limits)
    tagger = load_tagger()
    focus = Focus(query, theme).on(tagger.classes_.tolist())
    scored = tagger.score_sentences(cut_documents([document]))
    split = method == "auto" and limit.max_sentences is None  # a limit of sentences means whole ones
    room = limit.characters(sum(len(paragraph.text) for paragraph in document.body))
    judged = prepare([document], scored, split=split, rooms=[room])
    return summarize_ranked(judged, method=method, limit=limit, focus=focus)


def read_each(
    paths: Paths,
    *,
    failures: list[ReadError],
    columns: Mapping[str, str] | None = None,
    keep: Collection[str] = (),
) -> Iterator[Document]:
    """Yield the documents that `paths` mean; what cannot be read is appended to `failures`, and the rest goes on.

    A table or an archive yields each of its documents, named `FILE#ROW` or `FILE#MEMBER`; see `read` for `columns` and
    `keep`. A path that comes twice is read once.
    """
    for path in distinct_paths([paths] if isinstance(paths, str | os.PathLike) else paths):
        try:
            for entry in find_inputs([path]):
                try:
                    for raw in read_all(entry.path, name=entry.name, columns=columns, failures=failures):
                        yield segment(raw, keep=keep)
                except ReadError as error:
                    failures.append(error)
        except ReadError as error:
            failures.append(error)


def digest(
    sources: Paths | Document | Iterable[Document] | None = None,
    *,
    tagger: "ThemeTagger | None" = None,
    lengths: "Lengths | None" = None,
    focus: "Focus | None" = None,
    order: "ThemeOrder" = "place",
) -> "Digests":
    """Digest documents: the main lines of each, and of each theme over all of them.

    Parameters
    ----------
    sources
        Paths (files, folders, globs) or documents, one or many; without any, the seeds that ship.
    tagger
        The tagger; without one, the shipped one.
    lengths
        The room for each digest; see `Lengths`.
    focus
        What lines must be about: a query, a theme, or both; see `Focus`.
    order
        The order of a theme's lines: by `place` and date, or by `importance`.

    Returns
    -------
    Digests
        With `.documents`, `.themes` and `.failures`, the messages of the files that could not be read.

    Raises
    ------
    ReadError
        If none of the sources can be read: one bad file among others is a failure that the digests name.
    OptionError
        If a source is neither a path nor a document, or there is no such theme or order.
    """
    from toolkit.digests import Digester, together

    failures: list[ReadError] = []
    digester = Digester(tagger=tagger, lengths=lengths, focus=focus, order=order)
    for documents in together(_documents(bundled("seeds") if sources is None else sources, failures)):
        digester.add_all(documents)
    digests = digester.finish(tuple(str(failure) for failure in failures))
    if failures and not digests.documents:
        more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
        raise ReadError(f"{failures[0]}{more}")
    return digests


def _documents(sources: Paths | Document | Iterable[Document], failures: list[ReadError]) -> Iterator[Document]:
    many: Any = [sources] if isinstance(sources, str | os.PathLike | Document) else sources
    check_type(many, Iterable, name="sources", remedy="give paths, or documents that toolkit.read returned")
    for source in many:
        if isinstance(source, Document):
            yield source
        else:
            check_type(source, (str, os.PathLike), name="a source", remedy="give paths, or what toolkit.read returns")
            yield from read_each(source, failures=failures)
