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
