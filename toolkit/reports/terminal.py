"""Results on a terminal: rich tables that adapt to its width, and plain lines in a pipe."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rich.console import Console, RenderableType
from rich.text import Text

from toolkit.document.display import KIND_NAMES
from toolkit.reports.folding import shortened, text_table

if TYPE_CHECKING:  # a table is printed without loading all that digests
    from toolkit.digests import Digests
    from toolkit.document import Document
    from toolkit.labels import Codebook
    from toolkit.tagging import TaggedParagraph

_UNKNOWN = "-"
_THEME_WIDTH = 4  # of a name two characters a line: the room is for titles, also on 80 columns


def print_to(stream: Any, parts: Iterable[RenderableType]) -> None:
    """Print tables and lines to a text stream; without a terminal there is no colour and the width is 120."""
    console = Console(file=stream, highlight=False, width=None if stream.isatty() else 120)
    for part in parts:
        console.print(part, soft_wrap=isinstance(part, Text))


def print_markdown(stream: Any, text: str) -> None:
    """Print Markdown to a text stream: rendered on a terminal, as it is in a pipe."""
    if stream.isatty():
        from rich.markdown import Markdown

        Console(file=stream).print(Markdown(text))
    else:
        stream.write(text)


def overview_tables(digests: "Digests", codebook: "Codebook") -> list[RenderableType]:
    """Return the table of documents and the table of themes."""
    from toolkit.reports.markdown import handle, repost_lines, short_names

    names = short_names([digest.document for digest in digests.documents])
    documents = text_table("文档", "标题、日期与地区", "段数", title="文档", kept=("段数",))
    colors = {theme.id: theme.color or "default" for theme in codebook.themes}
    for digest in digests.themes:
        style = colors.get(digest.theme, "default")
        documents.add_column(digest.name, justify="right", style=style, overflow="fold", max_width=_THEME_WIDTH)
    for entry in digests.documents:
        shares = [f"{share:.0%}" for share in entry.shares.values()]
        about = Text(" ".join((entry.title or entry.document).split()))
        about.append("\n" + (" ".join(filter(None, (entry.date, entry.region))) or _UNKNOWN), style="dim")
        documents.add_row(handle(entry, names), about, str(entry.paragraphs), *shares)
    themes = text_table("主题", "段数", "字数", "特征词", title="主题", kept=("段数", "字数"))
    for theme in digests.themes:
        themes.add_row(theme.name, str(theme.paragraphs), str(theme.characters), "、".join(theme.terms) or _UNKNOWN)
    return [documents, *map(Text, repost_lines(digests, names)), themes]


def digest_lines(digests: "Digests") -> list[RenderableType]:
    """Return the lines of all digests with their citations."""
    from toolkit.reports.markdown import cite, short_names

    names = short_names([digest.document for digest in digests.documents])
    parts: list[RenderableType] = []
    titled = [(entry.title or entry.document, entry.lines) for entry in digests.documents]
    titled += [(entry.name, entry.lines) for entry in digests.themes]
    for title, lines in titled:
        parts.append(Text(f"\n{title}", style="bold"))
        parts += [Text(f"  · {line.text} {cite(line, names)}") for line in lines]
    return parts


def block_table(document: "Document") -> list[RenderableType]:
    """Return what was read: metadata and blocks."""
    table = text_table("¶", "类型", "章节", "文字", title=Text(document.title or document.name), kept=("¶", "类型"))
    for paragraph in document.paragraphs:
        section = paragraph.section[-1] if paragraph.section else ""
        table.add_row(
            str(paragraph.index), KIND_NAMES[paragraph.kind], Text(shortened(section, 20)), Text(paragraph.text)
        )
    fields = {"日期": document.date, "地区": document.region, "来源": document.source}
    fields |= {"作者": document.author, "发文机关": document.issuer, "文号": document.number}
    about = "　".join([document.name, *(f"{name} {value or _UNKNOWN}" for name, value in fields.items())])
    slips = [
        Text(f"疑误（未改动）：{entry.text} → {entry.suggestion}（第 {entry.span.start} 字）")
        for entry in document.suspicions
    ]
    return [table, Text(about), *slips]


def ledger_table(document: "Document") -> list[RenderableType]:
    """Return the entries of the ledger."""
    table = text_table("规则", "起", "止", "原文", "改为", title=Text(document.name), kept=("规则", "起", "止"))
    for edit in document.ledger:
        table.add_row(
            edit.rule,
            str(edit.span.start),
            str(edit.span.end),
            Text(shortened(edit.before, 60)),
            Text(shortened(edit.after, 60)),
        )
    return [table]


def tagged_table(
    document: "Document", tagged: "tuple[TaggedParagraph, ...]", codebook: "Codebook"
) -> list[RenderableType]:
    """Return the tagged paragraphs of a document."""
    table = text_table("¶", "主题", "依据", "文字", title=Text(document.title or document.name), kept=("¶",))
    for entry in tagged:
        names = "、".join(codebook[theme].name + ("？" if theme in entry.unsure else "") for theme in entry.themes)
        terms = "、".join(dict.fromkeys(term for found in entry.evidence.values() for term, _ in found[:3]))
        table.add_row(
            str(entry.paragraph.index), names or _UNKNOWN, Text(terms), Text(shortened(entry.paragraph.text, 80))
        )
    return [table]
