"""Paragraphs found in the results of a corpus, as a table on a terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from toolkit.reports.records import Record

_UNKNOWN = "-"
_SHOWN = 160


def found_table(rows: "Sequence[Record]") -> Table:
    """Return the paragraphs with their documents, dates and themes."""
    table = Table("文档", "¶", "日期", "地区", "主题")
    table.add_column("文字", overflow="fold")
    for row in rows:
        about = (row["date"] or _UNKNOWN, row["region"] or _UNKNOWN, "、".join(row["themes"]) or _UNKNOWN)
        table.add_row(Text(row["document"]), str(row["index"]), *about, Text(row["text"][:_SHOWN]))
    return table
