"""The command line as a pleasure: a file of options, quiet, suggestions, any console."""

import pytest
from test_cli import ROOT, SEED, kechuang


def test_options_of_a_project_stand_in_a_file(tmp_path):
    (tmp_path / "kechuang.toml").write_text('[digest]\nmax-chars = 60\nformat = ["json"]\n', encoding="utf-8")
    done = kechuang("digest", ROOT / SEED, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.startswith(b"{")
    assert done.stderr.decode() == "note: options from kechuang.toml\n"
    given = kechuang("digest", ROOT / SEED, "--format", "csv", cwd=tmp_path)
    assert given.stdout.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[digset]\n", "error: kechuang.toml: [digset] is no command; use one of clean, digest, evaluate, explain, "),
        ("[clean]\nledgr = true\n", "error: kechuang.toml: [clean] has no option 'ledgr'; use one of column, force, "),
        ("[clean\n", "error: kechuang.toml: not a file in TOML: "),
    ],
)
def test_a_wrong_file_of_options_is_refused_by_name(tmp_path, text, message):
    (tmp_path / "kechuang.toml").write_text(text, encoding="utf-8")
    done = kechuang("clean", ROOT / SEED, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode().startswith(message)
    assert done.stderr.decode().count("\n") == 1


def test_quiet_says_nothing_but_errors(tmp_path):
    done = kechuang("--quiet", "digest", SEED, "--output", tmp_path / "out")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    failed = kechuang("--quiet", "read", tmp_path / "nothing.txt")
    assert failed.returncode == 1
    assert failed.stderr.startswith(b"error: ")


def test_a_mistyped_command_or_theme_is_helped():
    assert "Did you mean 'digest'?" in kechuang("digset").stderr.decode()
    assert "choose one of platforms, talent" in kechuang("digest", SEED, "--theme", "finanse").stderr.decode()


@pytest.mark.parametrize("command", ["digest", "tag", "summarize", "read", "clean", "train", "evaluate", "explain", "themes"])
def test_help_prints_on_a_gbk_console(command):
    done = kechuang(command, "--help", PYTHONUTF8="0", PYTHONIOENCODING="gbk:strict")
    assert done.returncode == 0, done.stderr
    assert f"Example: kechuang {command}" in " ".join(done.stdout.decode("gbk").split())


def test_results_and_words_on_a_gbk_console(tmp_path):
    (tmp_path / "emoji\U0001f600.txt").write_text("全市新增省级重点实验室5家\U0001f600，引进博士15名。\n", encoding="utf-8")
    console = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk:strict"}
    done = kechuang("digest", tmp_path, "--output", tmp_path / "out", **console)
    assert done.returncode == 0, done.stderr
    assert "重点实验室" in done.stdout.decode() or "emoji" in done.stdout.decode()
    assert kechuang("read", tmp_path / "no\U0001f600.txt", **console).stderr.startswith(b"error: ")
