"""Rules on lines in their neighbourhood: menus above the text, links and site facts below it, captions, signatures."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from statistics import median_low
from typing import NamedTuple

from toolkit.cleaning.byline_rules import DATE, HAN_DATE
from toolkit.document import Block, Kind
from toolkit.patterns import lazy

_LONG = 40
_SHORT = 45
_MENU_ITEM = 10
_LINK = 20
_WIDE_GAP = 3
_WORD = 3
_BETWEEN = 5
NUMBER = lazy(r"^(?:[一二三四五六七八九十]{1,3}[、.]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、 ])\s*")
_ON_TEXT = lazy(f"{NUMBER.pattern}|关于")
_NO_LETTERS = lazy(r"[\W_]+")
SENTENCE_END = ("。", "！", "？", "!", "?", "；", ";", "：", ":", "，", ",")
_ISSUER = lazy(
    r"[\u4e00-\u9fff、 ]{0,36}"
    r"(?:局|厅|委|委员会|办公室|办公厅|政府|国务院|报社|日报|电视台|管委会|科技部|学会|协会|研究院|领导小组|党组|中心)$"
)
_END_MARKS = '。！？!?；;：:，,”’"》）) 」』'
_DATE_LINE = lazy(rf"(?:{DATE}|{HAN_DATE})$")
ABOUT_DOCUMENT = lazy(r"(?:报告|总结|意见|通知|办法|规划|讲话|公告|方案|计划|要点|公报|措施|条例|决定|批复|函|纪要)$")
_SITE_FACT = lazy(
    r"(?:[\u4e00-\u9fff]{2,16}编辑部\s+|[\u4e00-\u9fffA-Z]{2,8}(?=热线))?(?:主办|承办|协办|维护|主管|技术支持|网站维护|地址|邮编|邮政编码|联系电话|电话|传真|邮箱|电子邮箱|值班电话|举报电话|举报邮箱|投稿邮箱|客服电话|热线|QQ群|Tel|Fax|E-?mail)"
    r"(?:单位)?\s*[:：][^。]*$"
)
_SECTION = lazy(
    r"(?:统计|政务|信息|数据|党务|校务|监管|交易|主体)(?:公开|服务|查询|发布|数据|公报|信用|信息|知识|大厅)|"
    r"[\u4e00-\u9fff]{2}(?:概况|动态|信箱|互动|导航|系统)|(?:校园|院系|招生|合作)[\u4e00-\u9fff]{2}"
)
_NO_HAN = lazy(r"[^\u4e00-\u9fff。]{1,40}")
MENU_RULES = frozenset({"menu", "site-bar", "breadcrumb", "page-tools"})
FOOT_RULES = frozenset(
    {
        *{"menu", "copyright", "registration", "site-owner", "related", "scan", "app", "wechat", "cookie"},
        *{"neighbours", "page-tools", "counter"},
    }
)
_ENDS = frozenset({"pagination", "neighbours", "end-mark"})
CLOSING = lazy(r"编辑|责编|审核|校对|监制|[供撰]稿")
_NEAR = 4
_SITE_RULES = frozenset({"copyright", "registration", "site-owner"})


class Line(NamedTuple):
    """A non-empty line of the text under cleaning: its stripped text, where it starts, and the blank lines before.

    `known` is what the format of the file says about the line.
    """

    text: str
    start: int
    gap: int
    kind: Kind | None = None
    rule: str | None = None
    known: Block | None = None

    @property
    def end(self) -> int:
        """The position after the last character."""
        return self.start + len(self.text)


Verdict = tuple[int, Kind, str]


def menu_above(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside the short lines of a menu at the top when one is known as an item of a menu, or two name sections.

    The last of them stays where it reads like the title of a document or stands on a byline or a numbered heading.
    Above the text, a word of two or three characters between two known items (放大 正常 缩小) is one too.
    """
    head = range(1, next((number for number, line in enumerate(lines) if is_prose(line)), 1) - 1)
    for number in head:
        between = lines[number - 1].rule in MENU_RULES and lines[number + 1].rule in MENU_RULES
        if between and lines[number].kind is None and len(lines[number].text) <= _WORD:
            yield number, "boilerplate", "menu-above"
    run = 0
    while run < len(lines) and is_item(lines[run]) and (run == 0 or lines[run - 1].rule != "breadcrumb"):
        run += 1
    known = [number for number in range(run) if lines[number].rule in MENU_RULES]
    sections = [number for number in range(run) if _SECTION.fullmatch(lines[number].text)]
    if run < 3 or not (known or len(sections) > 1):
        return
    below = lines[run] if run < len(lines) else None
    on_text = below is not None and (below.kind == "byline" or _ON_TEXT.match(below.text))
    if run - 1 not in sections and (on_text or ABOUT_DOCUMENT.search(lines[run - 1].text)):
        run -= 1
    yield from ((number, "boilerplate", "menu-above") for number in range(run) if lines[number].kind is None)


def is_item(line: Line) -> bool:
    """Tell whether a line may be an item of a menu: short, or without Chinese, or known as part of the page's head."""
    short = len(line.text) <= _MENU_ITEM or _NO_HAN.fullmatch(line.text) is not None
    plain = line.kind is None and not line.text.endswith(SENTENCE_END) and not NUMBER.match(line.text)
    return line.kind == "boilerplate" or (short and plain)


def links_below(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside what follows a line such as 相关推荐 to the end, when no body line comes after it.

    Below the pager or the editors of an article, teasers of other articles go too, unless they are a third of the text.
    """
    body = _last_prose(lines)
    related = [number for number, line in enumerate(lines) if line.rule == "related"]
    last_third = _last_third(lines) if related else 0
    opening = next((n for n in related if n > body or (n >= last_third and _is_below_end(lines, n))), None)
    if opening is not None:
        rest = range(opening + 1, len(lines))
        yield from ((number, "boilerplate", "links-below") for number in rest if lines[number].kind is None)


def _is_below_end(lines: Sequence[Line], number: int) -> bool:
    """Whether an article ends shortly above: a pager, the links to its neighbours, or the names of its editors."""
    above = lines[max(0, number - _NEAR) : number]
    return any(line.rule in _ENDS or (line.rule == "byline" and CLOSING.search(line.text)) for line in above)


def _last_third(lines: Sequence[Line]) -> int:
    """The first line with two thirds of the text above it."""
    above = list(accumulate(len(line.text) if line.kind is None else 0 for line in lines))
    return bisect_left(above, 2 * above[-1] / 3)


def site_foot(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside what stands below the text among the lines of a page's foot: addresses, and short links in between."""
    below = range(_last_prose(lines) + 1, len(lines))
    known = [number for number in below if lines[number].rule in FOOT_RULES]
    site = any(lines[number].rule in _SITE_RULES for number in known)
    facts = [
        n
        for n in below
        if lines[n].kind is None and known and (site or n > known[0]) and _SITE_FACT.match(lines[n].text)
    ]
    yield from ((number, "boilerplate", "site-owner") for number in facts)
    known = sorted({*known, *facts})
    for left, right in pairwise(known):
        between = range(left + 1, right)
        if len(between) <= _BETWEEN and all(is_link(lines[number]) for number in between):
            yield from ((number, "boilerplate", "site-foot") for number in between if lines[number].kind is None)


def is_link(line: Line) -> bool:
    """Tell whether a line may be a link in a page's foot: short, or set aside already."""
    return line.kind is not None or (
        len(line.text) <= _LINK and not line.text.endswith(SENTENCE_END) and not NUMBER.match(line.text)
    )


def issuer_line(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside a bare name of an authority among the first lines, or above a date on a line of its own: it signs."""
    head = next((number for number, line in enumerate(lines) if is_prose(line)), 0)
    first = next((number for number, line in enumerate(lines) if line.kind is None), 0)
    for number, line in enumerate(lines[first : min(head, first + 5)], first):
        if number > first and line.kind is None and len(line.text) <= 20 and _ISSUER.fullmatch(line.text):
            yield number, "byline", "issuer"
    for number, line in enumerate(lines):
        if line.rule == "byline" and number > head and _DATE_LINE.match(line.text):
            signer = lines[number - 1]
            if signer.kind is None and _ISSUER.fullmatch(signer.text):
                yield number - 1, "byline", "issuer"


def values_below(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside the short line below a label of a byline that has no value of its own (`来源：`)."""
    for number, line in enumerate(lines[:-1]):
        if line.rule == "byline" and line.text.endswith((":", "：")) and len(line.text) <= _MENU_ITEM:
            value = lines[number + 1]
            if value.kind is None and len(value.text) <= 16 and not value.text.endswith(SENTENCE_END):
                yield number + 1, "byline", "byline"


def captions(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside picture texts: a short sentence that repeats a heading, or one that stands apart by wide gaps."""
    short = [n for n, line in enumerate(lines) if len(line.text) <= 2 * _SHORT]
    sentences = [n for n in short if lines[n].kind is None and lines[n].text[-1] == "。"]
    if not sentences:
        return
    headings = {n: _end(lines[n].text) for n in short if _may_be_heading(lines[n].text)}
    others = {n: _end(lines[n].text) for n in sentences if n not in headings}
    ends = set(headings.values()).intersection(others.values())
    repeated = {squashed(lines[n].text) for n, end in headings.items() if end in ends}
    usual = median_low([line.gap for line in lines[1:]] or [0])
    for number in sentences:
        text = lines[number].text
        if others.get(number) in ends and squashed(text) in repeated:
            yield number, "caption", "caption-repeats-heading"
        elif len(text) <= _SHORT and usual < _WIDE_GAP and _stands_apart(lines, number):
            yield number, "caption", "caption-apart"


def _end(text: str) -> str:
    """The last two letters of a line, by which most pairs of lines are told apart at once."""
    return text.rstrip(_END_MARKS)[-2:]


def _stands_apart(lines: Sequence[Line], number: int) -> bool:
    if lines[number].gap < _WIDE_GAP or number + 1 == len(lines):
        return False
    return lines[number + 1].gap >= _WIDE_GAP or lines[number + 1].kind == "caption"


def _may_be_heading(text: str) -> bool:
    return text[-1] not in SENTENCE_END or NUMBER.match(text) is not None


def squashed(text: str) -> str:
    """Return the letters and digits of a line without its numbering, for comparison."""
    return _NO_LETTERS.sub("", NUMBER.sub("", text))


def is_prose(line: Line) -> bool:
    """Tell a line of running text."""
    return line.kind is None and len(line.text) > _LONG and "。" in line.text


def _last_prose(lines: Sequence[Line]) -> int:
    return next((number for number in range(len(lines) - 1, -1, -1) if is_prose(lines[number])), -1)
