"""The table of facts above an official document: 索引号, 主题分类, 发文机关, 成文日期, 文号, 有效性.

Its lines are set aside as boilerplate; what they say about the document is read by `toolkit.metadata`.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.cleaning.context import Line, Verdict
from toolkit.patterns import lazy

STRONG_LABELS = frozenset(
    (
        "索引号", "信息索引号", "索引号码", "主题分类", "体裁分类", "组配分类", "主题词", "服务对象",
        "公开方式", "公开范围", "公开时限", "公开程序", "公开形式", "公开主体", "公开责任部门", "责任部门",
        "生成日期", "生效日期", "失效日期", "废止日期", "施行日期", "有效性", "是否有效", "效力状态",
        "文件状态", "时效状态", "时效性", "发文机关", "制定机关", "制发机关", "发文单位", "发文字号", "文号",
        "内容概述", "内容概览", "信息名称", "文件名称", "统一编号", "规范性文件统一编号", "登记号", "法规层级",
    )
)  # fmt: skip
WEAK_LABELS = frozenset(
    (
        "标题", "名称", "分类", "关键词", "来源", "发布机构", "成文日期", "发文日期", "发布日期", "公布日期",
        "发布时间", "公开日期", "成文时间", "印发日期", "备注", "摘要",
    )
)  # fmt: skip
_WORDS = sorted(STRONG_LABELS | WEAK_LABELS, key=len, reverse=True)
_LABEL = lazy(
    r"(?:^|(?<=[\s|【\[]))[|【\[]?\s*("
    + "|".join(r"[ ]*".join(word) for word in _WORDS)
    + r")\s*[】\]]?\s*(?:[:：|]|$)"
)
_OPENINGS = frozenset("|【[").union(word[0] for word in _WORDS)
_HEAD = 80
_LEAST = 2
_LONGEST = 300
_VALUE = 90
_VALIDITY = frozenset({"有效", "现行有效", "失效", "废止", "已废止", "是", "否"})


class Fact(NamedTuple):
    """A label with its value, which stands at `[start, end)` of the line and may be empty."""

    label: str
    value: str
    start: int
    end: int


def facts(text: str) -> list[Fact]:
    """Return the labels of a line that opens with one, each with its value.

    Examples
    --------
    >>> [fact[:2] for fact in facts("索 引 号：0000 发文字号： 某政发〔2024〕1号")]
    [('索引号', '0000'), ('发文字号', '某政发〔2024〕1号')]
    """
    if text.lstrip()[:1] not in _OPENINGS or not _LABEL.match(text):
        return []
    found = list(_LABEL.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [_fact(text, match, end) for match, end in zip(found, ends, strict=True)]


def _fact(text: str, match: re.Match[str], end: int) -> Fact:
    value = text[match.end() : end]
    start = match.end() + len(value) - len(value.lstrip(" |"))
    value = value.strip(" |")
    return Fact("".join(match[1].split()), value, start, start + len(value))


def info_table(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside the lines of the table, and the values that stand on lines of their own below an empty label."""
    table = {
        number: found
        for number, line in enumerate(lines[:_HEAD])
        if len(line.text) <= _LONGEST and (found := facts(line.text))
    }
    if sum(fact.label in STRONG_LABELS for found in table.values() for fact in found) < _LEAST:
        return
    for number, found in table.items():
        if lines[number].kind is None:
            yield number, "boilerplate", "info-table"
        below = number + 1
        alone = below not in table and _is_value(lines, below, last=below + 1 not in table)
        if not found[-1].value and alone:
            yield below, "boilerplate", "info-table"


def _is_value(lines: Sequence[Line], number: int, *, last: bool) -> bool:
    """Whether a line is the value of the label above it; below the last label the title of the text may follow."""
    if number >= len(lines) or lines[number].kind is not None:
        return False
    return lines[number].text in _VALIDITY if last else len(lines[number].text) <= _VALUE
