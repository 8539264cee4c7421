"""A corpus on the command line, as typed."""

import json
import subprocess
import sys

from conftest import ROOT, SEEDS
from corpora import run_cli


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
        "print([name for name in ('pyarrow', 'duckdb', 'loky', 'distributed', 'filelock') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "/dev/null/x"], check=False, capture_output=True, cwd=ROOT, text=True
    )
    assert done.stdout.endswith("[]\n")
