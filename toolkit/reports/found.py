"""Paragraphs found in the results of a corpus, as a table on a terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from toolkit.reports.folding import shortened, text_table

if TYPE_CHECKING:
    from toolkit.reports.records import Record

_UNKNOWN = "-"
_SHOWN = 160


def found_table(rows: "Sequence[Record]") -> Table:
    """Return the paragraphs with their documents, dates and themes."""
    table = text_table("文档", "¶", "日期", "地区", "主题", "文字", kept=("¶", "日期"))
    for row in rows:
        about = (row["date"] or _UNKNOWN, row["region"] or _UNKNOWN, "、".join(row["themes"]) or _UNKNOWN)
        table.add_row(Text(row["document"]), str(row["index"]), *about, Text(shortened(row["text"], _SHOWN)))
    return table
