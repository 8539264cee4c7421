"""Small corpora of invented reports for the tests, and ways to digest and to compare them."""

import subprocess
import sys

from conftest import ROOT

import toolkit
from toolkit.corpus.worker import process_shard

CITIES = ("镇江市", "常州市", "苏州市", "盐城市")


def write_reports(root):
    """Twelve reports in two folders, and one file that is no text."""
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


def write_three(folder):
    """Three reports of a few words: a.txt, b.txt, c.txt."""
    folder.mkdir()
    for name, city in zip("abc", CITIES, strict=False):
        (folder / f"{name}.txt").write_text(f"{city}新增高新技术企业120家,授信2亿元。\n", encoding="utf-8")
    return folder


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


def no_processes(patch):
    """Let the work and the merge of runs be done in this process."""
    patch.setattr("toolkit.corpus.runs.run_local", in_process)
    patch.setattr("toolkit.corpus.processes.Alone.start", lambda process, *_: None)
    patch.setattr("toolkit.corpus.processes.Alone.call", lambda process, function, *arguments: function(*arguments))


def in_process(job, shards, *, workers):
    """The work of a crew without its processes, in an order of its own."""
    return (process_shard(job, shard) for shard in reversed(list(shards)))


def start_run(folder, output, *more, **settings):
    """Start a run with two workers as typed."""
    command = [sys.executable, "-m", "toolkit", "digest", str(folder), "--output", str(output), "--workers", "2", *more]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, **settings)


def run_cli(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "toolkit", *map(str, arguments)], check=False, capture_output=True, cwd=ROOT, text=True
    )
