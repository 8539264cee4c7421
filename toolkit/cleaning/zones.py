"""The zones of a flattened page by their form: the menu above its title, the labels below it, the links under its text.

No word of a site is needed here. What counts is where a line stands: runs of short lines without the end of a sentence
above the title or under the last sentence, and only on what is a page for certain.
"""

from collections.abc import Iterable, Iterator, Sequence

from toolkit.cleaning.byline_rules import DATE
from toolkit.cleaning.context import (
    ABOUT_DOCUMENT,
    CLOSING,
    FOOT_RULES,
    MENU_RULES,
    NUMBER,
    SENTENCE_END,
    Line,
    Verdict,
    is_item,
    is_link,
    is_prose,
)
from toolkit.patterns import lazy

_REACH = 16
_SHORTEST_TITLE = 9
_LEAST_MENU = 4
_LEAST_PAGE = 3
_WORD = 8
_FOOT_WORD = 12
_LONGEST_NAME = 3
_SITE_NAME = 24
_DIGIT = lazy(r"\d")
_SIGNER = lazy(r"[\u4e00-\u9fff、 ]{2,36}(?:局|厅|委|委员会|办公[厅室]|政府|国务院|党组)")
_ENTITY = lazy(r"附[件表录]|[\u4e00-\u9fff]{2,}(?:公司|厂|院|所|大学|学校|局|集团|银行|县|市|区|镇|街道|村)")
_LABEL = lazy(
    r"[\u4e00-\u9fff]{0,6}(?:[编文]号|日期|时间|单位|对象|属性|结果|类别|状态|格式|频率|条件|范围|[人方点])\s*[:：]"
)
_BRACKETED = lazy(r"【[\u4e00-\u9fff]{2,8}】[^。【】]{2,40}")
_PHONE = lazy(r"[^。，:：]{2,10}[:：]\s*[\d()（）\-— 、]{7,}")
_SITE = lazy(r"[\w\u4e00-\u9fff]{2,18}(?:网|网站|门户|在线|平台|系统|数据库|频道|客户端|[周月季]刊)")
_PAIR = lazy(r"[\u4e00-\u9fff]{2,6}[:：][^。]{1,40}$")
_VALUE = lazy(r"[\u4e00-\u9fff]{2,6}[:：][^\u4e00-\u9fff]*[\u4e00-\u9fff]?$")
_OFFICE = lazy(r"[\u4e00-\u9fff]{2,6}(?:单位|部门|机构)\s*[:：]\s*[^。，,:：]{2,24}[局厅委办院所会心府司]")
_SERIAL = lazy(r"[\u4e00-\u9fff]{0,6}编号\s*[:：]\s*[\w\-〔〕\[\]]{3,30}")
_PATH = lazy(r"[^\s>。，；|]{2,16}(?:\s*[>»›／]+\s*[^\s>。，；|]{2,16}){1,6}")
_DAY = lazy(rf"[^。，,:：]{{2,10}}[:：]\s*{DATE}(?:\s*\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?")
_COUNT = lazy(r"[\u4e00-\u9fff]{2,5}\s*\d[\d,.]*\s*[万亿]?\s*[次人条]?|[\d,.]+\s*万?\s*次[\u4e00-\u9fff]{2}")
_PAGE_RULES = MENU_RULES.union(
    FOOT_RULES, ("menu-above", "page-frame", "pagination", "player", "attachment", "links-below")
)


def page_head(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside the menu above the title: four short words or more, known or not, and a title that stands on its text.

    A head that names a document or its issuer is the cover of a text, not a page.
    """
    if _text(lines) <= _LEAST_MENU and not _is_page(lines):
        return
    title = _title(lines)
    if title == 0:
        return
    above = range(title)
    if any("。" in lines[number].text for number in above if lines[number].kind is None):
        return
    words = [n for n in above if _is_word(lines[n])]
    if lines[0].kind is None and _is_page(lines) and _SITE.fullmatch(lines[0].text):
        yield 0, "boilerplate", "menu-above"
    cover = any(ABOUT_DOCUMENT.search(lines[n].text) or _SIGNER.fullmatch(lines[n].text) for n in words)
    if cover or len(words) + sum(lines[n].rule in MENU_RULES for n in above) < _LEAST_MENU:
        return
    if lines[0].kind is None and len(lines[0].text) <= _SITE_NAME and all(map(_is_word, lines[1:_LEAST_MENU])):
        yield 0, "boilerplate", "menu-above"
    for number in above:
        if lines[number].kind is None and _PATH.fullmatch(lines[number].text):
            yield number, "boilerplate", "breadcrumb"
        elif lines[number].kind is None and is_item(lines[number]) and not _may_be_title(lines[number]):
            yield number, "boilerplate", "menu-above"


def page_labels(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside labels in brackets, two or more, above a text; above that of a page bare days, counts and offices."""
    text = _text(lines)
    above = range(_title(lines) + 1, text) if text > 1 else range(0)
    yield from ((number, "byline", "byline") for number in _bracketed(lines, above))
    for number in above if above and _is_page(lines) else ():
        if lines[number].kind is None and (_DAY.fullmatch(lines[number].text) or _OFFICE.fullmatch(lines[number].text)):
            yield number, "byline", "byline"
        elif lines[number].kind is None and _SERIAL.fullmatch(lines[number].text):
            yield number, "boilerplate", "info-table"
        elif lines[number].kind is None and _COUNT.fullmatch(lines[number].text):
            yield number, "boilerplate", "counter"


def page_tail(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside the short lines under the last sentence of a page: those below the first known line of its foot.

    Under a text that has a menu above it, a run of short words is the foot as well, unless it lists names.
    """
    if not _is_page(lines):
        return
    last = next((n for n in range(len(lines) - 1, -1, -1) if _says_something(lines[n])), len(lines))
    below = range(last + 1, len(lines))
    known = next((n for n in below if _is_foot(lines[n])), len(lines))
    plain = [n for n in below if lines[n].kind is None]
    yield from ((n, "boilerplate", "site-owner") for n in plain if n > known and _PHONE.fullmatch(lines[n].text))
    links = [n for n in plain if is_link(lines[n])]
    menu = sum(line.rule in MENU_RULES or line.rule == "menu-above" for line in lines[: _text(lines)]) >= _LEAST_MENU
    apart = [n for n in links if n > known]
    opened = last < len(lines) and lines[last].text.endswith((":", "："))  # a list follows
    if menu and not opened and _are_words([lines[n].text for n in links if n < known]):
        apart = links
    yield from ((number, "boilerplate", "site-foot") for number in apart)


def _is_foot(line: Line) -> bool:
    """Whether a line closes an article: a known line of the page's foot, or the names of its editors."""
    return line.rule in _PAGE_RULES or (line.rule == "byline" and CLOSING.search(line.text) is not None)


def _title(lines: Sequence[Line]) -> int:
    """The line nearest above the text that reads like its title; 0 where there is none."""
    text = _text(lines)
    near = range(text - 1, max(-1, text - _REACH), -1)
    labels = {*_bracketed(lines, near), *(n for n in near if _PAIR.match(lines[n].text))}
    runs = {n for n in labels if n - 1 in labels or n + 1 in labels}  # one alone may be a title: 云溪：创新之城
    return next((n for n in near if n not in runs and _may_be_title(lines[n])), 0)


def _bracketed(lines: Sequence[Line], numbers: Iterable[int]) -> list[int]:
    """The lines that open with a label in brackets, where there are two at least: one alone may be a title."""
    found = [n for n in numbers if lines[n].kind is None and _BRACKETED.fullmatch(lines[n].text)]
    return found if len(found) > 1 else []


def _text(lines: Sequence[Line]) -> int:
    return next((number for number, line in enumerate(lines) if is_prose(line)), 0)


def _may_be_title(line: Line) -> bool:
    label = _LABEL.match(line.text) or NUMBER.match(line.text) or _VALUE.match(line.text)
    plain = line.kind is None and not line.text.endswith(SENTENCE_END) and "|" not in line.text
    return plain and not label and len(line.text) >= _SHORTEST_TITLE and not _PATH.fullmatch(line.text)


def _is_word(line: Line) -> bool:
    return line.kind is None and len(line.text) <= _WORD and is_item(line) and not _DIGIT.search(line.text)


def _is_page(lines: Sequence[Line]) -> bool:
    return sum(line.rule in _PAGE_RULES for line in lines) >= _LEAST_PAGE


def _says_something(line: Line) -> bool:
    """Whether a line belongs to the text: it has a sentence, opens with a number, is a row, or too long for a link."""
    whole = "。" in line.text or line.text.endswith(SENTENCE_END) or "|" in line.text
    return line.kind is None and (whole or NUMBER.match(line.text) is not None or len(line.text) > 2 * _FOOT_WORD)


def _are_words(texts: Sequence[str]) -> bool:
    """Whether short lines are links: three or more, most of them neither names of people nor of bodies."""
    words = sum(_LONGEST_NAME < len(text) <= _FOOT_WORD and not _ENTITY.match(text) for text in texts)
    return len(texts) >= _LEAST_PAGE and 3 * words > 2 * len(texts)
