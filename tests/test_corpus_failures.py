"""What goes wrong with a corpus: workers that die, runs that are killed, full disks, two runs at once."""

import errno
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT
from corpora import CITIES, content, start_run, write_three

import toolkit
from toolkit.corpus import RunOptions, digest_corpus
from toolkit.corpus.inputs import Entry
from toolkit.corpus.jobs import Crash, Job
from toolkit.corpus.runs import RunReport
from toolkit.corpus.shards import Shard
from toolkit.corpus.steps import rescue
from toolkit.corpus.worker import process_shard
from toolkit.errors import OutputError, ToolkitError


class Panic(BaseException):
    """Stands for the panic of a library in Rust, which is no `Exception`."""


@pytest.mark.parametrize("fault", [IndexError, Panic])
def test_a_fault_of_the_toolkit_costs_one_document(three_reports, tmp_path, monkeypatch, fault):
    """What no rule foresaw is named with its document, and the rest is done."""
    work = toolkit.digests.Digester.work

    def faulty(self, documents):
        if any(document.name == "b.txt" for document in documents):
            raise fault("no such place")
        return work(self, documents)

    monkeypatch.setattr("toolkit.digests.Digester.work", faulty)
    report = digest_corpus([str(three_reports)], str(tmp_path / "out"))
    assert (report.new, report.failures) == (
        2,
        [f"b.txt: {fault.__name__} (no such place); this is a fault of the toolkit, please report it"],
    )


def deadly(job, shard):
    """Work on a shard in a worker that dies of a document with a certain word in it."""
    from toolkit.corpus import worker

    def fatal(raw):
        if "致命" in raw.text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "耗尽" in raw.text:
            raise MemoryError
        return toolkit.segment(raw)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "segment", fatal)
        return process_shard(job, shard)


@pytest.fixture
def with_deaths(tmp_path):
    """Two reports, a table, and another report; of two documents the worker dies."""
    folder = write_three(tmp_path / "in")
    rows = [json.dumps({"text": f"{city}新增高新技术企业120家。"}, ensure_ascii=False) for city in CITIES]
    rows[2] = json.dumps({"text": "此行致命。"}, ensure_ascii=False)
    (folder / "a.txt").write_text("此文致命。\n", encoding="utf-8")
    (folder / "b.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return folder


ALONE = "its worker died with SIGSEGV(-11), and again when it ran alone"


def test_a_document_that_kills_its_worker_is_named_and_the_rest_of_its_shard_is_done(
    with_deaths, tmp_path, monkeypatch
):
    """Whatever shard it lies in; the next run tries it again, and without it ends with the bytes of any other run."""
    output, options = tmp_path / "out", RunOptions(shard_size=16)
    with monkeypatch.context() as patch:
        patch.setattr("toolkit.corpus.local.process_shard", deadly)
        report = digest_corpus([str(with_deaths)], str(output), options=options)
        assert report.failures == [f"a.txt: {ALONE}", f"b.jsonl#3: {ALONE}"]
        assert (report.new, report.failed) == (5, 2)
        again = digest_corpus([str(with_deaths)], str(output), options=options)
        assert (again.new, again.kept, again.failures) == (0, 5, report.failures)
    assert digest_corpus([str(with_deaths)], str(output), options=options).new == 7
    digest_corpus([str(with_deaths)], str(tmp_path / "other"), options=options)
    assert content(output) == content(tmp_path / "other")


@pytest.mark.filterwarnings("ignore")
def test_so_it_is_on_a_dask_cluster(with_deaths, tmp_path, monkeypatch):
    """The engine gives a shard up after several workers; then it is done here with care."""
    pytest.importorskip("distributed")
    for place in ("local", "cluster"):
        monkeypatch.setattr(f"toolkit.corpus.{place}.process_shard", deadly)
    (with_deaths / "b.jsonl").unlink()
    report = digest_corpus([str(with_deaths)], str(tmp_path / "out"), options=RunOptions(2, "local", shard_size=16))
    assert (report.new, report.failures) == (2, [f"a.txt: {ALONE}"])


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_whose_workers_all_end_stops_the_run_and_the_next_goes_on(
    reports, undisturbed, tmp_path, monkeypatch
):
    """After a while without any worker; what is done is kept."""
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr("toolkit.corpus.cluster._LOOK", 0.1)
    monkeypatch.setattr("toolkit.corpus.cluster._PATIENCE", 1.0)
    monkeypatch.setattr("toolkit.corpus.cluster._AHEAD", 1)
    output = tmp_path / "out"
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as workers:
        with pytest.raises(ToolkitError) as caught:
            digest_corpus(
                [str(reports)],
                str(output),
                options=RunOptions(cluster=workers.scheduler_address),
                watch=lambda report: workers.scale(0),
            )
        assert str(caught.value) == (
            f"--cluster {workers.scheduler_address}: there was no worker for 1 seconds; what is done is kept: "
            "start workers, and run the same command again to go on"
        )
    report = digest_corpus([str(reports)], str(output))
    assert 0 < report.new_files < report.files
    assert content(output) == content(undisturbed)


@pytest.mark.parametrize(
    ("text", "reason"), [("致命。", ALONE), ("耗尽。", "its worker ran out of memory, and again when it ran alone")]
)
def test_innocent_shards_in_hand_come_out_well(tmp_path, monkeypatch, text, reason):
    """Those that were under way beside the fatal one; one that was written when it died is kept, not new."""
    monkeypatch.setattr("toolkit.corpus.local.process_shard", deadly)
    folder = write_three(tmp_path / "in")
    (folder / "b.txt").write_text(f"{text}\n", encoding="utf-8")
    report = digest_corpus([str(folder)], str(tmp_path / "out"), options=RunOptions(workers=2))
    assert (report.new + report.kept, report.failures) == (2, [f"b.txt: {reason}"])


def test_a_worker_that_dies_before_its_first_document_costs_the_shard(tmp_path):
    """There is no document to name."""
    shard = Shard(0, (Entry("/a", "a.txt", 1, 0), Entry("/b", "b.txt", 1, 0)))
    crash = rescue(Job(str(tmp_path), None, ""), shard, lambda shard: "its worker died")
    assert isinstance(crash, Crash)
    report = RunReport(files=2)
    report.add(crash)
    assert (report.seen, report.failed) == (2, 2)
    assert report.failures == ["a.txt … b.txt: 2 files left out: its worker died"]


def test_killed_runs_end_with_the_bytes_of_an_undisturbed_one(reports, undisturbed, tmp_path):
    """Three kills here; tests/benchmarks/kill_and_resume.py does it as often as wanted."""
    output = tmp_path / "out"
    for seconds in (0.9, 1.4, 1.9):
        run = start_run(reports, output, start_new_session=True)
        time.sleep(seconds)
        os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
    run = start_run(reports, output)
    assert b"failed 1" in run.communicate()[1]
    assert run.returncode == 1
    assert content(output) == content(undisturbed)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are found by /proc")
def test_workers_end_with_a_killed_run(reports, tmp_path):
    """No process is left behind, whatever happens to the one that started it."""
    run = start_run(reports, tmp_path / "out")
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


def test_a_full_disk_stops_the_run_and_leaves_nothing_half_written(reports, undisturbed, tmp_path):
    """A limit on the size of files stands for the disk; when there is room again, the run goes on."""
    output = tmp_path / "out"

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    run = start_run(reports, output, preexec_fn=limit)
    error = run.communicate()[1].decode()
    assert run.returncode == 1
    assert "cannot be written (File too large); choose another place" in error
    assert not [
        path for path in output.rglob("*") if path.is_file() and path.name.startswith(".") and path.name != ".lock"
    ]
    assert not (output / "manifest.json").exists()
    start_run(reports, output).communicate()
    assert content(output) == content(undisturbed)


def test_two_runs_into_one_folder_exclude_each_other(three_reports, tmp_path):
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
            digest_corpus([str(three_reports)], str(output))
        other.kill()
    assert digest_corpus([str(three_reports)], str(output)).new == 3


def test_a_disk_that_fills_up_is_named(three_reports, tmp_path, monkeypatch):
    """The word of the system stands in the message; what was begun is removed."""

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.replace", full)
        with pytest.raises(
            OutputError, match=r"run\.json: cannot be written \(No space left on device\); choose another"
        ):
            digest_corpus([str(three_reports)], str(tmp_path / "out"))
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".lock"]
    assert digest_corpus([str(three_reports)], str(tmp_path / "out")).new == 3
