"""What goes into a corpus and how it is cut into shards: storage, tables, what is missing or foreign."""

import json
import shutil
import sys
from dataclasses import replace

import pytest
from corpora import CITIES, content
from hypothesis import given
from hypothesis import strategies as st

import toolkit
from toolkit.corpus import Query, RunOptions, digest_corpus, query_results
from toolkit.corpus.inputs import Entry, walk_inputs
from toolkit.corpus.jobs import Job
from toolkit.corpus.shards import Shard, cut_shards, largest_first, shard_size
from toolkit.corpus.worker import process_shard
from toolkit.digests import Lengths
from toolkit.errors import ModelError, OptionError, OutputError, ToolkitError


def test_storage_of_fsspec_serves_as_input_and_output(three_reports, tmp_path):
    """The memory of fsspec stands for any storage it knows."""
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.put(str(three_reports), "/in", recursive=True)
    report = digest_corpus(["memory://in"], "memory://out")
    assert (report.new, report.failures) == (3, [])
    assert digest_corpus(["memory://in"], "memory://out").kept == 3
    local = tmp_path / "out"
    digest_corpus([str(three_reports)], str(local))
    assert {name: memory.cat_file(f"/out/{name}") for name in content(local)} == content(local)
    assert len(query_results("memory://out", Query(text="授信"))) == 3


def test_a_table_holds_many_documents(three_reports, tmp_path):
    """Each row is a document, cited by the file and its number; a damaged row is named."""
    rows = [json.dumps({"正文": f"{city}新增高新技术企业120家。", "标题": "简报"}) for city in CITIES]
    (tmp_path / "reports.jsonl").write_text("\n".join([*rows, "{"]), encoding="utf-8")
    options = RunOptions(columns={"text": "正文", "title": "标题"})
    report = digest_corpus([str(tmp_path / "reports.jsonl")], str(tmp_path / "out"), options=options)
    assert (report.new, report.failed) == (4, 1)
    assert "reports.jsonl#5: this line is no JSON" in report.failures[0]
    documents = toolkit.load_results(tmp_path / "out", frames="arrow").documents
    assert [name.rpartition("/")[2] for name in documents["document"].to_pylist()] == [
        f"reports.jsonl#{number}" for number in range(1, 5)
    ]


def test_a_missing_path_is_named_and_the_rest_is_done(three_reports, tmp_path):
    """As the plain road does."""
    report = digest_corpus([str(tmp_path / "none"), str(three_reports), "-"], str(tmp_path / "out"))
    assert (report.new, report.failed) == (3, 2)
    assert report.failures[0].endswith("none: no such file or folder; check the path")
    assert "standard input" in report.failures[1]


def test_a_missing_library_is_named_with_its_extra(monkeypatch, three_reports, tmp_path):
    """Nothing is begun without it."""
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(ToolkitError, match=r"duckdb is not installed; .* pip install 'kechuang-toolkit\[corpus\]'"):
        digest_corpus([str(three_reports)], str(tmp_path / "out"))


def test_results_of_another_kind_are_kept(three_reports, tmp_path):
    """A folder that no run has begun in keeps its files, unless told otherwise."""
    (tmp_path / "themes.md").write_text("mine")
    with pytest.raises(OutputError, match=r"themes\.md: the file exists and is kept; use --force"):
        digest_corpus([str(three_reports)], str(tmp_path))
    digest_corpus([str(three_reports)], str(tmp_path), options=RunOptions(force=True))
    assert (tmp_path / "themes.md").read_text(encoding="utf-8").startswith("# 政策文本分主题摘编")


def test_a_new_file_changes_one_shard():
    """Where a shard ends is told by names, so what comes after a new file stays as it was."""
    entries = [Entry(f"/{number}", f"{number:05d}.txt", 1000, 0) for number in range(2000)]
    before = {shard.entries for shard in cut_shards(entries, 16)}
    entries.insert(700, Entry("/new", "00699a.txt", 1000, 0))
    after = {shard.entries for shard in cut_shards(entries, 16)}
    assert len(after - before) <= 2
    assert 2000 / 32 < len(after) < 2000 / 8


@given(st.lists(st.integers(0, 2**26), max_size=60), st.integers(1, 64))
def test_shards_hold_every_file_once_in_order(sizes, size):
    entries = [Entry(f"/{number}", f"{number}.txt", told, 0) for number, told in enumerate(sizes)]
    shards = list(cut_shards(entries, size))
    assert [entry for shard in shards for entry in shard.entries] == entries
    assert [shard.number for shard in shards] == list(range(len(shards)))
    assert all(1 <= len(shard.entries) <= 4 * size for shard in shards)


@given(st.lists(st.integers(0, 2**26), max_size=90), st.integers(1, 4))
def test_the_largest_shards_go_first_and_none_is_lost(sizes, size):
    shards = list(cut_shards([Entry(f"/{n}", f"{n}.txt", told, 0) for n, told in enumerate(sizes)], size))
    sent = list(largest_first(shards))
    assert sorted(sent, key=lambda shard: shard.number) == shards
    assert [shard.size for shard in sent[-16:]] == sorted((shard.size for shard in sent[-16:]), reverse=True)


def test_the_shard_size_stays_while_a_folder_grows():
    assert [shard_size(n) for n in (0, 63, 64, 2_000, 10**6)] == [1, 1, 2, 32, 128]
    assert shard_size(10_000, before=16) == 16
    assert shard_size(10_000, before=1) == 128


def test_workers_of_another_version_or_model_are_refused(three_reports, tmp_path):
    shard = Shard(0, (Entry(str(three_reports / "a.txt"), "a.txt", 1, 0),))
    job = Job(str(tmp_path / "out"), None, "0" * 32, Lengths())
    with pytest.raises(ModelError, match="the shipped model: this worker finds another model than the run began with"):
        process_shard(job, shard)
    with pytest.raises(OptionError, match=r"a worker runs version .*, this run 9\.9; install the same everywhere"):
        process_shard(replace(job, version="9.9"), shard)


def test_a_folder_is_walked_and_never_held(tmp_path):
    """What is looked at before the first file is one folder, not all that lies below."""
    for number in range(50):
        (tmp_path / f"{number:02d}").mkdir()
        (tmp_path / f"{number:02d}" / "a.txt").write_text("全市新增高新技术企业12家。", encoding="utf-8")
    walked = walk_inputs([str(tmp_path)], failures=[])
    assert next(walked).name == "00/a.txt"
    shutil.rmtree(tmp_path / "49")  # not looked at yet
    assert len(list(walked)) == 48
