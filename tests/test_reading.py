"""Bytes become text whatever their encoding, and what is no text is refused by name."""

import codecs
import io
import re
import sys

import pytest
from conftest import ROOT
from office_files import paragraph, word_file, zipped
from typer.testing import CliRunner

import toolkit
from toolkit.cli.app import app
from toolkit.errors import ReadError
from toolkit.reading import READERS, distinct_paths, find_inputs, read_raw

TEXT = "镇江市科技局组织召开产学研对接会,成功揭榜13项。\n全市高新技术企业达377家。\n"
TRADITIONAL = "臺灣地區的產學合作計畫,協助企業技術移轉。\n" * 3


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk") * 30, "gb18030"),
        ("镕㐀𠀀等人当选院士。".encode("gb18030"), "gb18030"),
    ],
)
def test_encodings_are_found_without_being_told(tmp_path, data, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    raw = read_raw(path)
    assert raw.encoding == encoding
    assert raw.text == data.decode(encoding)


def test_big5_is_told_from_gbk(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TRADITIONAL.encode("big5"))
    assert read_raw(path).text == TRADITIONAL


def test_few_bad_bytes_stay_in_the_text_and_are_counted(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes((TEXT * 20).encode() + b"\xff" + (TEXT * 20).encode())
    raw = read_raw(path)
    assert raw.text == TEXT * 20 + "\ufffd" + TEXT * 20
    assert raw.notices == ("1 bytes are no utf-8 text; they stand in the text as U+FFFD",)
    document = toolkit.segment(raw)
    assert document.notices == raw.notices
    lost = [entry for entry in document.suspicions if "\ufffd" in entry.text]
    assert [(document.raw[entry.span.start : entry.span.end], entry.suggestion) for entry in lost] == [
        ("\ufffd", "1 lost")
    ]


def test_characters_lost_before_are_told_from_bad_bytes(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(f"{TEXT * 5}\ufffd\ufffd{TEXT}".encode())
    assert read_raw(path).notices == ("2 characters were lost before the file was saved; they stand in it as U+FFFD",)


def test_files_joined_from_two_encodings_are_read_line_by_line(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode() + TEXT.encode("gb18030") + "附件\n".encode("gb18030") + TEXT.encode())
    raw = read_raw(path)
    assert (raw.encoding, raw.text, raw.notices) == ("utf-8+gb18030", TEXT * 2 + "附件\n" + TEXT, ())


def test_short_lines_that_may_be_either_do_not_mislead(tmp_path):
    path = tmp_path / "a.txt"
    text = "联通\n" * 5 + TEXT * 3
    path.write_bytes(text.encode("gb18030"))
    assert read_raw(path).text == text


def test_the_content_decides_when_the_suffix_is_wrong(tmp_path):
    path = tmp_path / "a.doc"
    path.write_text(f"<html><body><p>{TEXT}</p></body></html>", encoding="utf-8")
    assert read_raw(path).text.startswith("镇江市科技局组织召开")
    path.write_bytes(word_file(paragraph("全市情况")))
    assert read_raw(path).text == "全市情况"


@pytest.mark.parametrize(
    ("module", "file", "data", "extra"),
    [
        ("pypdfium2", "a.pdf", b"%PDF-1.7", "office"),
        ("python_calamine", "a.xlsx", zipped({"xl/workbook.xml": "<a/>"}), "office"),
        ("pyarrow", "a.parquet", b"PAR1", "tables"),
    ],
)
def test_a_missing_library_is_named_with_what_installs_it(tmp_path, monkeypatch, module, file, data, extra):
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / file).write_bytes(data)
    suffix = file[1:]
    with pytest.raises(ReadError) as caught:
        read_raw(tmp_path / file, name=file)
    assert (
        str(caught.value)
        == f"{file}: {suffix} files need {module}; install it with: pip install 'kechuang-toolkit[{extra}]'"
    )


def test_too_large_a_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("toolkit.reading.MAX_FILE", 100)
    monkeypatch.setattr("toolkit.reading.limits.MAX_FILE", 100)
    (tmp_path / "a.txt").write_text(TEXT * 10, encoding="utf-8")
    with pytest.raises(ReadError, match=r"a\.txt: the file has 0 MB, more than the 0 MB that are read$"):
        read_raw(tmp_path / "a.txt", name="a.txt")


def test_every_format_is_in_both_readmes():
    for name in ("README.md", "README.zh.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert [suffix for suffix in READERS if f"`{suffix}`" not in text] == []


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.txt: the file is empty; give a file with text"),
        (b" \n\t\r\n", "a.txt: the file is empty; give a file with text"),
        (bytes(range(256)) * 40, "a.txt: this is binary data, not text; convert the file to text first"),
        (b"\x89PNG\r\n\x1a\n" + bytes(1000), "a.txt: this is binary data, not text; convert the file to text first"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, data, message):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=f"^{re.escape(message)}$"):
        read_raw(path, name="a.txt")


def test_missing_file_folder_and_unknown_format_are_refused(tmp_path):
    with pytest.raises(ReadError, match=r"no\.txt: no such file; check the path"):
        read_raw(tmp_path / "no.txt")
    with pytest.raises(ReadError, match="this is a folder"):
        read_raw(tmp_path)
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1000))
    with pytest.raises(ReadError, match=r"a\.png: this is binary data, not text; convert the file to text first"):
        read_raw(tmp_path / "a.png", name="a.png")


def test_nul_bytes_in_a_text_are_read_and_cleaned(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes((TEXT * 10).encode().replace("家".encode(), "家\0".encode()))
    document = toolkit.read(path)
    assert "\0" in document.raw
    assert document.body
    assert all("\0" not in paragraph.text for paragraph in document.body)


def test_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("gb18030"))))
    assert read_raw("-").text == TEXT


def test_inputs_of_folder_and_glob(tmp_path):
    for name in ("b.txt", "a.txt", "sub/c.md", ".hidden/d.txt", "~$a.docx", "e.png", "README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert [entry.name for entry in find_inputs([tmp_path])] == ["a.txt", "b.txt", "sub/c.md"]
    found = [entry.name for entry in find_inputs([f"{tmp_path}/*.txt"])]
    assert found == [f"{tmp_path}/a.txt", f"{tmp_path}/b.txt"]


@pytest.mark.parametrize(
    ("path", "message"),
    [("none.txt", "no such file or folder"), ("*.none", "no file matches"), ("empty", "holds no file of a format")],
)
def test_inputs_that_mean_nothing_are_refused(tmp_path, path, message):
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError, match=message):
        list(find_inputs([f"{tmp_path}/{path}"]))


def test_a_path_that_is_typed_three_ways_is_one_document(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    paths = ["a.txt", "./a.txt", str(tmp_path / "a.txt")]
    assert list(distinct_paths([*paths, "-", "-", "b.csv#2", "b.csv#3"])) == ["a.txt", "-", "b.csv#2", "b.csv#3"]
    done = CliRunner().invoke(app, ["read", *paths, "--format", "jsonl"])
    assert (done.exit_code, done.stdout.count("\n")) == (0, 2)
    assert done.stderr == "note: 2 of the paths name what another one names; each is read once\n"
