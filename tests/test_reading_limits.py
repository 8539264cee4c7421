"""Whatever the bytes: text, or a ReadError that names the file; and one bad file never stops the rest."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_files import PROSE, paragraph, pdf_file, word_file, zipped

from toolkit.errors import ReadError
from toolkit.pipeline import read_each, segment
from toolkit.reading import READERS, Source, read_source

PROCESSES = {"pdf", "libreoffice"}  # each file costs a process: the fuzz run of the benchmarks tries these
SUFFIXES = sorted(suffix for suffix, module in READERS.items() if module not in PROCESSES)
WHOLE = {
    ".docx": word_file(paragraph(PROSE) * 5),
    ".html": f"<html><body><table><tr><td><p>{PROSE}</p></td></tr></table></body></html>".encode(),
    ".csv": f'title,text\n甲,"{PROSE}"\n'.encode("gb18030"),
    ".jsonl": f'{{"title": "甲", "text": "{PROSE}"}}\n'.encode(),
    ".sql": f"INSERT INTO a (title, text) VALUES ('甲', '{PROSE}');".encode(),
    ".zip": zipped({"a.txt": PROSE, "b.docx": word_file(paragraph(PROSE))}),
    ".mht": f"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>{PROSE}</p>".encode(),
    ".md": f"# 甲\n\n- {PROSE}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n".encode(),
}
NEVER_TOO_SLOW = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def read_bytes(data, name):
    """The documents, or None where the file is refused as it should be."""
    try:
        documents = list(read_source(Source(data, name)))
    except ReadError as error:
        assert str(error).startswith(name)
        return None
    for document in documents:
        lines = document.text.split("\n")
        assert all(0 <= number < len(lines) for number in document.blocks)
        segment(document)
    return documents


@NEVER_TOO_SLOW
@given(data=st.binary(max_size=300), suffix=st.sampled_from(SUFFIXES))
def test_any_bytes_are_read_or_refused(data, suffix):
    read_bytes(data, f"a{suffix}")


@NEVER_TOO_SLOW
@given(
    text=st.text(max_size=200),
    suffix=st.sampled_from(SUFFIXES),
    encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]),
)
def test_any_text_is_read_or_refused(text, suffix, encoding):
    read_bytes(text.encode(encoding, "replace"), f"a{suffix}")


@NEVER_TOO_SLOW
@given(
    suffix=st.sampled_from(sorted(WHOLE)),
    changes=st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=4), st.integers(0, 6)), min_size=1, max_size=6),
)
def test_damaged_files_are_read_or_refused(suffix, changes):
    data = bytearray(WHOLE[suffix])
    for place, piece, length in changes:
        start = place % (len(data) + 1)
        data[start : start + length] = piece
    read_bytes(bytes(data), f"a{suffix}")


@NEVER_TOO_SLOW
@given(
    lines=st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0\ufeff\ufffd"), min_size=1, max_size=40),
        min_size=1,
    )
)
def test_plain_text_comes_through_whole(lines):
    text = "全市科技工作情况\n" + "\n".join(lines)
    (document,) = read_source(Source(text.encode(), "a.txt"))
    assert document.text == text


@pytest.mark.parametrize("suffix", sorted(WHOLE))
def test_the_whole_files_are_read(suffix):
    documents = read_bytes(WHOLE[suffix], f"a{suffix}")
    assert PROSE in "".join(document.text for document in documents)


def test_a_folder_of_a_thousand_files_ends_with_a_report_of_exactly_the_broken_ones(tmp_path):
    """5 % of the files are broken, each in a way of its own format."""
    broken = {
        ".txt": b"", ".docx": b"PK\x03\x04", ".html": b"<html><script>1</script></html>", ".csv": bytes(range(256)) * 9, ".jsonl": b"{",
        ".sql": b"SELECT 1", ".zip": b"PK", ".mht": b"MIME-Version: 1.0\n\n",
    }  # fmt: skip
    kinds, wrong = sorted(WHOLE), []
    for number in range(1000):
        suffix = kinds[number % len(kinds)]
        name, data = f"{number:04d}{suffix}", WHOLE[suffix]
        if number % 20 == 0:
            suffix = sorted(broken)[number // 20 % len(broken)]
            name, data = f"{number:04d}{suffix}", broken[suffix]
            wrong.append(name)
        (tmp_path / name).write_bytes(data)
    failures = []
    names = {document.name.partition("#")[0] for document in read_each(tmp_path, failures=failures)}
    assert sorted({str(failure).partition(":")[0].partition("#")[0] for failure in failures}) == wrong
    assert len(wrong) == 50 and len(names) == 950


def test_a_broken_pdf_stands_in_the_report_too(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf_file([[(72, 100, "The city set up a fund of three hundred million yuan.")]]))
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7")
    failures = []
    assert [document.name for document in read_each(tmp_path, failures=failures)] == ["a.pdf"]
    assert list(map(str, failures)) == ["b.pdf: the PDF is damaged; print it to a new PDF"]
