"""Tables for terminals whose Chinese text wraps instead of being cut off."""

from collections.abc import Collection
from typing import Any

from rich.table import Table


def text_table(*heads: str, kept: Collection[str] = (), **options: Any) -> Table:
    """Return a table with these columns; the text of all but `kept` ones breaks anywhere.

    Chinese has no blanks to break lines at, and rich shows of a word that is too long only its beginning.
    """
    table = Table(title_justify="left", **options)
    for head in heads:
        table.add_column(head, overflow="fold", no_wrap=head in kept)
    return table


def shortened(text: str, most: int) -> str:
    """Return at most so many characters of a text, and a mark where there are more."""
    return text if len(text) <= most else text[: most - 1] + "…"
