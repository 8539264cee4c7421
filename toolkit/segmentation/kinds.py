"""The kind of each line: what cleaning and the file's format know, then titles, tables, references and headings."""

from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest

from toolkit.cleaning import CleanText, Line
from toolkit.document import Kind
from toolkit.patterns import lazy
from toolkit.segmentation.headings import is_heading, numbering
from toolkit.segmentation.titles import CLAUSE, LONGEST_TITLE, find_titles

_BULLET = lazy(r"[·•●■◆▪◇○※★☆\-*＊]\s*\S|[①-⑳]|[（(]\d{1,2}[)）]")
_TABLE_ROW = lazy(r"(?:[^|\n]*\|){2,}|(?:\S+ {3,}){2,}\S")
_TAB = lazy(r"[\w%）)】][ \u3000]*\t")
_BLANK_TO_FILL = lazy(r"\S {3,}\S|年 +月 +日")
_BODY_LENGTH = 60
_TERM = lazy("[:：]")
_WORDLESS = lazy(r"[\W_]+$")
_REFERENCES = frozenset({"参考文献", "主要参考文献", "参考资料", "References", "Reference"})
_REFERENCE = lazy(r"\[?\d{1,3}[\].、 ]?\s*[^\d\s]|.*(?:19|20)\d{2}")
_LONGEST_REFERENCE = 300


def line_kinds(clean: CleanText) -> list[Kind]:
    """Return the kind of each line of a clean text."""
    kinds = _by_form(clean.lines, _tabbed(clean), _rows(clean))
    for number in list(_numbered_sentences(clean.lines, kinds)):
        kinds[number] = "body"
    return kinds


def _by_form(lines: Sequence[Line], tabbed: Collection[int], rows: Collection[int]) -> list[Kind]:
    """The kind of each line: what cleaning set aside keeps its kind, then titles, then one line at a time.

    `tabbed` lines have cells, and `rows` may be the rows of a table.
    """
    kept = [number for number, line in enumerate(lines) if line.kind is None]
    if len(kept) == 1:  # a single line is a text of its own, whatever its form
        return [line.kind or _known(line) or "body" for line in lines]
    first_body = next((number for number in kept if _is_prose(lines[number].text)), len(lines))
    tables = {number for number in rows if number - 1 in rows or number + 1 in rows}.union(tabbed)
    titles = find_titles(lines, [number for number in kept if number < first_body and number not in tabbed])
    if any(line.known and line.known.kind == "title" for line in lines):
        titles = []
    told: dict[int, Kind] = {**dict.fromkeys(tables, "table"), **dict.fromkeys(titles, "title")}
    cited = _references(lines)
    return [
        line.kind or ("footnote" if number in cited else _known(line)) or told.get(number) or _kind(line.text)
        for number, line in enumerate(lines)
    ]


def _rows(clean: CleanText) -> set[int]:
    """The lines with cells between bars or wide gaps."""
    if "|" not in clean.text and "   " not in clean.text:
        return set()
    return {number for number, line in enumerate(clean.lines) if line.kind is None and _TABLE_ROW.match(line.text)}


def _tabbed(clean: CleanText) -> set[int]:
    """The lines that the raw text cuts into cells by tabs, which cleaning has made blanks."""
    if "\t" not in clean.raw:
        return set()
    found = set()
    for number, line in enumerate(clean.lines):
        label = numbering(line.text)  # Word parts it from its heading by a tab
        span = clean.alignment.span(line.start + (label[1] if label else 0), line.end)
        if "。" not in line.text and _TAB.search(clean.raw, span.start, span.end):
            found.add(number)
    return found


def _references(lines: Sequence[Line]) -> set[int]:
    """The works cited below 参考文献, up to the first line that neither opens with a number nor holds a year."""
    found: set[int] = set()
    for heading in (number for number, line in enumerate(lines) if line.text in _REFERENCES):
        for number in range(heading + 1, len(lines)):
            if len(lines[number].text) > _LONGEST_REFERENCE or not _REFERENCE.match(lines[number].text):
                break
            found.add(number)
    return found


def _numbered_sentences(lines: Sequence[Line], kinds: Sequence[Kind]) -> Iterator[int]:
    """The sentences of a numbered list: each looks like a heading, but the next number follows at once.

    A term with its meaning (`3.“两海”：…`) is an entry of a glossary and no sentence of the text.
    """
    before = ""  # the style of a sentence of the list that goes on
    kept = [number for number, line in enumerate(lines) if line.kind is None]
    for number, following in zip_longest(kept, kept[1:]):
        text = lines[number].text
        style = _style(text) if kinds[number] == "heading" and text[-1] == "。" and not _TERM.search(text) else ""
        goes_on = style and following is not None and _style(lines[following].text) == style
        if style and (goes_on or before == style):
            yield number
            before = style
        else:
            before = ""


def _style(text: str) -> str:
    label = numbering(text)
    return label[0] if label else ""


def _known(line: Line) -> Kind | None:
    """What the file's format says, except that a numbered item of a list may be a heading."""
    if line.known is None:
        return None
    numbered = numbering(line.text) is not None and not line.text.endswith("。") and is_heading(line.text)
    if line.known.kind == "list_item" and numbered:
        return None
    return line.known.kind


def _kind(text: str) -> Kind:
    if text.startswith(">"):
        return "quote"
    if " " in text and _is_to_fill(text):
        return "table"
    kind: Kind = "heading" if is_heading(text) else "list_item" if _BULLET.match(text) else "body"
    return "body" if kind == "body" or _WORDLESS.match(text) else kind


def _is_to_fill(text: str) -> bool:
    """Tell a line of a form, with blanks to write in."""
    label = numbering(text)
    blank = _BLANK_TO_FILL.search(text, label[1] if label else 0)
    return blank is not None and len(text) <= _BODY_LENGTH and "。" not in text


def _is_prose(text: str) -> bool:
    if _BODY_LENGTH < len(text) <= LONGEST_TITLE and not CLAUSE.search(text):
        return False
    return len(text) > _BODY_LENGTH or text.endswith("。")
