"""What the tests share: the seeds, the shipped tagger, and the measuring data where it lies beside the project."""

import os
from pathlib import Path

import pytest

import toolkit
from toolkit.document import Document

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("KECHUANG_SHARED", ROOT.parent / "shared"))
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


@pytest.fixture(autouse=True, scope="session")
def _in_checkout() -> None:
    """Doctests name the seeds relative to the checkout."""
    os.chdir(ROOT)


@pytest.fixture(scope="session")
def seed_documents() -> list[Document]:
    return [toolkit.read(path, name=path.name) for path in SEEDS]


@pytest.fixture(scope="session")
def tagger() -> toolkit.ThemeTagger:
    return toolkit.load_tagger()


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is absent: the measuring data does not ship with the project")
    return SHARED


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve invented reports and one file that is no text."""
    from corpora import write_reports

    root = tmp_path_factory.mktemp("reports")
    write_reports(root)
    return root


@pytest.fixture(scope="session")
def undisturbed(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of a run over the reports with one worker."""
    from toolkit.corpus import digest_corpus

    output = tmp_path_factory.mktemp("undisturbed") / "out"
    report = digest_corpus([str(reports)], str(output))
    assert (report.files, report.new, report.kept, report.failed) == (13, 12, 0, 1)
    return output


@pytest.fixture
def three_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three reports of a few words, digested without processes."""
    from corpora import no_processes, write_three

    no_processes(monkeypatch)
    return write_three(tmp_path / "in")
