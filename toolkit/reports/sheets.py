"""Sheets of the workbook: their columns, their rows, and one writer that keeps every text a text."""

import re
from collections.abc import Sequence
from typing import Any

from toolkit.digests import Digests
from toolkit.document.display import KIND_NAMES
from toolkit.errors import OutputError
from toolkit.labels import Codebook
from toolkit.reports.records import Record
from toolkit.tagging.highlighting import plain_color

LAST_ROW = 1_048_576
_CELL = 32_767
_CUT = "……（超过单元格上限，全文见 paragraphs.jsonl）"
_LINE, _MOST_LINES = 15, 12  # points; a row higher than that hides the table behind one paragraph
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Columns = tuple[tuple[str, int], ...]
DOCUMENT_COLUMNS: Columns = (
    ("文档", 14), ("标题", 40), ("日期", 12), ("地区", 20), ("来源", 18), ("段数", 8), ("摘要", 80), ("文件", 30),
)  # fmt: skip
LINES_PRINTED, PARAGRAPHS_PRINTED = 7, 6  # the rest would make the type too small
LINE_COLUMNS: Columns = (
    ("类别", 8), ("主题或文档", 24), ("原文", 80), ("地区", 18), ("日期", 12), ("出处", 24), ("段落", 8),
    ("起", 9), ("止", 9), ("分值", 9), ("全部来源", 30), ("章节", 28), ("承接", 24),
)  # fmt: skip


def paragraph_columns(codebook: Codebook) -> Columns:
    """Return the columns of the paragraphs: three groups of them have one a theme."""
    names = [theme.name for theme in codebook.themes]
    first = (("文档", 24), ("段号", 8), ("类型", 10), ("章节", 28), ("文字", 80), ("主要主题", 14))
    given = tuple((name, 12) for name in names)
    scores = tuple((f"概率：{name}", 12) for name in names)
    return (*first, *given, *scores, ("存疑", 16), ("依据词", 40), ("起", 9), ("止", 9))


def paragraph_row(record: Record, codebook: Codebook) -> list[Any]:
    """Return a tagged paragraph as a row."""
    names = {theme.id: theme.name for theme in codebook.themes}
    evidence = [
        f"{names[theme]}：{'、'.join(term for term, _ in terms)}" for theme, terms in record["evidence"].items()
    ]
    place = (
        record["document"],
        record["index"],
        KIND_NAMES[record["kind"]],
        " / ".join(record["section"]),
        record["text"],
    )
    given = (int(theme in record["themes"]) for theme in names)
    scores = (record["scores"][theme] for theme in names)
    unsure = "、".join(names[theme] for theme in record["unsure"])
    primary = names.get(record["primary"], "")
    return [*place, primary, *given, *scores, unsure, "\n".join(evidence), record["start"], record["end"]]


def about_rows(digests: Digests, paragraph_sheets: Sequence[str]) -> list[list[str]]:
    """Return what a reader should know about the workbook."""
    rows = [
        ["内容", f"{len(digests.documents)} 篇文档，{len(digests.themes)} 个主题；摘编各行均为原文"],
        ["摘编", "段落一列可点击，跳到该段；起、止为原始文件（解码后）的字符位置，从 0 计"],
        ["段落", "各主题列：1 为涉及、0 为不涉及；概率在 0 与 1 之间；存疑为接近阈值的主题"],
        ["主题×文档", "涉及该主题的段落占正文段的比例"],
        ["版本", f"kechuang {digests.version}；模型 {digests.model}"],
    ]
    if len(paragraph_sheets) > 1:
        rows.append(["分表", f"段落超过一张工作表的 1,048,576 行，分为 {'、'.join(paragraph_sheets)}"])
    return rows + [["未能读取", failure] for failure in digests.failures]


def formats(book: Any) -> dict[str, Any]:
    """Return the formats of cells."""
    base = {"font_name": "微软雅黑", "font_size": 10, "valign": "top"}
    return {
        "head": book.add_format({**base, "bold": True, "bg_color": "#E8EDF4", "bottom": 1, "text_wrap": True}),
        "text": book.add_format({**base, "text_wrap": True}),
        "number": book.add_format(base),
        "share": book.add_format({**base, "num_format": "0%"}),
        "link": book.add_format({**base, "font_color": "#1F4E8C", "underline": 1}),
    }


def cell_text(text: str) -> str:
    """Return text that a cell may hold: no control characters, and at most 32,767 characters."""
    text = _ILLEGAL.sub("\ufffd", text)
    return text if len(text) <= _CELL else text[: _CELL - len(_CUT)] + _CUT


def _lines(value: Any, width: int) -> int:
    """How many lines a value takes in a column; a Chinese character is two wide. Programs differ in finding it out."""
    return sum(1 + 2 * len(line) // width for line in value.split("\n")) if isinstance(value, str) else 1


class Sheet:
    """A worksheet that grows row by row under a frozen header."""

    def __init__(self, sheet: Any, formats: dict[str, Any]) -> None:
        self._sheet, self._formats = sheet, formats
        self._widths: list[int] = []
        self._printed = 0
        self.rows = 0

    @property
    def name(self) -> str:
        """The name on the tab."""
        return str(self._sheet.name)

    def head(self, columns: Columns, *, columns_printed: int | None = None) -> None:
        """Write the header, once; on paper only the first columns are shown, all where no number is given."""
        if self.rows:
            return
        for number, (title, width) in enumerate(columns):
            self._sheet.set_column(number, number, width)
            self._sheet.write_string(0, number, title, self._formats["head"])
        self._sheet.freeze_panes(1, 1)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)
        self._printed = columns_printed or len(columns)
        self._widths, self.rows = [width for _, width in columns], 1

    def add(self, row: Sequence[Any], *, share: int | None = None, link: tuple[int, str] | None = None) -> None:
        """Write a row: texts as texts, even where they look like formulas; from column `share` on, percentages.

        Raises
        ------
        OutputError
            If the sheet is full.
        """
        if self.rows >= LAST_ROW:
            raise OutputError(
                f"sheet {self.name}: more than {LAST_ROW - 1:,} rows do not fit; use --format csv or parquet"
            )
        lines = max(map(_lines, row[: self._printed], self._widths), default=1)  # of what a reader reads
        self._sheet.set_row(self.rows, _LINE * min(_MOST_LINES, lines))
        for number, value in enumerate(row):
            if isinstance(value, str):
                self._sheet.write_string(self.rows, number, cell_text(value), self._formats["text"])
            elif value is not None:
                form = "share" if share is not None and number >= share else "number"
                self._sheet.write_number(self.rows, number, value, self._formats[form])
        if link is not None:
            column, place = link
            self._sheet.write_url(self.rows, column, place, self._formats["link"], str(row[column]))
        self.rows += 1

    def end(self) -> None:
        """Let the reader filter all columns, and print those that paper has room for."""
        self._sheet.print_area(0, 0, max(1, self.rows - 1), self._printed - 1)
        self._sheet.autofilter(0, 0, max(1, self.rows - 1), len(self._widths) - 1)

    def shade(self, column: int, color: str) -> None:
        """Colour a column from white to the colour of its theme."""
        scale = {"type": "2_color_scale", "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1}
        colors = {"min_color": "#FFFFFF", "max_color": plain_color(color)}
        self._sheet.conditional_format(1, column, max(1, self.rows - 1), column, {**scale, **colors})
