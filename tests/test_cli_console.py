"""On any console: colours and boxes on a terminal, and nothing that a console in GBK cannot show."""

import ast
import io
import os
import subprocess
import sys

import pytest
from conftest import ROOT
from rich.cells import cell_len
from rich.console import Console

import toolkit
from toolkit.reports import terminal
from toolkit.reports.found import found_table
from toolkit.reports.scores import themes_table

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")

TEXT = (
    "云溪市2031年科技创新工作总结\n来源：云溪日报\n一、平台建设\n全市新增省级重点实验室5家，其中概念验证中心2家。\n"
    "二、人才工作\n引进博士15名，发放科技贷款3.2亿元，孵化器入驻企业80家。\n（完）\n"
)
LABELS = '{"text": "引进博士15名。", "themes": ["talent"], "annotator_a": ["talent"], "annotator_b": ["talent"]}\n'
COMMANDS = [
    ["digest", "a.txt"],
    ["digest", "a.txt", "--output", "out"],
    ["digest", "a.txt", "--format", "markdown"],
    ["tag", "a.txt"],
    ["read", "a.txt"],
    ["clean", "a.txt"],
    ["clean", "a.txt", "--ledger"],
    ["summarize", "a.txt"],
    ["explain", "将风险补偿资金池增至5200万元。"],
    ["themes"],
    ["themes", "--card"],
    ["themes", "--json"],
    ["evaluate", "--labels", "my.jsonl"],
    ["evaluate", "--labels", "my.jsonl", "--agreement"],
    ["--help"],
    ["digest", "--help"],
]


def on_a_console(*arguments, cwd, encoding, width=100):
    """The bytes that a command sends to a terminal of an encoding, and what it says beside."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}
    environment |= {"TERM": "xterm", "COLUMNS": str(width)}
    with subprocess.Popen(
        [sys.executable, "-m", "toolkit", *arguments], stdout=theirs, stderr=subprocess.PIPE, cwd=cwd, env=environment
    ) as running:
        os.close(theirs)
        pieces = []
        try:
            while piece := os.read(ours, 65_536):
                pieces.append(piece)
        except OSError:  # the other side is closed: the end
            pass
        said = running.stderr.read()
    os.close(ours)
    assert running.returncode == 0, said
    return b"".join(pieces), said


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_nothing_is_lost_on_a_console_in_gbk(tmp_path, arguments):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "my.jsonl").write_text(LABELS, encoding="utf-8")
    shown, said = on_a_console(*arguments, cwd=tmp_path, encoding="gbk")
    text = shown.decode("gbk")
    assert len(text) > 50
    assert "?" not in text
    said.decode("gbk")


def test_a_character_that_the_console_lacks_never_ends_the_work(tmp_path):
    (tmp_path / "a.txt").write_text("全市新增省级重点实验室5家\U0001f600，引进博士15名。\n", encoding="utf-8")
    shown, _ = on_a_console("digest", "a.txt", cwd=tmp_path, encoding="gbk")
    assert "§0〕" in shown.decode("gbk")
    assert "重点实验室5家?，引进博士" in shown.decode("gbk")


@pytest.mark.parametrize("command", ["read", "themes", "clean --ledger", "query"])
def test_no_table_cuts_chinese_text_off(command):
    text = "新增省级重点实验室五家引进博士十五名发放科技贷款三亿元" * 6
    document = toolkit.segment(f"总结\n一、工作\n{text}。\n")
    row = {
        "document": "a.txt",
        "index": 1,
        "date": "2031-01-08",
        "region": "江苏省镇江市",
        "themes": ["talent"],
        "text": text[:150],
    }
    parts = {
        "read": lambda: terminal.block_table(document),
        "themes": lambda: [themes_table(toolkit.load_codebook())],
        "clean --ledger": lambda: terminal.ledger_table(toolkit.segment(f"总结\n来源：{text[:30]}\n正文在此。\n")),
        "query": lambda: [found_table([row])],
    }
    for width in (60, 100):
        console = Console(width=width, file=io.StringIO())
        console.print(*parts[command]())
        assert "…" not in console.file.getvalue().replace(" …", "")


def test_a_terminal_has_colours_and_its_width(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    shown, _ = on_a_console("digest", "a.txt", cwd=tmp_path, encoding="utf-8", width=90)
    assert b"\x1b[" in shown
    top = next(line for line in shown.decode().splitlines() if line.startswith("┏"))
    assert len(top) <= 90


@pytest.mark.parametrize("width", [72, 80, 120])
def test_the_overview_has_all_its_columns_at_any_width(width, seed_documents):
    console = Console(width=width, file=io.StringIO())
    console.print(*terminal.overview_tables(toolkit.digest(seed_documents), toolkit.load_codebook()))
    lines = console.file.getvalue().splitlines()
    assert max(map(cell_len, lines)) <= width
    assert [line[-1] for line in lines if line.startswith(("┏", "┡", "└"))] == ["┓", "┩", "┘"] * 2


def test_no_message_of_the_command_line_has_a_character_outside_gbk():
    rooms = [*(ROOT / "toolkit/cli").glob("*.py"), ROOT / "toolkit/errors.py", ROOT / "toolkit/arguments.py"]
    for path in rooms:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in {"¶", "•"}:
                node.value.encode("gbk")
    for path in (ROOT / "toolkit").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise):
                ast.unparse(node).encode("gbk")
