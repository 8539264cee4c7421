"""How much of a file is read at most, so that no file can take the machine with it."""

from toolkit.errors import ReadError

MAX_FILE = 256 * 2**20
"""Bytes of one file, also inside an archive."""
MAX_UNPACKED = 2**30
"""Bytes that an archive or an office file may unpack to."""
MAX_RATIO = 250
"""How much smaller than its content a packed file may be, once the content is over `FREE_RATIO`."""
FREE_RATIO = 32 * 2**20
MAX_MEMBERS = 100_000
"""Files in an archive."""
MAX_ELEMENTS = 2_000_000
"""Elements in a part of a Word file."""
MAX_PAGE_ELEMENTS = 500_000
"""Elements in a web page."""
MAX_ATTRIBUTES = 1_000
"""Attributes of one element of a page: libxml2 compares each with each."""
MAX_PAGES = 5_000
"""Pages of a PDF."""
MAX_OBJECTS = 500_000
"""Objects of a PDF."""
MAX_SECONDS = 120
"""Seconds that another program (LibreOffice, the PDF library in its own process) may take for one file."""
MAX_WORKER_BYTES = 4 * 2**30
"""Address space of the process that reads a PDF."""


def refuse_large(size: int, name: str) -> None:
    """Raise a `ReadError` when a file is larger than is read."""
    if size > MAX_FILE:
        raise ReadError(
            f"{name}: the file has {size / 2**20:,.0f} MB, more than the {MAX_FILE // 2**20} MB that are read"
        )
