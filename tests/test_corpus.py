"""A corpus: the same results for any sharding and any crew, resuming, isolation of what crashes, questions."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT, SEEDS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import toolkit
from toolkit.corpus import Query, RunOptions, digest_corpus, query_results
from toolkit.corpus.inputs import Entry
from toolkit.corpus.jobs import Crash, Job
from toolkit.corpus.local import run_local
from toolkit.corpus.shards import Shard, cut_shards, shard_size
from toolkit.corpus.worker import process_shard
from toolkit.digests import Lengths
from toolkit.errors import ModelError, OptionError, OutputError, ToolkitError
from toolkit.summarization import Focus

CITIES = ("镇江市", "常州市", "苏州市", "盐城市")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Twelve invented reports in two folders, and one file that is no text."""
    root = tmp_path_factory.mktemp("reports")
    for number in range(12):
        city = CITIES[number % 4]
        text = (
            f"{city}科技工作总结\n（{2020 + number % 3}年12月1日）\n"
            f"一、科技金融\n全市为{number + 3}家企业发放苏科贷{number + 1}.5亿元,风险补偿资金池增至{5 + number}000万元。\n"
            f"二、人才引育\n引进博士{number + 12}名,新增省“双创人才”{number + 2}人,柔性引进专家{number + 30}名。\n"
            f"三、平台载体\n新增省级工程技术研究中心{number + 4}家,新建概念验证中心{number % 3 + 1}家。\n"
        )
        path = root / ("north" if number % 2 else "south") / f"report{number:02d}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "broken.txt").write_bytes(b"\0\1\2\3" * 100)
    return root


def content(folder):
    """All bytes of a folder of results, by name, but for the lock."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def tables(folder):
    results = toolkit.load_results(folder, frames="arrow")
    return [table.to_pylist() for table in (results.documents, results.paragraphs, results.digests)]


@pytest.fixture(scope="module")
def whole(folder, tmp_path_factory):
    """An undisturbed run with one worker."""
    output = tmp_path_factory.mktemp("whole") / "out"
    report = digest_corpus([str(folder)], str(output))
    assert (report.files, report.new, report.kept, report.failed) == (13, 12, 0, 1)
    return output


def test_theme_digests_are_those_of_the_plain_road(folder, whole):
    """A corpus and `toolkit.digest` agree on every line, count and term."""
    expected = toolkit.digest([folder])
    found = json.loads((whole / "themes.json").read_text(encoding="utf-8"))
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


def no_processes(patch):
    """Let the work and the merge of runs be done in this process."""
    patch.setattr("toolkit.corpus.runs.run_local", in_process)
    patch.setattr("toolkit.corpus.runs.run_alone", lambda function, *arguments: function(*arguments))


def in_process(job, shards, *, workers):
    """The work of a crew without its processes, in an order of its own."""
    return (process_shard(job, shard) for shard in reversed(list(shards)))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=st.integers(1, 16))
def test_any_sharding_gives_the_same(folder, whole, tmp_path_factory, size):
    """Tables and theme digests do not depend on how the input is cut, nor on the order in which shards end."""
    output = tmp_path_factory.mktemp("sharded") / "out"
    with pytest.MonkeyPatch.context() as patch:
        no_processes(patch)
        digest_corpus([str(folder)], str(output), options=RunOptions(shard_size=size))
    assert (output / "themes.json").read_bytes() == (whole / "themes.json").read_bytes()
    assert (output / "themes.md").read_bytes() == (whole / "themes.md").read_bytes()
    assert tables(output) == tables(whole)


def test_two_workers_write_the_bytes_of_one(folder, whole, tmp_path):
    """The number of workers leaves no trace."""
    digest_corpus([str(folder)], str(tmp_path / "out"), options=RunOptions(workers=2))
    assert content(tmp_path / "out") == content(whole)


@pytest.mark.filterwarnings("ignore")
def test_a_dask_cluster_writes_the_bytes_of_one_worker(folder, whole, tmp_path):
    """So does the engine."""
    pytest.importorskip("distributed")
    digest_corpus([str(folder)], str(tmp_path / "out"), options=RunOptions(workers=2, cluster="local"))
    assert content(tmp_path / "out") == content(whole)


@pytest.fixture
def small(tmp_path, monkeypatch):
    """Three reports of a few words, digested without processes."""
    no_processes(monkeypatch)
    folder = tmp_path / "in"
    folder.mkdir()
    for name, city in zip("abc", CITIES, strict=False):
        (folder / f"{name}.txt").write_text(f"{city}新增高新技术企业120家,授信2亿元。\n", encoding="utf-8")
    return folder


def test_a_second_run_does_only_what_is_new(small, tmp_path):
    """Added, changed and removed files show in the results, and only the first two are worked on."""
    output = tmp_path / "out"
    digest_corpus([str(small)], str(output))
    (small / "a.txt").write_text("盐城市引进博士12名。\n", encoding="utf-8")
    (small / "c.txt").unlink()
    (small / "d.txt").write_text("苏州市引进博士21名。\n", encoding="utf-8")
    dry = digest_corpus([str(small)], str(output), dry_run=True)
    assert (dry.files, dry.new_files, dry.kept) == (3, 2, 1)
    report = digest_corpus([str(small)], str(output))
    assert (report.new, report.kept) == (2, 1)
    assert toolkit.load_results(output, frames="arrow").documents["document"].to_pylist() == ["a.txt", "b.txt", "d.txt"]
    fresh = tmp_path / "fresh"
    digest_corpus([str(small)], str(fresh))
    assert content(output) == content(fresh)


def test_other_options_do_all_anew(small, tmp_path):
    """A shard belongs to its options; the length of theme digests shapes only the merge."""
    output = tmp_path / "out"
    digest_corpus([str(small)], str(output))
    assert (
        digest_corpus(
            [str(small)], str(output), options=RunOptions(lengths=Lengths(None, 100), order="importance")
        ).kept
        == 3
    )
    assert digest_corpus([str(small)], str(output), options=RunOptions(lengths=Lengths(50))).new == 3


def test_a_dry_run_writes_nothing(small, tmp_path):
    """Not even the folder."""
    assert digest_corpus([str(small)], str(tmp_path / "out"), dry_run=True).new_files == 3
    assert not (tmp_path / "out").exists()


def test_a_fault_of_the_toolkit_costs_one_document(small, tmp_path, monkeypatch):
    """What no rule foresaw is named with its document, and the rest is done."""
    work = toolkit.digests.Digester.work

    def faulty(self, documents):
        if any(document.name == "b.txt" for document in documents):
            raise IndexError("no such place")
        return work(self, documents)

    monkeypatch.setattr("toolkit.digests.Digester.work", faulty)
    report = digest_corpus([str(small)], str(tmp_path / "out"))
    assert (report.new, report.failures) == (
        2,
        ["b.txt: IndexError (no such place); this is a fault of the toolkit, please report it"],
    )


def test_storage_of_fsspec_serves_as_input_and_output(small, tmp_path):
    """The memory of fsspec stands for any storage it knows."""
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.put(str(small), "/in", recursive=True)
    report = digest_corpus(["memory://in"], "memory://out")
    assert (report.new, report.failures) == (3, [])
    assert digest_corpus(["memory://in"], "memory://out").kept == 3
    local = tmp_path / "out"
    digest_corpus([str(small)], str(local))
    assert {name: memory.cat_file(f"/out/{name}") for name in content(local)} == content(local)
    assert len(query_results("memory://out", Query(text="授信"))) == 3


def test_a_table_holds_many_documents(small, tmp_path):
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


def test_a_query_and_a_theme_focus_the_digests(folder, tmp_path, monkeypatch):
    """As they do without workers."""
    no_processes(monkeypatch)
    options = RunOptions(focus=Focus("苏科贷", "finance"), order="importance")
    report = digest_corpus([str(folder)], str(tmp_path / "out"), options=options)
    expected = toolkit.digest([folder], focus=Focus("苏科贷", "finance"), order="importance")
    assert report.themes == expected.themes


def test_json_lines_have_the_records_of_tag(small, tmp_path):
    """With `form="jsonl"` each paragraph carries its evidence and the scores of its sentences."""
    output = tmp_path / "out"
    digest_corpus([str(small)], str(output), options=RunOptions(form="jsonl"))
    texts = [path.read_text(encoding="utf-8") for path in (output / "paragraphs").iterdir()]
    lines = [json.loads(line) for text in texts for line in text.splitlines()]
    assert {"evidence", "sentences", "themes"} <= set(lines[0])
    with pytest.raises(OutputError, match="written as JSON Lines; for tables and queries run it with --format parquet"):
        toolkit.load_results(output)


def test_two_runs_into_one_folder_exclude_each_other(small, tmp_path):
    """The second is refused; the lock of a process that was killed is free again."""
    output = tmp_path / "out"
    code = f"""
import time
from toolkit.corpus.manifest import locked
from toolkit.corpus.places import Place
with locked(Place({str(output)!r})):
    print("held", flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT) as other:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(OutputError, match=r"out: another run is writing here; wait for it, or choose another"):
            digest_corpus([str(small)], str(output))
        other.kill()
    assert digest_corpus([str(small)], str(output)).new == 3


def test_results_of_another_kind_are_kept(small, tmp_path):
    """A folder that no run has begun in keeps its files, unless told otherwise."""
    (tmp_path / "themes.md").write_text("mine")
    with pytest.raises(OutputError, match=r"themes\.md: the file exists and is kept; use --force"):
        digest_corpus([str(small)], str(tmp_path))
    digest_corpus([str(small)], str(tmp_path), options=RunOptions(force=True))
    assert (tmp_path / "themes.md").read_text(encoding="utf-8").startswith("# 政策文本分主题摘编")


def test_unknown_folders_and_foreign_manifests_are_refused(tmp_path):
    """The message says what lies there and what to do."""
    with pytest.raises(OutputError, match="no finished run of `kechuang digest --workers` lies here; check the path"):
        toolkit.load_results(tmp_path)
    (tmp_path / "manifest.json").write_text("[]")
    with pytest.raises(OutputError, match="not written by this toolkit; choose another folder"):
        toolkit.load_results(tmp_path)
    (tmp_path / "manifest.json").write_text('{"settings": {"format": 99}, "shards": []}')
    with pytest.raises(OutputError, match="its format is 99, this version writes 1; use a new folder"):
        toolkit.load_results(tmp_path)
    with pytest.raises(OptionError, match="frames='csv': must be one of polars, pandas, arrow"):
        toolkit.load_results(tmp_path, frames="csv")


def test_a_missing_path_is_named_and_the_rest_is_done(small, tmp_path):
    """As the plain road does."""
    report = digest_corpus([str(tmp_path / "none"), str(small), "-"], str(tmp_path / "out"))
    assert (report.new, report.failed) == (3, 2)
    assert report.failures[0].endswith("none: no such file or folder; check the path")
    assert "standard input" in report.failures[1]


def test_a_missing_library_is_named_with_its_extra(monkeypatch, small, tmp_path):
    """Nothing is begun without it."""
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(ToolkitError, match=r"duckdb is not installed; .* pip install 'kechuang-toolkit\[corpus\]'"):
        digest_corpus([str(small)], str(tmp_path / "out"))


# Cutting into shards


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


def test_the_shard_size_stays_while_a_folder_grows():
    assert [shard_size(n) for n in (0, 127, 128, 5_000, 10**6)] == [1, 1, 2, 64, 128]
    assert shard_size(10_000, before=16) == 16
    assert shard_size(10_000, before=1) == 128


def test_workers_of_another_version_or_model_are_refused(small, tmp_path):
    shard = Shard(0, (Entry(str(small / "a.txt"), "a.txt", 1, 0),))
    job = Job(str(tmp_path / "out"), None, "0" * 32, Lengths())
    with pytest.raises(ModelError, match="the shipped model: this worker finds another model than the run began with"):
        process_shard(job, shard)
    with pytest.raises(OptionError, match=r"a worker runs version .*, this run 9\.9; install the same everywhere"):
        process_shard(replace(job, version="9.9"), shard)


# Workers that die


def deadly(job, shard):
    """Stands for a shard that brings its worker down."""
    if any(entry.name == "b.txt" for entry in shard.entries):
        os.kill(os.getpid(), signal.SIGSEGV)
    return process_shard(job, shard)


def test_a_shard_that_kills_its_worker_is_named_and_the_rest_goes_on(small, tmp_path, monkeypatch):
    """It is done once more, alone; the suspects that were under way with it come out well."""
    monkeypatch.setattr("toolkit.corpus.local.process_shard", deadly)
    job = Job(str(tmp_path / "out"), None, toolkit.corpus.jobs.model_digest(None), Lengths())
    paths = sorted(small.iterdir())
    shards = [Shard(number, (Entry(str(path), path.name, 1, 0),)) for number, path in enumerate(paths)]
    results = list(run_local(job, iter(shards), workers=1))
    crashes = [result for result in results if isinstance(result, Crash)]
    assert [(crash.shard.label, crash.reason) for crash in crashes] == [
        ("b.txt", "its worker died with SIGSEGV(-11), and again when it ran alone")
    ]
    assert sorted(result.number for result in results if not isinstance(result, Crash)) == [0, 2]


# Killed for real


def start_run(folder, output, **more):
    command = [sys.executable, "-m", "toolkit", "digest", str(folder), "--output", str(output), "--workers", "2"]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, **more)


def test_killed_runs_end_with_the_bytes_of_an_undisturbed_one(folder, whole, tmp_path):
    """Three kills here; tests/benchmarks/kill_and_resume.py does it as often as wanted."""
    output = tmp_path / "out"
    for seconds in (0.9, 1.4, 1.9):
        run = start_run(folder, output, start_new_session=True)
        time.sleep(seconds)
        os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
    run = start_run(folder, output)
    assert b"failed 1" in run.communicate()[1]
    assert run.returncode == 1
    assert content(output) == content(whole)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are found by /proc")
def test_workers_end_with_a_killed_run(folder, tmp_path):
    """No process is left behind, whatever happens to the one that started it."""
    run = start_run(folder, tmp_path / "out")
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    while len(workers := children.read_text().split()) < 2:
        time.sleep(0.05)
    run.kill()
    run.communicate()
    deadline = time.monotonic() + 20
    while any(is_alive(worker) for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [worker for worker in workers if is_alive(worker)]


def is_alive(pid):
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_a_full_disk_stops_the_run_and_leaves_nothing_half_written(folder, whole, tmp_path):
    """A limit on the size of files stands for the disk; when there is room again, the run goes on."""
    output = tmp_path / "out"

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    run = start_run(folder, output, preexec_fn=limit)
    error = run.communicate()[1].decode()
    assert run.returncode == 1
    assert "cannot be written (File too large); choose another place" in error
    assert not [
        path for path in output.rglob("*") if path.is_file() and path.name.startswith(".") and path.name != ".lock"
    ]
    assert not (output / "manifest.json").exists()
    start_run(folder, output).communicate()
    assert content(output) == content(whole)


# Questions


def test_questions_are_answered_from_the_tables(whole):
    """Each condition narrows the answer, in the order of the input."""
    every = query_results(whole, Query(limit=1000))
    assert [(row["document"], row["index"]) for row in every] == [
        (row["document"], row["index"]) for row in tables(whole)[1]
    ]
    finance = query_results(whole, Query(theme="finance", region="镇江", text="苏科贷"))
    assert finance
    assert all("finance" in row["themes"] and "镇江" in row["region"] and "苏科贷" in row["text"] for row in finance)
    assert {row["date"][:4] for row in query_results(whole, Query(year=2021))} == {"2021"}
    assert len(query_results(whole, Query(limit=2))) == 2


@pytest.mark.parametrize("text", ["' OR 1=1 --", "%", '"; DROP TABLE x', "\\"])
def test_what_is_asked_for_is_data_and_never_sql(whole, text):
    assert query_results(whole, Query(text=text)) == []
    assert query_results(whole, Query(region=text)) == []


def test_unknown_themes_and_limits_are_refused(whole):
    with pytest.raises(OptionError, match="--theme sport: no such theme in these results; there are platforms, talent"):
        query_results(whole, Query(theme="sport"))
    with pytest.raises(OptionError, match="limit must be at least 1"):
        Query(limit=0)
    with pytest.raises(OptionError, match="workers and shard_size must be at least 1"):
        RunOptions(workers=0)


@pytest.mark.parametrize("frames", ["polars", "pandas", "arrow"])
def test_results_come_as_the_tables_one_works_with(whole, frames):
    results = toolkit.load_results(whole, frames=frames)
    assert len(results.documents) == 12
    assert type(results.paragraphs).__module__.partition(".")[0] == {"arrow": "pyarrow"}.get(frames, frames)
    spans = zip(list(results.digests["document"]), list(results.digests["paragraph"]), strict=True)
    assert all(str(document).endswith(".txt") for document, _ in spans)


def test_lines_of_digests_are_the_very_characters_of_the_files(folder, whole):
    """From a row to the raw file and back."""
    for row in tables(whole)[2]:
        raw = (folder / row["document"]).read_text(encoding="utf-8")
        assert raw[row["start"] : row["end"]] == row["text"]


# As typed


def run_cli(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "toolkit", *map(str, arguments)], check=False, capture_output=True, cwd=ROOT, text=True
    )


def test_the_commands_as_typed(tmp_path):
    """A corpus of the seeds, a second run, and a question."""
    done = run_cli("digest", "--workers", 1, "--output", tmp_path / "out")
    assert (done.returncode, done.stdout) == (0, "")
    assert "done 5 documents (17,484 characters, " in done.stderr
    again = run_cli("digest", "--dry-run", "--output", tmp_path / "out")
    assert again.stderr == "would do 0 of 5 files; 5 documents are done\n"
    found = run_cli(
        "query", tmp_path / "out", "--theme", "finance", "--text", "苏科贷", "--format", "jsonl", "--limit", 1
    )
    assert json.loads(found.stdout)["document"] in {path.name for path in SEEDS}
    none = run_cli("query", tmp_path / "out", "--year", 1900)
    assert (none.returncode, none.stderr) == (0, "0 paragraphs\n")


def test_wrong_use_is_named(tmp_path):
    assert run_cli("digest", "--workers", 2).stderr == (
        "error: a corpus needs a folder for its results; give --output FOLDER\n"
    )
    assert run_cli("digest", "--workers", 2, "--format", "csv", "-o", tmp_path / "x").stderr == (
        "error: --format csv: the tables of a corpus are parquet or jsonl\n"
    )


def test_the_plain_road_loads_nothing_of_a_corpus():
    """A digest of five files is not to wait for Arrow."""
    code = (
        "import sys; sys.argv = ['kechuang', 'digest', '-o', sys.argv[1]]\n"
        "from toolkit.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('pyarrow', 'duckdb', 'joblib', 'distributed', 'filelock') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "/dev/null/x"], check=False, capture_output=True, cwd=ROOT, text=True
    )
    assert done.stdout.endswith("[]\n")
