"""Files are written whole or not at all, and existing ones are kept."""

from pathlib import Path

import pytest

from toolkit.errors import OptionError, OutputError
from toolkit.folders import bundled
from toolkit.outputs import open_output, write_file


def test_an_error_while_writing_leaves_no_trace(tmp_path):
    path = tmp_path / "a/b.txt"
    with pytest.raises(RuntimeError, match="halfway"), open_output(path) as stream:
        stream.write(b"half")
        raise RuntimeError("halfway")
    assert list(path.parent.iterdir()) == []


def test_an_existing_file_is_kept_and_replaced_only_by_force(tmp_path):
    path = tmp_path / "a.txt"
    write_file(path, b"one")
    with pytest.raises(OutputError, match="the file exists and is kept; use --force"):
        write_file(path, b"two")
    assert path.read_bytes() == b"one"
    write_file(path, b"two", force=True)
    assert path.read_bytes() == b"two"


def test_folders_come_from_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("KECHUANG_SEEDS", str(tmp_path))
    assert bundled("seeds") == tmp_path
    monkeypatch.setenv("KECHUANG_SEEDS", str(tmp_path / "none"))
    with pytest.raises(OptionError, match=r"KECHUANG_SEEDS=.*none: no such folder"):
        bundled("seeds")


def test_a_way_round_to_a_kept_file_is_seen(tmp_path):
    kept = tmp_path / "kept.json"
    kept.write_text("precious", encoding="utf-8")
    with pytest.raises(OutputError, match="the file exists and is kept"):
        write_file(tmp_path / "new" / ".." / "kept.json", b"other")
    assert kept.read_text(encoding="utf-8") == "precious"


def test_a_link_leads_to_its_file_and_a_pipe_stays_one(tmp_path):
    (tmp_path / "a.txt").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "a.txt")
    write_file(tmp_path / "link", b"new", force=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a.txt").read_bytes() == b"new"
    write_file("/dev/null", b"gone")
    assert not Path("/dev/null").is_file()
