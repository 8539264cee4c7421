"""A corpus: the same results for any sharding and any crew, and going on where a run ended."""

import json

import pytest
from corpora import content, no_processes, tables
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import toolkit
from toolkit.corpus import RunOptions, digest_corpus
from toolkit.digests import Lengths
from toolkit.errors import OutputError
from toolkit.summarization import Focus


def test_theme_digests_are_those_of_the_plain_road(reports, undisturbed):
    """A corpus and `toolkit.digest` agree on every line, count and term."""
    expected = toolkit.digest([reports])
    found = json.loads((undisturbed / "themes.json").read_text(encoding="utf-8"))
    assert [theme["lines"] for theme in found["themes"]] == [
        [
            {
                "document": line.document,
                "paragraph": line.paragraph,
                "start": line.span.start,
                "end": line.span.end,
                "text": line.text,
                "score": line.score,
                "sources": list(line.sources),
                "section": list(line.section),
                "context": line.context,
            }
            for line in theme.lines
        ]
        for theme in expected.themes
    ]
    assert [(theme["paragraphs"], theme["characters"], tuple(theme["terms"])) for theme in found["themes"]] == [
        (theme.paragraphs, theme.characters, theme.terms) for theme in expected.themes
    ]
    assert found["failures"] == list(expected.failures)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=st.integers(1, 16))
def test_any_sharding_gives_the_same(reports, undisturbed, tmp_path_factory, size):
    """Tables and theme digests do not depend on how the input is cut, nor on the order in which shards end."""
    output = tmp_path_factory.mktemp("sharded") / "out"
    with pytest.MonkeyPatch.context() as patch:
        no_processes(patch)
        digest_corpus([str(reports)], str(output), options=RunOptions(shard_size=size))
    assert (output / "themes.json").read_bytes() == (undisturbed / "themes.json").read_bytes()
    assert (output / "themes.md").read_bytes() == (undisturbed / "themes.md").read_bytes()
    assert tables(output) == tables(undisturbed)


def test_two_workers_write_the_bytes_of_one(reports, undisturbed, tmp_path):
    """The number of workers leaves no trace."""
    digest_corpus([str(reports)], str(tmp_path / "out"), options=RunOptions(workers=2))
    assert content(tmp_path / "out") == content(undisturbed)


@pytest.mark.filterwarnings("ignore")
def test_a_dask_cluster_writes_the_bytes_of_one_worker(reports, undisturbed, tmp_path):
    """So does the engine."""
    pytest.importorskip("distributed")
    digest_corpus([str(reports)], str(tmp_path / "out"), options=RunOptions(workers=2, cluster="local"))
    assert content(tmp_path / "out") == content(undisturbed)


def test_a_second_run_does_only_what_is_new(three_reports, tmp_path):
    """Added, changed and removed files show in the results, and only the first two are worked on."""
    output = tmp_path / "out"
    digest_corpus([str(three_reports)], str(output))
    (three_reports / "a.txt").write_text("盐城市引进博士12名。\n", encoding="utf-8")
    (three_reports / "c.txt").unlink()
    (three_reports / "d.txt").write_text("苏州市引进博士21名。\n", encoding="utf-8")
    dry = digest_corpus([str(three_reports)], str(output), dry_run=True)
    assert (dry.files, dry.new_files, dry.kept) == (3, 2, 1)
    report = digest_corpus([str(three_reports)], str(output))
    assert (report.new, report.kept) == (2, 1)
    assert toolkit.load_results(output, frames="arrow").documents["document"].to_pylist() == ["a.txt", "b.txt", "d.txt"]
    fresh = tmp_path / "fresh"
    digest_corpus([str(three_reports)], str(fresh))
    assert content(output) == content(fresh)


def test_other_options_do_all_anew(three_reports, tmp_path):
    """A shard belongs to its options; the length of theme digests shapes only the merge."""
    output = tmp_path / "out"
    digest_corpus([str(three_reports)], str(output))
    assert (
        digest_corpus(
            [str(three_reports)], str(output), options=RunOptions(lengths=Lengths(None, 100), order="importance")
        ).kept
        == 3
    )
    assert digest_corpus([str(three_reports)], str(output), options=RunOptions(lengths=Lengths(50))).new == 3


def test_a_dry_run_writes_nothing(three_reports, tmp_path):
    """Not even the folder."""
    assert digest_corpus([str(three_reports)], str(tmp_path / "out"), dry_run=True).new_files == 3
    assert not (tmp_path / "out").exists()


def test_a_query_and_a_theme_focus_the_digests(reports, tmp_path, monkeypatch):
    """As they do without workers."""
    no_processes(monkeypatch)
    options = RunOptions(focus=Focus("苏科贷", "finance"), order="importance")
    report = digest_corpus([str(reports)], str(tmp_path / "out"), options=options)
    expected = toolkit.digest([reports], focus=Focus("苏科贷", "finance"), order="importance")
    assert report.themes == expected.themes


def test_json_lines_have_the_records_of_tag(three_reports, tmp_path):
    """With `form="jsonl"` each paragraph carries its evidence and the scores of its sentences."""
    output = tmp_path / "out"
    digest_corpus([str(three_reports)], str(output), options=RunOptions(form="jsonl"))
    texts = [path.read_text(encoding="utf-8") for path in (output / "paragraphs").iterdir()]
    lines = [json.loads(line) for text in texts for line in text.splitlines()]
    assert {"evidence", "sentences", "themes"} <= set(lines[0])
    with pytest.raises(OutputError, match="written as JSON Lines; for tables and queries run it with --format parquet"):
        toolkit.load_results(output)
