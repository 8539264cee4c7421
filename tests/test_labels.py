"""Codebooks and labels are read whole or refused by file and line."""

import json
import re

import pytest
from conftest import ROOT

from toolkit.errors import LabelsError
from toolkit.labels import digest_of, label_warnings, load_codebook, load_labels, refuse_missing_examples


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
        (['{"text": "甲", "themes": [], "primary": "talent"}'], "my.jsonl:1: primary theme 'talent' is not among"),
        (['{"text": "甲", "themes": [["talent"]]}'], "my.jsonl:1: unknown theme ['talent']"),
        (["[" * 100_000], "my.jsonl:1: not a line of JSON"),
        (["1" * 5000], "my.jsonl:1: not a line of JSON"),
        (['{"id": "x", "annotator_a": [], "annotator_b": []}'], "my.jsonl:1: no labelled text has the id 'x'"),
        (['{"id": "x", "annotator_a": [], "annotator_b": ["y"]}'], "my.jsonl:1: unknown theme 'y'"),
        (['{"id": 1, "text": "甲", "themes": []}', '{"id": 1, "text": "乙", "themes": []}'], "my.jsonl:2: id '1' stands already"),
        (['{"text": "甲", "themes": []}', '{"text": "甲", "themes": ["talent"]}'], "my.jsonl:2: the same text has other themes"),
    ],
)  # fmt: skip
def test_wrong_labels_are_refused_by_line(tmp_path, monkeypatch, lines, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(LabelsError, match=f"^{re.escape(message)}"):
        load_labels("my.jsonl")


def row(text, *themes, **more):
    return json.dumps({"text": text, "themes": themes, **more})


def written(path, *lines):
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_annotations_are_tied_to_texts_and_are_no_texts_of_their_own(tmp_path):
    texts = written(
        tmp_path / "texts.jsonl", row("甲", "talent", id="x"), row("乙", id="y", annotator_a=[], annotator_b=[])
    )
    said = written(
        tmp_path / "said.jsonl", '{"id": "x", "annotator_a": ["talent"], "annotator_b": ["finance", "talent"]}'
    )
    found = load_labels([said, texts])
    assert [entry.text for entry in found] == ["甲", "乙"]
    assert [entry.annotators for entry in found] == [(("talent",), ("talent", "finance")), ((), ())]
    assert digest_of(found, load_codebook()) == digest_of(load_labels(texts), load_codebook())
    written(said, '{"id": "y", "annotator_a": [], "annotator_b": []}')
    with pytest.raises(LabelsError, match=r"said\.jsonl:1: the annotators of 'y' are given already"):
        load_labels([texts, said])


def test_weak_labels_are_counted_in_warnings(tmp_path):
    lines = [row("甲", "talent", document="a"), row("乙", "talent", document="a"), row("丙"), row("丙"), row("丁")]
    path = written(tmp_path / "my.jsonl", *lines)
    assert label_warnings(load_labels(path), load_codebook()) == [
        f"{path}: theme 'talent' stands in one document only (2 texts of 'a'); it cannot be tested on another, and no "
        "threshold is chosen",
        f"1 texts stand more than once with the same themes ({path}:4 repeats {path}:3); each copy counts",
    ]
    assert label_warnings(load_labels(), load_codebook()) == []


def test_a_theme_without_an_example_is_refused_with_the_file(tmp_path):
    path = written(tmp_path / "my.jsonl", row("甲", "platforms"), row("乙"))
    with pytest.raises(LabelsError, match=re.escape(f"{path}: theme 'talent' has no example among 2 texts")):
        refuse_missing_examples(load_labels(path), load_codebook())


def test_any_character_can_be_labelled(tmp_path):
    rows = load_labels(written(tmp_path / "my.jsonl", '{"text": "\\ud800", "themes": []}'))
    assert len(digest_of(rows, load_codebook())) == 64


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
