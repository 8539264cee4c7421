"""Old office formats: through a LibreOffice where there is one, with a clear word where there is none."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from office_files import PROSE, paragraph, word_file

from toolkit.errors import ReadError
from toolkit.reading import Source, libreoffice, read_source

RTF = "{\\rtf1\\ansi " + "".join(f"\\u{ord(char)}?" for char in PROSE) + "\\par}"


def read_old(name):
    (document,) = read_source(Source(RTF.encode(), name))
    return document


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Stand in for LibreOffice: a program that does what `code` says with the arguments it gets."""

    def install(code):
        path = tmp_path / "soffice"
        path.write_text(
            f"#!{sys.executable}\nimport pathlib, shutil, sys, time\nfile = pathlib.Path(sys.argv[-1])\n{code}\n"
        )
        path.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))

    return install


@pytest.mark.parametrize("suffix", [".doc", ".wps", ".rtf", ".odt"])
def test_without_libreoffice_the_error_says_what_to_install(monkeypatch, suffix):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReadError) as caught:
        read_old(f"a{suffix}")
    assert str(caught.value) == (
        f"a{suffix}: {suffix} files need LibreOffice; install it (apt install libreoffice-writer, or from libreoffice.org), "
        "or save the file as .docx"
    )


def test_the_converted_file_is_read_as_word(tmp_path, program):
    (tmp_path / "converted.docx").write_bytes(word_file(paragraph(PROSE)))
    program(f"shutil.copy({str(tmp_path / 'converted.docx')!r}, file.with_suffix('.docx'))")
    document = read_old("a.wps")
    assert (document.text, document.encoding, document.name) == (PROSE, "wps", "a.wps")


def test_each_call_has_a_folder_and_a_profile_of_its_own(tmp_path, program):
    program(f"pathlib.Path({str(tmp_path / 'seen')!r}).write_text('\\n'.join(sys.argv[1:]))")
    with pytest.raises(
        ReadError, match=r"^a\.doc: LibreOffice cannot read this file; open it by hand and save it as \.docx$"
    ):
        read_old("a.doc")
    arguments = (tmp_path / "seen").read_text().splitlines()
    assert arguments[0].startswith(f"-env:UserInstallation=file://{tempfile.gettempdir()}/kechuang-profile-")
    assert "--headless" in arguments
    assert arguments[-1].endswith("/document.doc") and not Path(arguments[-1]).exists()


def test_one_that_hangs_is_ended(program, monkeypatch):
    monkeypatch.setattr(libreoffice, "MAX_SECONDS", 0.3)
    program("time.sleep(60)")
    with pytest.raises(ReadError, match=r"^a\.doc: LibreOffice took over 0\.3 s"):
        read_old("a.doc")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("suffix", "made"), [(".rtf", None), (".odt", "odt"), (".doc", "doc"), (".wps", "doc")])
def test_libreoffice_itself(tmp_path, suffix, made):
    """What it writes of a text is read back; WPS writes the format of old Word files."""
    data = RTF.encode()
    if made:
        (tmp_path / "a.rtf").write_bytes(data)
        arguments = [made if argument == "docx" else argument for argument in libreoffice._arguments(str(tmp_path))]
        subprocess.run(["soffice", *arguments, str(tmp_path / "a.rtf")], check=True, capture_output=True, timeout=60)
        data = (tmp_path / f"a.{made}").read_bytes()
    (document,) = read_source(Source(data, f"a{suffix}"))
    assert (document.text, document.encoding) == (PROSE, suffix[1:])
