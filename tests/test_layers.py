"""The house: imports go one way, files keep to their size, nothing public is undocumented."""

import ast
import re

import pytest
from conftest import ROOT

import toolkit

# Each room may import only from the rooms before it. Beside the plan of the design, `metadata` reads a document's
# blocks, `outputs` writes files, and the tagger cuts texts into sentences, so `segmentation` stands before it.
LAYERS = (
    "errors", "native", "patterns", "arguments", "document", "folders", "outputs", "words", "reading", "cleaning", "segmentation", "metadata", "duplicates",
    "labels",
    "tagging", "training", "evaluation", "summarization", "digests", "pipeline", "reports", "corpus", "cli",
)  # fmt: skip
COMMANDS = re.findall(
    r"app\.command\(cls=Command\)\((\w+)\.(\w+)\)", (ROOT / "toolkit/cli/app.py").read_text(encoding="utf-8")
)
FILES = sorted((ROOT / "toolkit").rglob("*.py"))


def room(path):
    parts = path.relative_to(ROOT / "toolkit").with_suffix("").parts
    return parts[0]


def imported(path):
    """The rooms that a file imports from, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [node.module] if node.module != "toolkit" else [f"toolkit.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        yield from (
            name.split(".")[1] for name in names if name.startswith("toolkit.") and name != "toolkit.__version__"
        )


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path):
    if room(path) in {"__init__", "__main__"}:
        return
    own = LAYERS.index(room(path))
    wrong = {name for name in imported(path) if LAYERS.index(name) > own}
    assert not wrong


def test_files_are_short_and_open_with_what_they_are():
    lengths = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in FILES)
    assert lengths[len(lengths) // 2] <= 130
    assert lengths[-1] <= 300
    for path in FILES:
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        assert docstring, path


def test_functions_are_short():
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0
                assert lines <= 30, f"{path.name}:{node.lineno} {node.name} has {lines} lines"


def test_every_public_name_and_command_is_in_both_readmes():
    commands = [name for _, name in COMMANDS]
    assert len(commands) == 10
    for name in ("README.md", "README.zh.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert [entry for entry in toolkit.__all__ if entry not in text] == []
        assert [command for command in commands if f"kechuang {command}" not in text] == []


def test_importing_the_package_loads_nothing_heavy():
    import subprocess
    import sys

    code = "import toolkit, sys; print(len([m for m in sys.modules if m.startswith(('numpy', 'toolkit.'))]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    assert done.stdout == b"0\n"


def test_public_names_are_documented_and_unknown_ones_refused():
    for name in toolkit.__all__:
        assert getattr(toolkit, name).__doc__
    with pytest.raises(AttributeError, match="module 'toolkit' has no attribute 'nothing'"):
        toolkit.nothing  # noqa: B018
    assert set(toolkit.__all__) <= set(dir(toolkit))


def test_every_help_has_an_example():
    for module, name in COMMANDS:
        tree = ast.parse((ROOT / f"toolkit/cli/{module}.py").read_text(encoding="utf-8"))
        command = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name)
        assert f"Example: kechuang {name}" in ast.get_docstring(command)
