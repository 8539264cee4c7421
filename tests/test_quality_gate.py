"""The tagger stays above its pinned floors, and floors sink only when told to."""

import json

import pytest
import quality_gate

import toolkit
from toolkit.folders import bundled


@pytest.fixture(scope="module")
def anew():
    return quality_gate.train_anew()


@pytest.mark.xdist_group("trained anew")
def test_quality_is_above_its_floors(anew):
    pinned = json.loads(quality_gate.PINNED.read_text(encoding="utf-8"))
    assert quality_gate.failures(pinned, quality_gate.measure(*anew)) == []


@pytest.mark.xdist_group("trained anew")
def test_training_anew_gives_the_model_that_ships_byte_for_byte(anew):
    trained, shipped = anew[0], toolkit.load_tagger()
    if trained.facts_["versions"] != shipped.facts_["versions"]:
        pytest.skip(f"the shipped model was made with {shipped.facts_['versions']}")
    assert trained.dump() == (bundled("models") / "themes.model").read_bytes()


PINNED = {"labels": "a", "floors": {"sentences": {"macro": 0.8, "talent": 0.7}}}


def test_a_score_under_its_floor_changed_labels_and_a_missing_score_are_named():
    measured = {"labels": "b", "scores": {"sentences": {"macro": 0.7}}, "texts": {"sentences": 9}}
    assert quality_gate.failures(PINNED, measured) == [
        "the labels are not those that were pinned; run python tests/quality_gate.py --pin",
        "sentences, macro: F1 0.7000 is under the floor of 0.8",
        "sentences, talent: has a floor of 0.7 and was not measured",
    ]
    measured["scores"]["sentences"] = {"macro": 0.8, "talent": 0.7}
    assert quality_gate.failures(PINNED, {**measured, "labels": "a"}) == []


def test_floors_rise_and_sink_only_when_told_to():
    measured = {"labels": "b", "scores": {"sentences": {"macro": 0.9, "talent": 0.6}}, "texts": {"sentences": 9}}
    kept, sinking = quality_gate.pin(PINNED, measured, lower=False)
    assert kept["floors"]["sentences"] == {"macro": 0.895, "talent": 0.7}
    assert sinking == ["sentences, talent: 0.7 -> 0.595"]
    lowered, _ = quality_gate.pin(PINNED, measured, lower=True)
    assert lowered["floors"]["sentences"]["talent"] == 0.595
    assert lowered["labels"] == "b"


def test_the_command_refuses_to_lower_and_writes_nothing(tmp_path, monkeypatch, capsys):
    path = tmp_path / "quality.json"
    path.write_text(json.dumps(PINNED), encoding="utf-8")
    measured = {"labels": "b", "scores": {"sentences": {"macro": 0.9, "talent": 0.6}}, "texts": {"sentences": 9}}
    monkeypatch.setattr(quality_gate, "PINNED", path)
    monkeypatch.setattr(quality_gate, "train_anew", lambda: ((), ()))
    monkeypatch.setattr(quality_gate, "measure", lambda tagger, rows: measured)
    before = path.read_bytes()
    for arguments in ([], ["--pin"]):
        try:
            quality_gate.main(arguments)
        except SystemExit as stop:
            assert "talent" in str(stop.code)
        assert path.read_bytes() == before
    quality_gate.main(["--pin", "--lower"])
    assert json.loads(path.read_text(encoding="utf-8"))["floors"]["sentences"]["talent"] == 0.595
    assert "sentences (9): macro 0.900 talent 0.600" in capsys.readouterr().out
