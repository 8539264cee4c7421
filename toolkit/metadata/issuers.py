"""Who issued a document under which number, who wrote it, and which medium it was taken from."""

import re
from collections.abc import Iterable, Iterator, Sequence

from toolkit.document import Edit, Field, Paragraph, Span
from toolkit.metadata.facts import Facts
from toolkit.patterns import lazy

TELLING_RULES = ("inline-byline", "dateline")
"""The rules of cleaning whose removals name the author or the medium."""

_AUTHORITY = (
    r"(?:人民政府办公[厅室]|人民政府|委员会办公室|委员会|办公[厅室]|科学技术厅|科学技术局|"
    r"管委会|管理局|国务院|领导小组|[\u4e00-\u9fff](?:局|厅|委|部|院|会))"
)
_ISSUER_LABELS = ("发文机关", "制定机关", "制发机关", "发文单位", "发布机构", "公开主体", "公开责任部门", "责任部门")
_NUMBER_LABELS = ("发文字号", "文号")
_TITLED = lazy(rf"([\u4e00-\u9fff、 ]{{0,40}}?{_AUTHORITY})\s*(?:办公室|办公厅)?关于")
_SIGNER = lazy(rf"[\u4e00-\u9fff、 ]{{0,40}}{_AUTHORITY}$")
_NUMBER = lazy(
    r"([\u4e00-\u9fff]{1,14})\s*[〔\[【（(［﹝〈]\s*((?:19|20)\d{2})\s*[〕\]】）)］﹞〉]\s*第?\s*(\d{1,4})\s*号"
)
_SOURCE = lazy(
    r"(?:信息|文章|稿件|新闻)?(?:来源|稿源|出处|转载自|来源于)\s*[:：]\s*([^\s)）】\]|,，;；]{2,30}?)"
    r"(?=[\s)）】\]|,，;；]|$|(?:责任)?编辑[:：]|作者[:：]|记者[:：]|发布(?:时间|日期|人|者)|举报|打印|浏览|阅读|点击|字[体号]|【)"
)
_OUTLET = lazy(
    r"据?([\u4e00-\u9fff]{0,8}?(?:新华社|中新社|中新网|[\u4e00-\u9fff]{1,6}(?:日报|晚报|新闻网|客户端|网|报(?!告))))"
)
_SENT_BY = lazy(
    r"(?:(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s+)?"
    r"([\u4e00-\u9fff]{2,8}(?:社|网|日报|晚报|客户端))(?:[\u4e00-\u9fff]{0,8}(?:\d{1,2}月)?\d{1,2}日[电讯])?$"
)
_AUTHOR = lazy(
    r"(?:作者|撰稿|撰文|记者|文/?图?)\s*(?:[:：/]|(?<=记者)\s)\s*([\u4e00-\u9fff]{2,4}(?:[\s、,，]+[\u4e00-\u9fff]{2,4})*?)"
    r"(?=\s*(?:$|[)）】\]|]|通讯员|编辑|责编|摄影|摄|来源|发布|时间|审核|校对|实习|见习|日期|浏览|[\u4e00-\u9fff]{1,4}[:：]))"
)
_SHORT = 60


def find_issuer(paragraphs: Sequence[Paragraph], facts: Facts, title: Field | None) -> Field | None:
    """Return the issuing body: of the table, of the signature at the foot, or of the title (`某某局关于…的通知`)."""
    for label in _ISSUER_LABELS:
        if label in facts:
            return facts[label].field
    for block in reversed(paragraphs):
        if block.kind == "byline" and _SIGNER.fullmatch(block.text):
            return Field(block.text, block.span)
    for block in paragraphs:
        if block.kind == "title" and (match := _TITLED.match(block.text)):
            return Field(match[1].strip(), block.locate(match.start(1), match.end(1)))
    return None


def find_number(paragraphs: Sequence[Paragraph], facts: Facts) -> Field | None:
    """Return the document's own number, with brackets `〔〕`; numbers that the text cites do not count."""
    for label in _NUMBER_LABELS:
        if label in facts:
            value = facts[label].field
            match = _NUMBER.search(value.value)
            return Field(_written(match), value.span) if match else value
    for block in paragraphs:
        short = block.kind in {"byline", "title"} and len(block.text) <= _SHORT
        if short and "号" in block.text and (match := _NUMBER.search(block.text)):
            return Field(_written(match), block.locate(match.start(), match.end()))
    return None


def _written(match: re.Match[str]) -> str:
    return f"{match[1]}〔{match[2]}〕{match[3]}号"


def find_source(paragraphs: Sequence[Paragraph], facts: Facts, ledger: Iterable[Edit]) -> Field | None:
    """Return the medium or body a text was taken from: of its byline, else of the dateline that opened it."""
    for block in paragraphs:
        if block.kind == "byline" and (match := _SOURCE.search(block.text)):
            return Field(match[1], block.locate(match.start(1), match.end(1)))
    if "来源" in facts:
        return facts["来源"].field
    for block in paragraphs:
        if block.kind == "byline" and (match := _SENT_BY.match(block.text)):
            return Field(match[1], block.locate(match.start(1), match.end(1)))
    return next(_matches(_OUTLET, ledger, "dateline"), None)


def find_author(paragraphs: Iterable[Paragraph], ledger: Iterable[Edit]) -> Field | None:
    """Return who wrote the text: of its byline, else of the brackets that closed or opened it."""
    for block in paragraphs:
        if block.kind == "byline" and (match := _AUTHOR.search(block.text)):
            return Field(_joined(match[1]), block.locate(match.start(1), match.end(1)))
    for rule in TELLING_RULES:
        for field in _matches(_AUTHOR, ledger, rule):
            return Field(_joined(field.value), field.span)
    return None


def _matches(pattern: re.Pattern[str], ledger: Iterable[Edit], rule: str) -> Iterator[Field]:
    """What a pattern finds in the removals of a rule, with its raw characters."""
    for edit in ledger:
        if edit.rule == rule and (match := pattern.search(edit.before.strip("\n"))):
            start = edit.span.start + match.start(1)
            yield Field(match[1], Span(start, start + len(match[1])))


def _joined(names: str) -> str:
    return "、".join(re.split(r"[\s、,，]+", names))
