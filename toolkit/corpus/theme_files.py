"""The theme digests of a corpus for readers and for programs."""

from toolkit.digests import Digests, ThemeDigest
from toolkit.reports import records
from toolkit.reports.markdown import cite, escape
from toolkit.reports.tables import to_json

NAMES = ("themes.md", "themes.json")


def theme_files(digests: Digests, *, documents: int, reposts: int) -> dict[str, str]:
    """Return the files by name: Markdown in Chinese, and the JSON of `kechuang digest` with no documents in it."""
    return {
        "themes.md": _markdown(digests, documents, reposts),
        "themes.json": to_json(records.digests_record(digests)),
    }


def _markdown(digests: Digests, documents: int, reposts: int) -> str:
    repeated = f"（其中 {reposts} 篇与在前的文档内容重复，见 duplicates）" if reposts else ""
    parts = [
        "# 政策文本分主题摘编",
        f"共 {documents} 篇文档{repeated}，{len(digests.themes)} 个主题。每行均为原文，括注为出处：〔文档 ¶段号〕。",
        *(block for theme in digests.themes for block in _theme(theme)),
    ]
    if digests.failures:
        parts += ["## 未能读取", "\n".join(f"- {escape(failure)}" for failure in digests.failures)]
    parts.append(f"<sub>kechuang {digests.version} · 模型 {digests.model}</sub>")
    return "\n\n".join(parts) + "\n"


def _theme(digest: ThemeDigest) -> list[str]:
    about = f"{digest.paragraphs} 段，{digest.characters} 字。高频特征词：{'、'.join(digest.terms) or '—'}。"
    lines = [f"- {escape(line.text)} {escape(cite(line, {}))}" for line in digest.lines]
    return [f"## {digest.name}", about, "\n".join(lines) if lines else "（没有段落涉及这一主题）"]
