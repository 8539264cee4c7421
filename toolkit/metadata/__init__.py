"""What a document says about itself: each fact with the characters it was read from, nothing from elsewhere."""

from collections.abc import Sequence
from itertools import islice

from toolkit.document import BODY_KINDS, Edit, Field, Paragraph, Span
from toolkit.metadata.dates import find_date
from toolkit.metadata.facts import Facts, collect
from toolkit.metadata.issuers import TELLING_RULES, find_author, find_issuer, find_number, find_source
from toolkit.metadata.regions import Region, find_region, mentions
from toolkit.metadata.relative import RelativeDate, resolve_dates
from toolkit.patterns import lazy

__all__ = ["TELLING_RULES", "Region", "RelativeDate", "find_fields", "find_region", "mentions", "resolve_dates"]

_SUBTITLE = lazy(r"[—―─\-–(（]|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日")
_SITE = lazy(
    r"\s*[-_|]{1,2}\s*[^-_|]{0,20}(?:网|频道|新闻|日报|门户|政府|官网|客户端|政务|时政|News|Paper)[^-_|]{0,12}$"
)
_SITE_NAME = lazy(r"(?:网|网站|门户|频道|人民政府|局|厅|委员会|办公室|协会|中心|栏目)$|[>»|]")
_MARK = lazy(r"#+\s*")
_OCCASION = lazy(r"\s*[—―]{1,2}\s*(?=(?:19|20)\d{2}年\d{1,2}月\d{1,2}日在)")
_CLOSED_TITLE = lazy(r"(?:通知|意见|决定|批复|报告|公告|函|通报|办法|规定|措施|方案|细则)$")
_OFFICIAL = lazy(r"(?:通知|意见|决定|批复|报告|公告|通报|办法|措施|方案|公报)(?:$|[（(—])")
# A page flattened into one line opens with the title and the day of the speech.
_FLAT_TITLE = lazy(r"([\u4e00-\u9fff]{2,20}报告)\s*[—―]{1,2}(?:19|20)\d{2}年\d{1,2}月\d{1,2}日在")
_OPEN_TITLE = lazy(rf".*关于(?!.*{_CLOSED_TITLE.pattern})")
_AUTHORITY = lazy(r"[\u4e00-\u9fff、 ]{2,36}(?:国务院|政府|办公[厅室]|管委会|[局厅委部院会])")
_TITLE_LABELS = ("标题", "名称", "信息名称", "文件名称")
_LEAST_TITLE = 4
_LONG_TITLE = 8
_HEAD = 40
_OPENING = 8
_ASSEMBLY = "人民代表大会"
_LOCAL_ASSEMBLY = lazy(rf"(?!.*全国{_ASSEMBLY})[^。]{{2,40}}{_ASSEMBLY}")
_OFFICES = ("省长", "市长", "州长", "县长", "区长", "主席")
_SPEAKER = lazy(rf"[^。]{{2,16}}(?:{'|'.join(_OFFICES)})\s")
_SPEAKER_REACH = 18
_PUBLISHED = lazy(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d|来源|发布|记者|作者")


def find_fields(paragraphs: Sequence[Paragraph], ledger: Sequence[Edit] = (), *, name: str = "") -> dict[str, Field]:
    """Return the metadata of a document; what it does not state is left out.

    Parameters
    ----------
    paragraphs
        All its blocks, also those that cleaning set aside.
    ledger
        The edits of cleaning, at least those of the `TELLING_RULES`: datelines and reporters stand only there.
    name
        The name of the file, the last resort for a date.

    Returns
    -------
    dict
        `title`, `date`, `region`, `source`, `author`, `issuer`, `number`, each with its raw span (None for a date of
        the file's name).
    """
    facts = collect(paragraphs)
    title = _with_issuer(_title(paragraphs, facts), paragraphs)
    issuer = find_issuer(paragraphs, facts, title)
    found = {
        "title": title,
        "date": find_date(paragraphs, facts, name),
        "region": _region(paragraphs, issuer),
        "source": find_source(paragraphs, facts, ledger),
        "author": find_author(paragraphs, ledger),
        "issuer": issuer,
        "number": find_number(paragraphs, facts),
    }
    return {name: field for name, field in found.items() if field is not None}


def _title(paragraphs: Sequence[Paragraph], facts: Facts) -> Field | None:
    for label in _TITLE_LABELS:
        if label in facts and len(facts[label].value) >= _LEAST_TITLE:
            return facts[label].field
    above = _above_byline(paragraphs)
    titles = [paragraph for paragraph in paragraphs if paragraph.kind == "title"]
    official = (block for block in titles if _OFFICIAL.search(block.text) and not _SUBTITLE.match(block.text))
    longest = max(titles, key=lambda block: (not _SUBTITLE.match(block.text), len(block.text)), default=None)
    best = above or next(official, longest)
    if best is None:
        body = next((paragraph for paragraph in paragraphs if paragraph.is_body), None)
        flat = _FLAT_TITLE.match(body.text) if body else None
        return Field(flat[1], body.locate(flat.start(1), flat.end(1))) if body and flat else None
    if broken := _broken(titles):
        return broken
    first = above or titles[0]
    rest = next((block for block in paragraphs if block.index > first.index), first)
    if _OPEN_TITLE.match(first.text) and rest.kind in {"title", "heading"} and _CLOSED_TITLE.search(rest.text):
        return Field(first.text + rest.text, Span(first.span.start, rest.span.end))
    return _bare(best)


def _with_issuer(title: Field | None, paragraphs: Sequence[Paragraph]) -> Field | None:
    """A title that begins with 关于, with the authority that stands on the line above it."""
    if title is None or title.span is None or not title.value.startswith("关于"):
        return title
    number = next((n for n, block in enumerate(paragraphs[:_HEAD]) if block.span.start == title.span.start), 0)
    above = paragraphs[number - 1] if number else None
    if above is None or above.kind not in {"byline", "title"} or not _AUTHORITY.fullmatch(above.text):
        return title
    return Field(above.text + title.value, Span(above.span.start, title.span.end))


def _broken(titles: Sequence[Paragraph]) -> Field | None:
    """The title of an official document over three lines or more, the last of which names its kind."""
    text = "".join(block.text for block in titles)
    whole = len(titles) > 2 and titles[-1].index - titles[0].index == len(titles) - 1 and "关于" in text
    if not whole or not _CLOSED_TITLE.search(text) or any(_CLOSED_TITLE.search(block.text) for block in titles[:-1]):
        return None
    return Field(text, Span(titles[0].span.start, titles[-1].span.end))


def _above_byline(paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """The line directly above the source or date of a page, or above the subtitle that stands between."""
    for number, block in enumerate(paragraphs[1:_HEAD], 1):
        if block.is_body:
            return None
        if block.kind == "byline" and _PUBLISHED.search(block.text):
            above = [entry for entry in paragraphs[max(0, number - 2) : number] if entry.kind in {"title", "heading"}]
            lines = [entry for entry in above if not _SUBTITLE.match(entry.text) and not _SITE_NAME.search(entry.text)]
            return next((entry for entry in lines if len(entry.text) >= _LONG_TITLE), lines[-1] if lines else None)
    return None


def _bare(block: Paragraph) -> Field:
    """The title without the mark before it, the occasion of a speech and the names of sites after it."""
    mark = _MARK.match(block.text)
    start = mark.end() if mark else 0
    occasion = _OCCASION.search(block.text, start + _LEAST_TITLE)
    end = occasion.start() if occasion else len(block.text)
    while (site := _SITE.search(block.text[:end])) and site.start() - start >= _LEAST_TITLE:
        end = site.start()
    return Field(block.text[start:end], block.locate(start, end))


def _is_speech(text: str) -> bool:
    """Whether a line names an assembly, or who speaks to it."""
    if _ASSEMBLY in text and _LOCAL_ASSEMBLY.match(text):
        return True
    return any(office in text[:_SPEAKER_REACH] for office in _OFFICES) and _SPEAKER.match(text) is not None


def _region(paragraphs: Sequence[Paragraph], issuer: Field | None) -> Field | None:
    titles = list(islice((block for block in paragraphs if block.kind in {"title", "heading"}), 2))
    body = [block for block in paragraphs if block.kind in BODY_KINDS]
    own = {block.index for block in titles}
    opening = (block for block in paragraphs[:_OPENING] if block.index not in own)
    spoken = list(islice((block for block in opening if _is_speech(block.text)), 1))
    heads = [block.text for block in (*titles, *spoken)] + ([issuer.value] if issuer else [])
    region = find_region("\n".join(heads), "\n".join(paragraph.text for paragraph in body[:40]))
    if region is None:
        return None
    short = region.short
    for block in (*titles, *spoken, *body):
        for mention in mentions(block.text) if short in block.text else ():
            if mention.region == region:
                return Field(region.full, block.locate(mention.start, mention.end))
    return Field(region.full, issuer.span if issuer else None)
