"""Tables of a finished run, and questions to them."""

import shutil

import pytest
from corpora import tables
from hypothesis import given
from hypothesis import strategies as st

import toolkit
from toolkit.corpus import Query, RunOptions, query_results
from toolkit.corpus.grams import Grams, may_hold
from toolkit.corpus.places import Place
from toolkit.errors import OptionError, OutputError


def test_questions_are_answered_from_the_tables(undisturbed):
    """Each condition narrows the answer, in the order of the input."""
    every = query_results(undisturbed, Query(limit=1000))
    assert [(row["document"], row["index"]) for row in every] == [
        (row["document"], row["index"]) for row in tables(undisturbed)[1]
    ]
    finance = query_results(undisturbed, Query(theme="finance", region="镇江", text="苏科贷"))
    assert finance
    assert all("finance" in row["themes"] and "镇江" in row["region"] and "苏科贷" in row["text"] for row in finance)
    assert {row["date"][:4] for row in query_results(undisturbed, Query(year=2021))} == {"2021"}
    assert len(query_results(undisturbed, Query(limit=2))) == 2


@pytest.mark.parametrize("text", ["' OR 1=1 --", "%", '"; DROP TABLE x', "\\"])
def test_what_is_asked_for_is_data_and_never_sql(undisturbed, text):
    assert query_results(undisturbed, Query(text=text)) == []
    assert query_results(undisturbed, Query(region=text)) == []


def test_unknown_themes_and_limits_are_refused(undisturbed):
    with pytest.raises(OptionError, match="--theme sport: no such theme in these results; there are platforms, talent"):
        query_results(undisturbed, Query(theme="sport"))
    with pytest.raises(OptionError, match="limit must be at least 1"):
        Query(limit=0)
    with pytest.raises(OptionError, match="workers and shard_size must be at least 1"):
        RunOptions(workers=0)


@pytest.mark.parametrize("frames", ["polars", "pandas", "arrow"])
def test_results_come_as_the_tables_one_works_with(undisturbed, frames):
    results = toolkit.load_results(undisturbed, frames=frames)
    assert len(results.documents) == 12
    assert type(results.paragraphs).__module__.partition(".")[0] == {"arrow": "pyarrow"}.get(frames, frames)
    spans = zip(list(results.digests["document"]), list(results.digests["paragraph"]), strict=True)
    assert all(str(document).endswith(".txt") for document, _ in spans)


def test_lines_of_digests_are_the_very_characters_of_the_files(reports, undisturbed):
    """From a row to the raw file and back."""
    for row in tables(undisturbed)[2]:
        raw = (reports / row["document"]).read_text(encoding="utf-8")
        assert raw[row["start"] : row["end"]] == row["text"]


def test_unknown_folders_and_foreign_manifests_are_refused(tmp_path):
    """The message says what lies there and what to do."""
    with pytest.raises(OutputError, match="no finished run of `kechuang digest --workers` lies here; check the path"):
        toolkit.load_results(tmp_path)
    (tmp_path / "manifest.json").write_text("[]")
    with pytest.raises(OutputError, match="not written by this toolkit; choose another folder"):
        toolkit.load_results(tmp_path)
    (tmp_path / "manifest.json").write_text('{"settings": {"format": 99}, "shards": []}')
    with pytest.raises(OutputError, match="its format is 99, this version writes 3; use a new folder"):
        toolkit.load_results(tmp_path)
    with pytest.raises(OptionError, match="frames='csv': must be one of polars, pandas, arrow"):
        toolkit.load_results(tmp_path, frames="csv")


@given(st.lists(st.text(max_size=30), min_size=1, max_size=8), st.data())
def test_what_stands_in_a_text_is_never_passed_over(texts, data):
    """A bitmap tells of each text that it may be there, of whatever length and characters."""
    grams = Grams()
    grams.add(texts)
    text = data.draw(st.sampled_from(texts))
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    assert may_hold(grams.finish(), text[start:end])


def test_what_stands_nowhere_is_passed_over_by_most_shards():
    """Of a thousand pairs of characters that no text has, most are known not to be there."""
    grams = Grams()
    grams.add(["全市新增高新技术企业112家,兑现人才补贴1.3亿元。"])
    bitmap = grams.finish()
    assert len(bitmap) <= 64
    foreign = [chr(0x9000 + number) + "市" for number in range(1000)]
    assert sum(may_hold(bitmap, text) for text in foreign) < 500


@given(st.lists(st.text(max_size=9), max_size=5))
def test_grams_are_the_same_together_and_one_by_one(texts):
    """A shard that is done document by document has the bitmap of one that was done in batches."""
    together, apart = Grams(), Grams()
    together.add(texts)
    apart.add([])
    for text in texts:
        apart.add([text])
    assert together.finish() == apart.finish()


def test_a_text_whose_parts_alone_are_there_is_passed_over_by_most_shards():
    """Each run of three characters stands in the shard, the four of them never beside each other."""
    missed = 0
    for number in range(0x6000, 0x6400, 4):
        first, second, third, fourth = map(chr, range(number, number + 4))
        grams = Grams()
        grams.add([f"{first}{second}{third}。", f"{second}{third}{fourth}。"])
        missed += may_hold(grams.finish(), first + second + third + fourth)
    assert missed < 128


def test_a_question_reads_only_the_shards_that_may_hold_the_text(undisturbed, monkeypatch):
    """The tables of the others are not even opened."""
    opened = []
    locate = Place.locate
    monkeypatch.setattr(Place, "locate", lambda place, name: opened.append(name) or locate(place, name))
    assert len(query_results(undisturbed, Query(text="苏科贷11.5亿元"))) == 1
    assert len(opened) < 6
    opened.clear()
    assert query_results(undisturbed, Query(text="麒麟")) == []
    assert opened == []


def test_a_damaged_table_is_named(undisturbed, tmp_path):
    """A reader is told what to do, and sees no trace of the engine."""
    copy = tmp_path / "out"
    shutil.copytree(undisturbed, copy)
    damaged = sorted((copy / "paragraphs").iterdir())[0]
    damaged.write_bytes(b"nothing")
    with pytest.raises(OutputError, match=r"out: its tables cannot be read \(.*\); free some space, or digest anew"):
        query_results(copy, Query())
