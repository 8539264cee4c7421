"""Tables of documents: which column holds what, guessed by name and content, and each row as a document."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import NamedTuple

from toolkit.document import Block
from toolkit.errors import OptionError, ReadError
from toolkit.reading.html import extract_page
from toolkit.reading.raw import Documents, Extract, Given, RawText, Source

MEANINGS = ("text", "title", "date", "region", "source", "author")
_NAMES = {
    "text": "full_text|fulltext|text|content|contents|body|article|正文|全文|内容|文本|正文内容|文章内容|报告全文|html",
    "title": "title|headline|标题|题目|名称|文件名称|文章标题|报告名称",
    "date": "publish_date|pub_date|pubdate|date|publish_time|published|发布日期|发布时间|公布日期|成文日期|日期|时间",
    "region": "region|province|city|county|地区|区域|省份|城市|省|市|省市",
    "source": "source|site|media|publisher|release_office|来源|信息来源|媒体|发布机构|发文机关|发布单位|网站",
    "author": "author|作者|记者",
}
_KNOWN = {field: tuple(names.split("|")) for field, names in _NAMES.items()}
_NO_TEXT = "no column holds documents, so the table is read as one; name the column by --column text=NAME"
_SAMPLE = 50
_PROSE = 100
_LISTED = 0.8
_FILE = re.compile(
    r"[^\n|]{1,250}\.(?:txt|md|html?|mht|docx?|wps|rtf|odt|pdf|xlsx?|csv|tsv|jsonl|parquet|sql|zip)", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]{1,2000}>")
_MARKUP = re.compile(r"</?(?:p|div|br|span|table|td|a|img|h\d|ul|li|html|body)\b[^<>]{0,2000}>", re.IGNORECASE)


class Row(NamedTuple):
    """A record with the place by which results cite it: the row a spreadsheet shows, or a line."""

    place: str
    values: Mapping[str, str]


def documents_of(
    source: Source, rows: Iterable[Row], encoding: str, *, notices: tuple[str, ...] = (), part: str = ""
) -> Documents:
    """Yield a document for each row that has text.

    A table whose cells hold no prose is one document, its rows the rows of a table; `part` names it inside its file.

    Raises
    ------
    ReadError
        If the table has no rows, or only lists files.
    OptionError
        If `source.columns` names a column that the table does not have, or a meaning that no column can have.
    """
    stream = iter(rows)
    sample = list(islice(stream, _SAMPLE))
    if not sample:
        raise ReadError(f"{source.name}: the table has no rows")
    chosen = choose_columns(sample, source.columns, source.name)
    every = chain(sample, stream)
    if "text" not in chosen:
        _refuse_index(sample, source.name)
        name = f"{source.name}#{part}" if part else source.name
        yield replace(_one_table(name, every), encoding=encoding, notices=(*notices, _NO_TEXT))
        return
    notices = (*notices, _shown(chosen))
    for row in every:
        if row.values.get(chosen["text"], "").strip():
            place = row.values.get(chosen["id"], "").strip() if "id" in chosen else ""
            yield _document(row, chosen, f"{source.name}#{place or row.place}", (encoding, notices))
            notices = ()


def _refuse_index(sample: Sequence[Row], name: str) -> None:
    """Raise a `ReadError` for a table that only lists files: it lies beside documents and is none."""
    for column in sample[0].values:
        files = sum(_FILE.fullmatch(row.values.get(column, "").strip()) is not None for row in sample)
        if len(sample) > 1 and files >= _LISTED * len(sample):
            raise ReadError(
                f"{name}: the table lists files (column {column!r}) and holds no text; leave it out, "
                "or name the column that is text by --column text=NAME"
            )


def choose_columns(sample: Sequence[Row], told: Mapping[str, str], name: str) -> dict[str, str]:
    """Return the column of each meaning: as told, else by its name, else (for the text) the column with most prose."""
    columns = list(dict.fromkeys(key for row in sample for key in row.values))
    for meaning, column in told.items():
        if meaning not in {*MEANINGS, "id"}:
            raise OptionError(f"column {meaning}: no such meaning; choose from {', '.join((*MEANINGS, 'id'))}")
        if column not in columns:
            raise OptionError(f"{name}: no column {column!r}; the table has {', '.join(map(repr, columns))}")
    chosen = dict(told)
    if "text" not in chosen and (text := _text_column(sample, columns)) is not None:
        chosen["text"] = text
    for meaning in MEANINGS[1:]:
        free = [column for column in columns if column not in chosen.values()]
        known = [column for key in _KNOWN[meaning] for column in free if column.strip().lower() == key]
        if meaning not in chosen and known:
            chosen[meaning] = known[0]
    return chosen


def _text_column(sample: Sequence[Row], columns: Sequence[str]) -> str | None:
    lengths = {
        column: sum(len(_TAG.sub("", row.values.get(column, "")).strip()) for row in sample) / len(sample)
        for column in columns
    }
    named = [column for column in columns if column.strip().lower() in _KNOWN["text"] and lengths[column] > 0]
    best = max(named or columns, key=lengths.__getitem__, default=None)
    return best if best is not None and (named or lengths[best] >= _PROSE) else None


def _shown(chosen: Mapping[str, str]) -> str:
    pairs = ", ".join(f"{meaning}={column}" for meaning, column in chosen.items())
    return f"columns taken: {pairs}; choose others by --column MEANING=NAME"


def _document(row: Row, chosen: Mapping[str, str], name: str, about: tuple[str, tuple[str, ...]]) -> RawText:
    encoding, notices = about
    given = {
        meaning: Given(value, f"column {chosen[meaning]}")
        for meaning in MEANINGS[1:]
        if meaning in chosen and (value := row.values.get(chosen[meaning], "").strip())
    }
    text = row.values[chosen["text"]]
    if _MARKUP.search(text):
        try:
            page, inside = extract_page(text, name)
        except ReadError:
            return RawText(text, name, encoding, given=given, notices=notices)
        return RawText(page.text, name, encoding, page.blocks, {**inside, **given}, notices)
    return RawText(text, name, encoding, given=given, notices=notices)


def _one_table(name: str, rows: Iterable[Row]) -> RawText:
    extract = Extract()
    header: tuple[str, ...] = ()
    for row in rows:
        if tuple(row.values) != header:
            header = tuple(row.values)
            extract.add(" | ".join(header), Block("table"))
        extract.add_row([[value] for value in row.values.values()])
    if not extract.text.strip():
        raise ReadError(f"{name}: the table has no rows")
    return RawText(extract.text, name, "", extract.blocks)


def with_header(cells: Iterable[Sequence[str]], first: int = 1) -> Iterator[Row]:
    """Yield the rows of a grid whose first row names the columns, or, where that is no header, numbers them."""
    stream = iter(cells)
    header = next(stream, None)
    if header is None:
        return
    place = first + 1
    if any(len(cell) > _PROSE for cell in header):
        stream, place = chain([header], stream), first
        header = [str(number) for number in range(1, len(header) + 1)]
    names = _unique(header)
    for number, row in enumerate(stream, place):
        extra = [f"{len(names) + shift + 1}" for shift in range(max(len(row) - len(names), 0))]
        if any(cell.strip() for cell in row):
            yield Row(str(number), dict(zip([*names, *extra], row, strict=False)))


def _unique(header: Sequence[str]) -> list[str]:
    names: list[str] = []
    seen: set[str] = set()
    for number, cell in enumerate(header, 1):
        name = " ".join(cell.split()) or str(number)
        name = f"{name}.{number}" if name in seen else name
        seen.add(name)
        names.append(name)
    return names
