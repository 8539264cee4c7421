"""Web pages: decoded by their bytes, parsed, their blocks in order, the frame around the content marked as such."""

import re
from typing import Any

from toolkit.document import Block
from toolkit.errors import ReadError
from toolkit.reading.encodings import decode
from toolkit.reading.html_blocks import PageBlock, visible_blocks
from toolkit.reading.html_main import Titles, main_blocks
from toolkit.reading.limits import MAX_ATTRIBUTES, MAX_PAGE_ELEMENTS
from toolkit.reading.raw import Documents, Extract, Given, RawText, Source

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_HEAD = 8192
_LONGEST_META = 500
_METAS = {
    "articletitle": "title",
    "og:title": "title",
    "pubdate": "date",
    "publishdate": "date",
    "article:published_time": "date",
    "og:release_date": "date",
    "contentsource": "source",
    "og:site_name": "source",
    "source": "source",
    "author": "author",
    "article:author": "author",
}
_DATE = re.compile(r"(?:19|20)\d{2}[-/.年]\d{1,2}(?:[-/.月]\d{1,2})?")
_LABEL = re.compile(r"^(?:信息|文章)?(?:来源|作者)\s*[:：]\s*")
_ATTRIBUTE = re.compile(r"[\s/]*+[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+")
_LONG_TAG = re.compile(rf"<[A-Za-z](?=[^<]{{1000}}|[^>]{{1000}})(?:{_ATTRIBUTE.pattern}){{100,}}+")
_TITLE_END = re.compile(r"\s*(?:[-_|—–]{1,2}|--|>>).*")


def read(source: Source) -> Documents:
    """Yield the text of a web page, a block a line; blocks outside its main content are marked as boilerplate."""
    declared = source.charset or _declared(source.data)
    decoded = decode(source.data, source.name, charset=declared)
    extract, given = extract_page(decoded.text, source.name)
    yield RawText(extract.text, source.name, decoded.encoding, extract.blocks, given, decoded.notices)


def extract_page(markup: str, name: str) -> tuple[Extract, dict[str, Given]]:
    """Return the blocks of a page and what its head says about it.

    Raises
    ------
    ReadError
        If the page has no visible text, or too many elements.
    """
    root = _parse(markup, name)
    blocks = [] if root is None else visible_blocks(root)
    if not blocks:
        raise ReadError(
            f"{name}: the page shows no text (a frame, pictures, or a script writes it); save what the browser shows"
        )
    given = _head(root)
    shown = _squash(root.findtext(".//head/title") or "")
    titles = Titles([shown, *(entry.value for field, entry in given.items() if field == "title")])
    extract = _extract(blocks, titles)
    if "title" in given and not any(block.kind == "title" for block in extract.blocks.values()):
        given["title"] = given["title"]._replace(sure=True)  # nothing in the text is the title
    return extract, given


def page_blocks(markup: str, name: str) -> list[PageBlock]:
    """Return the visible blocks of a piece of markup; none where it shows nothing.

    Raises
    ------
    ReadError
        If it has too many elements.
    """
    root = _parse(markup, name)
    return [] if root is None else visible_blocks(root)


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_HEAD])
    return match[1].decode("ascii") if match else None


def _parse(markup: str, name: str) -> Any:
    from lxml import etree

    _refuse_attacks(markup, name)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(markup.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if parser.error_log.filter_types([etree.ErrorTypes.ERR_RESOURCE_LIMIT]):
        raise ReadError(f"{name}: the page's elements are nested too deeply; save what the browser shows")
    return root


def _refuse_attacks(markup: str, name: str) -> None:
    """Refuse what libxml2 would take minutes for: too many elements, or attributes of one element."""
    if markup.count("<") > 2 * MAX_PAGE_ELEMENTS:
        raise ReadError(f"{name}: over {MAX_PAGE_ELEMENTS:,} elements in the page; split the file")
    for tag in _LONG_TAG.finditer(markup):
        if sum(1 for _ in _ATTRIBUTE.finditer(tag[0])) > MAX_ATTRIBUTES:
            raise ReadError(f"{name}: over {MAX_ATTRIBUTES:,} attributes in one element; this is an attack, not a page")


def _extract(blocks: list[PageBlock], titles: Titles) -> Extract:
    extract, main = Extract(), main_blocks(blocks, titles)
    first = True
    for number, block in enumerate(blocks):
        if number not in main:
            extract.add(block.text, Block("boilerplate"))
        elif first and titles.has(block.text):
            extract.add(block.text, Block("title"))
            first = False
        else:
            extract.add(block.text, block.block)
    extract.settle_title()
    return extract


def _head(root: Any) -> dict[str, Given]:
    """Title, date, source and author as the page's head gives them, the first of each."""
    given: dict[str, Given] = {}
    for meta in root.iter("meta"):
        key = (meta.get("name") or meta.get("property") or "").strip().lower()
        field = _METAS.get(key)
        value = _value(field, _squash(meta.get("content") or ""))
        if field and value and field not in given:
            given[field] = Given(value, f"html meta {key}", sure=field != "title")
    title = _TITLE_END.sub("", _squash(root.findtext(".//head/title") or ""))
    if title and "title" not in given:
        given["title"] = Given(title, "html title", sure=False)
    return given


def _value(field: str | None, content: str) -> str:
    """A meta's content without what editors' systems put around it."""
    if field == "date":
        match = _DATE.search(content)
        return match[0] if match else ""
    if field in {"author", "source"}:
        return "" if content.isdecimal() else _LABEL.sub("", content)
    return content


def _squash(text: str) -> str:
    return " ".join(text[:_LONGEST_META].split())
