"""A model file is refused by name when it is not the very file that was saved, and nothing in it is ever executed."""

import hashlib
import io
import pickle
import zipfile

import joblib
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import toolkit
from toolkit.errors import ModelError
from toolkit.labels import Codebook, Theme

FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def data():
    texts = ["今天下雨。", "明天有雨。", "股市上涨。", "早上好。"] * 3
    themes = [["rain"], ["rain"], ["stocks"], []] * 3
    return toolkit.ThemeTagger(folds=2).fit(texts, themes).dump()


def refusal(path, data):
    path.write_bytes(data)
    with pytest.raises(ModelError) as error:
        toolkit.load_tagger(path)
    return str(error.value)


@FEW
@given(place=st.integers(0, 2**31), change=st.integers(1, 255))
def test_a_change_of_any_byte_is_refused(data, tmp_path, place, change):
    changed = bytearray(data)
    changed[place % len(data)] ^= change
    assert refusal(tmp_path / "my.model", bytes(changed)).startswith(f"{tmp_path}/my.model: ")


@FEW
@given(size=st.integers(0, 2**31))
def test_a_file_cut_short_anywhere_is_refused(data, tmp_path, size):
    assert "my.model: " in refusal(tmp_path / "my.model", data[: size % len(data)])


@FEW
@given(junk=st.binary(max_size=300), keep=st.integers(0, 3))
def test_any_other_bytes_are_refused(data, tmp_path, junk, keep):
    head = b"\n".join(data.split(b"\n")[:keep])
    assert "my.model: " in refusal(tmp_path / "my.model", head + junk)


def signed(body):
    """A body with the digest that belongs to it: what a forger would write."""
    return b"kechuang-tagger 2\n%s\n" % hashlib.sha256(body).hexdigest().encode() + body


@FEW
@given(body=st.binary(max_size=300))
def test_a_forged_digest_over_junk_is_refused(tmp_path, body):
    assert "not a model of this toolkit" in refusal(tmp_path / "my.model", signed(body))


class Bomb:
    def __reduce__(self):
        return (pytest.fail, ("code of a model file was executed",))


def archive(**arrays):
    packed = io.BytesIO()
    np.savez(packed, **arrays)
    return packed.getvalue()


def bombs(data):
    header = data.split(b"\n")[2]
    yield pickle.dumps(Bomb())
    written = io.BytesIO()
    joblib.dump(Bomb(), written)
    yield written.getvalue()
    yield b"import os; os.system('true')\n"
    yield archive(words=np.array([Bomb()], object))
    bombed = archive(**dict.fromkeys(("words", "pairs", "characters", "idf"), np.array([Bomb()], object)))
    yield signed(header + b"\n" + bombed)
    yield signed(header + b"\n" + pickle.dumps(Bomb()))


def test_foreign_programs_and_forged_files_are_refused_and_not_executed(data, tmp_path):
    for bomb in bombs(data):
        assert "not a model of this toolkit" in refusal(tmp_path / "my.model", bomb)


def test_an_archive_that_swells_is_refused_before_it_is_unpacked(data, tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as swollen:
        swollen.writestr("words.npy", b"\0" * 250_000_000)
    body = data.split(b"\n")[2] + b"\n" + packed.getvalue()
    assert "larger than any model" in refusal(tmp_path / "my.model", signed(body))


def test_another_format_version_is_named(data, tmp_path):
    told = refusal(tmp_path / "my.model", data.replace(b"kechuang-tagger 2\n", b"kechuang-tagger 1\n", 1))
    assert told == (
        f"{tmp_path}/my.model: model format 1, this version reads format 2; train it anew with `kechuang train`"
    )


@pytest.mark.parametrize(
    ("before", "after"), [(b'"C"', b'"D"'), (b'"name": "rain"', b'"name": 7'), (b'"facts": {}', b'"facts": 3')]
)
def test_a_header_that_says_something_else_is_refused(data, tmp_path, before, after):
    lines = data.split(b"\n", 3)
    assert before in lines[2]
    forged = lines[2].replace(before, after) + b"\n" + lines[3]
    assert "not a model of this toolkit" in refusal(tmp_path / "my.model", signed(forged))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 1e300])
def test_weights_that_single_precision_cannot_hold_are_refused(data, tmp_path, number):
    lines = data.split(b"\n", 3)
    with np.load(io.BytesIO(lines[3]), allow_pickle=False) as arrays:
        changed = {key: arrays[key] for key in arrays.files}
    changed["coef"] = np.full_like(changed["coef"], number, np.float64)
    told = refusal(tmp_path / "my.model", signed(lines[2] + b"\n" + archive(**changed)))
    assert "coef does not hold finite numbers" in told


@pytest.mark.parametrize("name", ["pairs", "characters"])
def test_indices_that_point_nowhere_are_refused(data, tmp_path, name):
    """A file whose digest is right and whose arrays do not fit each other is no model."""
    lines = data.split(b"\n", 3)
    with np.load(io.BytesIO(lines[3]), allow_pickle=False) as arrays:
        changed = {key: arrays[key] for key in arrays.files}
    changed[name] = changed[name].astype(np.float64)
    assert "not a model" in refusal(tmp_path / "my.model", signed(lines[2] + b"\n" + archive(**changed)))


def test_a_tagger_by_rules_alone_is_saved_too(tmp_path):
    rain = Theme("rain", "雨", "Rain", "#2f6fb0", "", "", ("下雨", "阵雨"))
    snow = Theme("snow", "雪", "Snow", "#2f6fb0", "", "", ("雪",))
    tagger = toolkit.ThemeTagger(Codebook((rain, snow))).fit([], [])
    tagger.save(tmp_path / "rules.model")
    again = toolkit.load_tagger(tmp_path / "rules.model")
    assert tagger.rules_only
    assert again.rules_only
    assert again.predict(["明天有阵雨。", "下雨夹雪。", "晴。"]).tolist() == [
        [True, False],
        [True, True],
        [False, False],
    ]
    entry = again.explain("晴。明天下雨又下雨。")["rain"]
    assert (entry.given, entry.votes, entry.decision) == (True, ("下雨",), 2.0)
