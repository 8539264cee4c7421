"""The labels that Word shows before numbered paragraphs (`一、` `(一)` `1.`): they stand in no paragraph's own text."""

import re
from typing import Any, NamedTuple

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = W + "val"
_PLACE = re.compile(r"%(\d)")
_HAN = "零一二三四五六七八九"
_HAN_UNITS = ("", "十", "百", "千")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_SMALL = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_COUNTING = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"}
)
_DIGITAL = frozenset({"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital"})
_SERIES = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
}
_LARGEST = 9999
BULLET = "• "


class _Level(NamedTuple):
    """One depth of a list: how it counts, how its label is written, where it starts."""

    form: str
    label: str
    start: int
    suffix: str
    legal: bool


_PLAIN = _Level("decimal", "", 1, "nothing", False)


class Numbering:
    """The counters of a file's lists, which go on from paragraph to paragraph."""

    def __init__(self, root: Any) -> None:
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is not None:
            self._read(root)

    def label(self, number: str | None, depth: int) -> str:
        """Count one paragraph of the list `number` at `depth`, and return its label."""
        if number is None or number not in self._lists:
            return ""
        shared, levels = self._lists[number]
        counts = self._counts.setdefault(shared, {})
        level = levels.get(depth, _PLAIN)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return BULLET
        if level.form == "none" and "%" not in level.label:
            return level.label
        label = _PLACE.sub(lambda match: _shown(int(match[1]) - 1, level, levels, counts), level.label)
        blank = level.suffix != "nothing" and label and (label[-1].isascii() and label[-1] not in ")]")
        return label + " " if blank else label

    def _read(self, root: Any) -> None:
        abstract = {
            entry.get(W + "abstractNumId"): {_depth(level): _read_level(level) for level in entry.iter(W + "lvl")}
            for entry in root.iter(W + "abstractNum")
        }
        for entry in root.iter(W + "num"):
            reference = entry.find(W + "abstractNumId")
            shared = "" if reference is None else str(reference.get(_VAL))
            levels = dict(abstract.get(shared, {}))
            for override in entry.iter(W + "lvlOverride"):
                shared = f"{shared}/{entry.get(W + 'numId')}"
                _override(levels, override)
            self._lists[str(entry.get(W + "numId"))] = (shared, levels)


def _override(levels: dict[int, _Level], override: Any) -> None:
    depth = _depth(override)
    new, start = override.find(W + "lvl"), override.find(W + "startOverride")
    if new is not None:
        levels[depth] = _read_level(new)
    if start is not None:
        levels[depth] = levels.get(depth, _PLAIN)._replace(start=_number(start.get(_VAL), 1))


def _depth(element: Any) -> int:
    return _number(element.get(W + "ilvl"), 0)


def _read_level(level: Any) -> _Level:
    def value(tag: str, default: str) -> str:
        child = level.find(W + tag)
        return default if child is None else str(child.get(_VAL) or default)

    legal = level.find(W + "isLgl") is not None
    return _Level(
        value("numFmt", "decimal"), value("lvlText", ""), _number(value("start", "1"), 1), value("suff", "tab"), legal
    )


def _number(value: str | None, default: int) -> int:
    return int(value) if value and value.isdecimal() and int(value) <= _LARGEST else default


def _shown(depth: int, level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    other = levels.get(depth, _PLAIN)
    return written(counts.get(depth, other.start), "decimal" if level.legal else other.form)


def written(count: int, form: str) -> str:
    """Write a count as the number format `form` of Word does.

    Examples
    --------
    >>> written(12, "chineseCounting"), written(20, "japaneseCounting"), written(3, "decimalEnclosedCircle")
    ('十二', '二十', '③')
    >>> written(4, "upperRoman"), written(28, "lowerLetter"), written(7, "decimalZero"), written(10, "ideographDigital")
    ('IV', 'bb', '07', '一〇')
    """
    if form in _COUNTING:
        return _han(count)
    if form in _DIGITAL:
        return "".join(_HAN[int(digit)] for digit in str(count)).replace("零", "〇")
    if form in {"upperRoman", "lowerRoman"}:
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    if form in {"upperLetter", "lowerLetter"} and count:
        return _SERIES[form][(count - 1) % 26] * ((count - 1) // 26 + 1)
    if form in _SERIES and 0 < count <= len(_SERIES[form]):
        return _SERIES[form][count - 1]
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form == "none" else str(count)


def _han(count: int) -> str:
    if not 0 < count <= _LARGEST:
        return str(count)
    digits = [int(digit) for digit in str(count)]
    pieces = [
        (_HAN[digit] + _HAN_UNITS[len(digits) - place - 1]) if digit else "零" for place, digit in enumerate(digits)
    ]
    text = re.sub("零+", "零", "".join(pieces)).rstrip("零")
    return text.removeprefix("一") if text.startswith("一十") else text


def _roman(count: int) -> str:
    text = ""
    for value, letters in (*_ROMAN, *_ROMAN_SMALL):
        text += letters * (count // value)
        count %= value
    return text
