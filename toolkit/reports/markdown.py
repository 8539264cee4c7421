"""The digest a Chinese reader opens: a section a document, a section a theme, each line with its citation."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from toolkit.digests import DigestLine, Digests, DocumentDigest, ThemeDigest
from toolkit.metadata import resolve_dates
from toolkit.reports.groups import Group, by_document, chinese_date, group_head
from toolkit.summarization import Summary

_ACTIVE = re.compile(r"([\\`*_\[\]<>|#~])")
_LOCAL = re.compile(r"[我全本](?:[市县]|省(?!力)|区(?!域)|州(?!县))|该[局市县区省]")
_UNKNOWN = "—"
_LONG = 8
"""Lines from which a document's digest is grouped by section."""


def short_names(documents: Sequence[str]) -> dict[str, str]:
    """Return for each document the shortest handle that is its own: `002` for `002_7cb5….txt`, else the file's stem."""
    stems = {name: name.rsplit("/", 1)[-1].rsplit(".", 1)[0] for name in documents}
    heads = {name: stem.split("_", 1)[0] for name, stem in stems.items()}
    for handles in (heads, stems):
        if len(set(handles.values())) == len(handles) and all(handles.values()):
            return handles
    return {name: name for name in documents}


def cite(line: DigestLine, names: dict[str, str]) -> str:
    """Return the citation of a line: `〔002 ¶14〕`, with the number of sources where several say the same."""
    more = f"，{len(line.sources)} 处来源" if len(line.sources) > 1 else ""
    return f"〔{names.get(line.document, line.document)} ¶{line.paragraph}{more}〕"


def escape(text: str) -> str:
    """Return text so that Markdown shows it as it is."""
    return _ACTIVE.sub(r"\\\1", text)


def digests_markdown(digests: Digests) -> str:
    """Return all digests as Markdown in Chinese."""
    names = short_names([digest.document for digest in digests.documents])
    about = {digest.document: digest for digest in digests.documents}
    parts = [
        "# 政策文本摘编",
        f"共 {len(digests.documents)} 篇文档，{len(digests.themes)} 个主题。每行均为原文，括注为出处：〔文档 ¶段号〕。",
        "## 文档一览",
        *_overview(digests, names),
        *_reposts(digests, names),
        "## 分文档摘要",
        *(block for digest in digests.documents for block in _document(digest, names)),
        "## 分主题摘编",
        *(block for digest in digests.themes for block in _theme(digest, names, about)),
    ]
    if digests.failures:
        parts += ["## 未能读取", "\n".join(f"- {escape(failure)}" for failure in digests.failures)]
    parts.append(f"<sub>kechuang {digests.version} · 模型 {digests.model}</sub>")
    return "\n\n".join(parts) + "\n"


def _overview(digests: Digests, names: dict[str, str]) -> list[str]:
    themes = [digest.name for digest in digests.themes]
    head = ["文档", "标题", "日期", "地区", "段数", *themes]
    rows = [
        [
            escape(handle(digest, names)),
            escape(digest.title or _UNKNOWN),
            digest.date or _UNKNOWN,
            digest.region or _UNKNOWN,
            str(digest.paragraphs),
            *(f"{share:.0%}" for share in digest.shares.values()),
        ]
        for digest in digests.documents
    ]
    lines = [head, ["---"] * len(head), *rows]
    return ["\n".join("| " + " | ".join(row) + " |" for row in lines)]


def handle(digest: DocumentDigest, names: dict[str, str]) -> str:
    """Return the short name of a document, and of the earlier one that it repeats: `005（同 004）`."""
    origin = digest.duplicates and digest.duplicates.repost_of
    return names[digest.document] + (f"（同 {names[origin]}）" if origin else "")


def _reposts(digests: Digests, names: dict[str, str]) -> list[str]:
    """Which documents repeat which, as a list; nothing where none does."""
    lines = [f"- {escape(line)}" for line in repost_lines(digests, names)]
    return ["## 重复与转载", "\n".join(lines)] if lines else []


def repost_lines(digests: Digests, names: dict[str, str]) -> Iterator[str]:
    """Yield a line for each document that repeats an earlier one, whole or by paragraphs."""
    for digest in digests.documents:
        found = digest.duplicates
        if found and found.repost_of:
            yield f"{names[digest.document]} 与 {names[found.repost_of]} 内容重复（重合 {found.share:.0%}）"
        elif found and found.paragraphs:
            repeated = "、".join(f"¶{r.paragraph}＝{names[r.document]} ¶{r.original}" for r in found.paragraphs)
            yield f"{names[digest.document]} 有 {len(found.paragraphs)} 段与前文重复：{repeated}"


def _document(digest: DocumentDigest, names: dict[str, str]) -> list[str]:
    about = [digest.date and f"日期：{digest.date}", digest.region and f"地区：{digest.region}"]
    about += [digest.source and f"来源：{escape(digest.source)}", f"文件：{escape(digest.document)}"]
    title = escape(digest.title or "（无标题）")
    body = [block for part in _by_section(digest) for block in _part(part, digest, names)]
    head = [f"### {escape(names[digest.document])} {title}", "　".join(part for part in about if part)]
    return head + (body or ["（无可摘录的正文）"])


def _by_section(digest: DocumentDigest) -> list[tuple[str, list[DigestLine]]]:
    """The lines of a long digest by the outermost headings of their document, in one group where it is short."""
    groups = [(head, list(lines)) for head, lines in groupby(digest.lines, key=lambda line: "".join(line.section[:1]))]
    if len(digest.lines) < _LONG or len(groups) < 2:
        return [("", list(digest.lines))] if digest.lines else []
    return groups


def _part(part: tuple[str, list[DigestLine]], digest: DocumentDigest, names: dict[str, str]) -> list[str]:
    heading, lines = part
    listed = "\n".join(_item(line, names, None, digest.date) for line in lines)  # the place stands above them all
    return [f"**{escape(heading)}**", listed] if heading else [listed]


def _theme(digest: ThemeDigest, names: dict[str, str], documents: dict[str, DocumentDigest]) -> list[str]:
    about = f"{digest.paragraphs} 段，{digest.characters} 字。高频特征词：{'、'.join(digest.terms) or _UNKNOWN}。"
    blocks = [block for group in by_document(digest.lines, documents) for block in _group(group, names, documents)]
    return [f"### {digest.name}", about, *(blocks or ["（没有段落涉及这一主题）"])]


def _group(group: Group, names: dict[str, str], documents: dict[str, DocumentDigest]) -> list[str]:
    """The lines of one document under what it is; where the group is mixed, each line names its place."""
    head, lines = group
    items = []
    for line in lines:
        digest = documents[line.document]
        items.append(_item(line, names, None if head else digest.region, digest.date))
    listed = "\n".join(items)
    return [f"**{escape(group_head(head))}**", listed] if head else [listed]


def _item(line: DigestLine, names: dict[str, str], region: str | None, date: str | None) -> str:
    notes = line_notes(line, region, date)
    return f"- {escape(line.text)} {cite(line, names)}" + (f"（{escape('；'.join(notes))}）" if notes else "")


def line_notes(line: DigestLine, region: str | None, issued: str | None) -> list[str]:
    """Return what a line stands on: the head of its list, the place of 我市, the date of 去年; the line stays."""
    notes = [f"承“{line.context}”"] if line.context else []
    local = _LOCAL.search(line.text)
    place = _place_of(local[0][-1], region) if local and region else ""
    notes += [place] if place else []
    dates = {found.text: found.value for found in resolve_dates(line.text, issued)}
    return notes + [f"{words}：{chinese_date(value)}" for words, value in dates.items()]


def _place_of(unit: str, region: str) -> str:
    """The part of a region that 全省, 全市 or 全区 means; all of it for 该局, nothing where it has no such level."""
    if unit == "局":
        return region
    level = "自治州" if unit == "州" else unit
    found = region.rfind(level)
    return region[: found + len(level)] if found >= 0 else ""


def summary_markdown(summary: Summary) -> str:
    """Return a summary as a Markdown list with citations."""
    lines = [
        f"- {escape(line.text)} 〔¶{line.paragraph}〕" + (f"（承“{escape(line.context)}”）" if line.context else "")
        for line in summary.lines
    ]
    return f"### {escape(summary.document)}\n\n" + ("\n".join(lines) or "（无可摘录的正文）") + "\n"
