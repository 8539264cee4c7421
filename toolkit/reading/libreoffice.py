"""Old office formats (.doc, .wps, .rtf, .odt) through a LibreOffice on this machine, as Word files."""

import functools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePath

from toolkit.errors import ReadError
from toolkit.reading import word
from toolkit.reading.limits import MAX_SECONDS
from toolkit.reading.raw import Documents, Source

_PROGRAMS = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_SUFFIXES = frozenset({".doc", ".wps", ".rtf", ".odt"})


def read(source: Source) -> Documents:
    """Yield the text of an old office file, converted by LibreOffice in a folder and a profile of its own.

    Raises
    ------
    ReadError
        If there is no LibreOffice, it takes too long, or it cannot read the file.
    """
    program = _program()
    suffix = PurePath(source.name).suffix.lower()
    suffix = suffix if suffix in _SUFFIXES else ".doc"
    if program is None:
        raise ReadError(
            f"{source.name}: {suffix} files need LibreOffice; install it (apt install libreoffice-writer, or from "
            "libreoffice.org), or save the file as .docx"
        )
    with tempfile.TemporaryDirectory(prefix="kechuang-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"document{suffix}"
        path.write_bytes(source.data)
        _run([program, *_arguments(folder), str(path)], source.name)
        converted = path.with_suffix(".docx")
        if not converted.is_file():
            raise ReadError(f"{source.name}: LibreOffice cannot read this file; open it by hand and save it as .docx")
        data = converted.read_bytes()
    for document in word.read(replace(source, data=data)):
        yield replace(document, encoding=suffix[1:])


def _program() -> str | None:
    found = (shutil.which(name) for name in (*_PROGRAMS, *_USUAL_PLACES))
    return next((program for program in found if program), None)


def _arguments(folder: str) -> list[str]:
    """No window, no macros, no network look-ups, and a profile that no open LibreOffice holds."""
    options = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"]
    profile = Path(_profile()).as_uri()
    return [f"-env:UserInstallation={profile}", *options, "--convert-to", "docx", "--outdir", folder]


@functools.cache
def _profile() -> str:
    """A profile for this process: LibreOffice takes seconds to make one."""
    import atexit

    folder = tempfile.mkdtemp(prefix="kechuang-profile-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _run(command: Sequence[str], name: str) -> None:
    """Run the converter; when it hangs, end it with all processes it started."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=os.name == "posix",
    )
    try:
        process.wait(MAX_SECONDS)
    except subprocess.TimeoutExpired:
        raise ReadError(
            f"{name}: LibreOffice took over {MAX_SECONDS} s; open the file by hand and save it as .docx"
        ) from None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        if os.name == "posix":
            import signal

            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
