"""The table of facts above an official document: 索引号, 主题分类, 发文机关, 成文日期, 文号, 有效性.

Its lines are set aside as boilerplate; what they say about the document is read by `toolkit.metadata`.
"""

from collections.abc import Iterator, Sequence

from toolkit.cleaning.context import Line, Verdict

STRONG_LABELS = frozenset(
    "索引号 信息索引号 索引号码 主题分类 体裁分类 组配分类 主题词 服务对象 公开方式 公开范围 公开时限 公开程序 公开形式 公开主体 公开责任部门 责任部门 "
    "生成日期 生效日期 失效日期 废止日期 施行日期 有效性 是否有效 效力状态 文件状态 时效状态 时效性 发文机关 制定机关 制发机关 发文单位 发文字号 文号 "
    "内容概述 内容概览 信息名称 文件名称 统一编号 规范性文件统一编号 登记号 法规层级".split()
)
WEAK_LABELS = frozenset("标题 名称 分类 关键词 来源 发布机构 成文日期 发文日期 发布日期 公布日期 发布时间 公开日期 成文时间 印发日期 备注 摘要".split())
_LABELS = STRONG_LABELS | WEAK_LABELS
_HEAD = 80
_LEAST = 2
_LONGEST = 240
_VALUE = 90


def labelled(text: str) -> tuple[str, str] | None:
    """Return the label that opens a line and its value, or None: `索 引 号：0000` gives `("索引号", "0000")`.

    Examples
    --------
    >>> labelled("发文字号： 某政发〔2024〕1号")
    ('发文字号', '某政发〔2024〕1号')
    """
    head, colon, value = text.strip("|").strip().replace("：", ":", 1).partition(":")
    if not colon:
        head, _, value = head.partition("|")
    label = "".join(head.split()).strip("【】[]")
    return (label, value.strip(" |")) if label in _LABELS else None


def info_table(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside the lines of the table, and the values that stand on lines of their own below an empty label."""
    found = {
        number: fact
        for number, line in enumerate(lines[:_HEAD])
        if len(line.text) <= _LONGEST and (fact := labelled(line.text))
    }
    if sum(label in STRONG_LABELS for label, _ in found.values()) < _LEAST:
        return
    for number, (_, value) in found.items():
        if lines[number].kind is None:
            yield number, "boilerplate", "info-table"
        below = number + 1
        if not value and below in range(len(lines)) and below + 1 in found and below not in found:
            if lines[below].kind is None and len(lines[below].text) <= _VALUE:
                yield below, "boilerplate", "info-table"
