"""Archives: their members are documents; what would harm is refused before it is unpacked."""

import io
import struct
import zipfile

import pytest
from office_files import PROSE, W, paragraph, word_file, zipped

import toolkit
from toolkit.errors import ReadError
from toolkit.reading import Source, read_source
from toolkit.reading import zipped as bounds


def read_zip(data, name="a.zip"):
    source = Source(data, name)
    return list(read_source(source)), [str(failure) for failure in source.failures]


def test_members_of_known_formats_are_documents():
    data = zipped({
        "b.txt": PROSE, "报告/a.docx": word_file(paragraph(PROSE)), "c.png": b"\x89PNG", "__MACOSX/._b.txt": "x", ".d.txt": "x",
        "e.csv": f"text\n{PROSE}\n",
    })  # fmt: skip
    found, failures = read_zip(data)
    assert [(d.name, d.text) for d in found] == [
        ("a.zip#b.txt", PROSE),
        ("a.zip#e.csv#2", PROSE),
        ("a.zip#报告/a.docx", PROSE),
    ]
    assert failures == []


def test_names_in_gbk_as_windows_writes_them():
    data = zipped({"MMMMMM.txt": PROSE})  # the name's six bytes are then those of three Chinese characters
    gbk = "总结报".encode("gbk")
    found, _ = read_zip(data.replace(b"MMMMMM", gbk))
    assert [d.name for d in found] == ["a.zip#总结报.txt"]


def test_a_broken_member_does_not_stop_the_rest():
    found, failures = read_zip(
        zipped(
            {"a.docx": b"PK\x03\x04", "b.txt": PROSE, "c.txt": "", "../d.txt": PROSE, "e.zip": zipped({"a.txt": PROSE})}
        )
    )
    assert [d.name for d in found] == ["a.zip#b.txt"]
    assert failures == [
        "a.zip#../d.txt: the member's name points outside the archive",
        "a.zip#a.docx: the file is damaged or no zip archive; open it and save it again",
        "a.zip#c.txt: the file is empty; give a file with text",
        "a.zip#e.zip: an archive inside an archive; unpack the outer one first",
    ]


def test_a_member_is_opened_again_by_its_citation(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"b.txt": PROSE, "c.txt": PROSE}))
    assert toolkit.read(f"{path}#c.txt").raw == PROSE


def encrypted(data):
    """The same archive, its members marked as protected."""
    return data.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
    )


ATTACKS = [
    (zipped({"a.txt": b"\0" * 200_000_000}), "a.zip", "a.zip: unpacks to 191 MB from 0.2; this is a bomb"),
    (zipped({"word/document.xml": b" " * 200_000_000}), "a.docx", "a.docx: unpacks to 191 MB from 0.2; this is a bomb"),
    (zipped({"a.png": b"x"}), "a.zip", "a.zip: the archive holds no file of a format that can be read"),
    (b"PK\x03\x04" + b"x" * 100, "a.zip", "a.zip: the file is damaged or no zip archive; open it and save it again"),
    (
        zipped({"word/document.xml": f'<!DOCTYPE a [<!ENTITY b "c">]><w:document {W}>&b;</w:document>'}),
        "a.docx",
        "a.docx: the XML declares entities of its own; this is an attack, not an office file",
    ),
    (
        zipped(
            {
                "word/document.xml": f'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><w:document {W}>&b;</w:document>'
            }
        ),
        "a.docx",
        "a.docx: the XML declares entities of its own; this is an attack, not an office file",
    ),
    (
        zipped({"word/document.xml": f"<w:document {W}>" + "<w:sdt>" * 100_000}),
        "a.docx",
        "a.docx: the XML inside is damaged (Excessive depth in document: 256",
    ),
    (
        zipped({"word/document.xml": f"<w:document {W}><w:body>" + "<w:p/>" * 4_100_000}),
        "a.docx",
        "a.docx: over 2,000,000 elements in word/document.xml; split the file",
    ),
    (encrypted(zipped({"word/document.xml": "x"})), "a.docx", "a.docx: protected by a password; save it without one"),
]


@pytest.mark.parametrize(("data", "name", "message"), ATTACKS, ids=range(len(ATTACKS)))
def test_attacks_are_refused(data, name, message):
    with pytest.raises(ReadError) as caught:
        read_zip(data, name)
    assert str(caught.value).startswith(message)


def test_too_many_members_are_refused(monkeypatch):
    monkeypatch.setattr(bounds, "MAX_MEMBERS", 2)
    with pytest.raises(ReadError, match=r"^a\.zip: 3 files in the archive, more than the 2 that are read$"):
        read_zip(zipped({"a": "", "b": "", "c": ""}))


def test_a_member_that_lies_about_its_size_gives_no_more():
    data = bytearray(zipped({"a.txt": PROSE * 1000}))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        place = archive.start_dir + 24
    struct.pack_into("<I", data, place, 50)  # the directory's size of the unpacked member
    found, failures = read_zip(bytes(data))
    assert sum(len(d.text) for d in found) <= 50
    assert found or failures == ["a.zip#a.txt: the file is damaged; open it and save it again"]
