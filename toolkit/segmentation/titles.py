"""Which lines are the title and subtitle of a document, also one that is broken over several lines."""

from collections.abc import Sequence

from toolkit.cleaning import Line
from toolkit.patterns import lazy
from toolkit.segmentation.headings import numbering

_TITLE_LENGTH = 70
LONGEST_TITLE = 120
_LEAST_TITLE = 8
_MOST_LINES = 4
_BELOW_TITLE = frozenset({"byline", "document-number"})
CLAUSE = lazy("[。，,；;：:]")
_ANNEX = lazy(r"附[件录表]\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?$")
_NO_TITLE = lazy(r"[\W\d_年月日期第]+$")  # a day, the number of an issue
_OFFICIAL = lazy(r"(?:通知|意见|决定|批复|复函|函|报告|公告|通报|办法|规定|措施|方案|细则|答复)$")


def find_titles(lines: Sequence[Line], head: Sequence[int]) -> list[int]:
    """The lines that are title and subtitle: the first two, or on a page those that stand on its source and date."""
    may_be = [number for number in head if _may_be_title(lines[number].text)]
    byline = next((n for n, line in enumerate(lines) if line.rule in _BELOW_TITLE and may_be and n > may_be[0]), 0)
    page = any(line.kind == "boilerplate" for line in lines[:byline])
    above = [number for number in may_be if number < byline]
    if len(above) > 2 and (broken := _broken_title(lines, above)):
        return broken
    return above[-2:] if page and len(above) > 2 and len(lines[above[-1]].text) >= _LEAST_TITLE else may_be[:2]


def _broken_title(lines: Sequence[Line], above: Sequence[int]) -> list[int]:
    """The last lines of a head that together are the title of an official document, broken to fit the page."""
    found: list[int] = []
    if _OFFICIAL.search(lines[above[-1]].text):
        for number in reversed(above[-_MOST_LINES:]):
            if found and number + 1 != found[0]:
                break
            found.insert(0, number)
            joined = "".join(lines[place].text for place in found)
            if "关于" in joined and not joined.startswith("关于"):
                return found
    return []


def _may_be_title(text: str) -> bool:
    return (
        (len(text) <= _TITLE_LENGTH or (len(text) <= LONGEST_TITLE and not CLAUSE.search(text)))
        and numbering(text) is None
        and not _ANNEX.match(text)
        and not _NO_TITLE.match(text)
        and not text.endswith(("。", "；", ";", ",", "，", ":", "："))
    )
