"""Codebooks and labels are read whole or refused by file and line."""

import json
import re

import pytest
from conftest import ROOT

from toolkit.errors import LabelsError
from toolkit.labels import digest_of, load_codebook, load_labels


def test_the_shipped_codebook_and_labels_are_sound():
    codebook = load_codebook()
    assert codebook.ids == ("platforms", "talent", "finance", "incubation", "collaboration")
    assert all(theme.definition and theme.excludes and len(theme.terms) >= 30 for theme in codebook.themes)
    rows = load_labels(codebook=codebook)
    assert sum(row.unit == "paragraph" and row.id.startswith("00") for row in rows) == 82
    assert len(rows) >= 3596
    assert len(digest_of(rows, codebook)) == 64


def test_seed_labels_are_the_seed_lines():
    rows = [json.loads(line) for line in (ROOT / "labels/seeds.jsonl").read_text(encoding="utf-8").splitlines()]
    import hashlib

    for row in rows:
        line = (ROOT / "seeds" / row["document"]).read_text(encoding="utf-8").split("\n")[row["line"] - 1]
        assert hashlib.sha1(line.strip().encode()).hexdigest() == row["sha1"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["{"], "my.jsonl:1: not a line of JSON"),
        (['{"text": "甲", "themes": []}', "[]"], "my.jsonl:2: no text; give each line"),
        (['{"text": " ", "themes": []}'], "my.jsonl:1: no text"),
        (['{"text": "甲"}'], "my.jsonl:1: no list of themes"),
        (['{"text": "甲", "themes": ["money"]}'], "my.jsonl:1: unknown theme 'money'; the codebook has platforms, "),
        (['{"text": "甲", "themes": [], "primary": "x"}'], "my.jsonl:1: unknown theme 'x'"),
        (['{"id": 1, "text": "甲", "themes": []}', '{"id": 1, "text": "乙", "themes": []}'], "my.jsonl:2: id '1' stands already"),
        (['{"text": "甲", "themes": []}', '{"text": "甲", "themes": ["talent"]}'], "my.jsonl:2: the same text has other themes"),
    ],
)  # fmt: skip
def test_wrong_labels_are_refused_by_line(tmp_path, monkeypatch, lines, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(LabelsError, match=f"^{re.escape(message)}"):
        load_labels("my.jsonl")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no [[theme]] table"),
        ("[[theme]]\nname = 'x'", "theme 1 has no id"),
        ("[[theme]]\nid = 'a b'", "theme 1 has no id"),
        ("[[theme]]\nid = 'a'\nterms = 'x'", "the terms of theme 'a' are not a list"),
        ("[[theme]]\nid = 'a'\n[[theme]]\nid = 'a'", "theme 'a' stands twice"),
        ("[[theme", "not a codebook in TOML"),
    ],
)
def test_wrong_codebooks_are_refused(tmp_path, text, message):
    path = tmp_path / "themes.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LabelsError, match=re.escape(message)):
        load_codebook(path)


def test_missing_files_are_named():
    with pytest.raises(LabelsError, match=r"none\.toml: no such codebook"):
        load_codebook("none.toml")
    with pytest.raises(LabelsError, match=r"none\.jsonl: no such file of labels"):
        load_labels("none.jsonl")
