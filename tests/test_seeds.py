"""The five seeds are the user's files, byte for byte."""

import hashlib

from conftest import ROOT, SEEDS


def test_seeds_have_their_checksums():
    lines = (ROOT / "seeds/SHA256SUMS").read_text().split("\n")
    wanted = {name: digest for digest, name in (line.split() for line in lines if line)}
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in SEEDS} == wanted
    assert len(wanted) == 5
