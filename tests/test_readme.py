"""Both READMEs tell the same: commands, options, links, pictures, and code that runs."""

import re
import shlex

import pytest
from conftest import ROOT
from test_cli import kechuang

ENGLISH, CHINESE = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md"))
OPTION = re.compile(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*")


def of_programs(text):
    """The options that are those of `kechuang`."""
    return set(OPTION.findall(text)) - {"--pin"}


def commands(text):
    """Each command as it is typed: its name and its options, whatever the words that they are given."""
    typed = re.findall(r"(?:`|^)(kechuang [a-z-]+[^`\n]*)", text, re.MULTILINE)
    return sorted({(line.split()[1], *sorted(set(OPTION.findall(line)))) for line in typed})


def test_both_show_the_same_commands_with_the_same_options():
    assert commands(ENGLISH) == commands(CHINESE)


def test_both_have_the_same_sections():
    counts = [len(re.findall(r"^## ", text, re.MULTILINE)) for text in (ENGLISH, CHINESE)]
    assert counts[0] == counts[1]


def test_both_name_the_same_options():
    assert of_programs(ENGLISH) == of_programs(CHINESE)


def test_both_show_the_same_pictures_and_link_to_files_that_exist():
    pictures = [re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text) for text in (ENGLISH, CHINESE)]
    assert pictures[0] == pictures[1]
    links = {link for text in (ENGLISH, CHINESE) for link in re.findall(r"\]\(([^)#]+)\)", text)}
    assert [link for link in links if not link.startswith("https:") and not (ROOT / link).exists()] == []


def test_every_option_that_is_shown_exists():
    names = {name for name, *_ in commands(ENGLISH) if not name.startswith("-")}
    helps = {name: kechuang(name, "--help").stdout.decode() for name in names}
    for name, *options in commands(ENGLISH):
        if name in helps:
            assert [option for option in options if option not in helps[name]] == [], name


def test_every_command_line_can_be_split():
    for text in (ENGLISH, CHINESE):
        for line in re.findall(r"^kechuang .*$", text, re.MULTILINE):
            shlex.split(line)


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_the_python_of_the_two_minutes_runs(text, capsys):
    code = re.findall(r"```python\n(.*?)```", text, re.DOTALL)[0]
    # The project's own README is run as its reader would run it; nothing from outside gets here.
    exec(compile(code, "README", "exec"), {})
    assert "('finance',)" in capsys.readouterr().out
