"""XML parsed so that it can neither grow by entities, nor reach outside, nor nest without end."""

from typing import Any

from toolkit.errors import ReadError


def parse_xml(data: bytes, name: str) -> Any:
    """Return the root element of an XML part.

    Entities are never expanded, documents with a type declaration are refused, and libxml2 itself refuses elements
    nested deeper than 256.

    Raises
    ------
    ReadError
        If the part is no well-formed XML, or holds what an office file never does.
    """
    from lxml import etree

    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or "<!DOCTYPE".encode("utf-16-le") in data:
        raise ReadError(f"{name}: the XML declares entities of its own; this is an attack, not an office file")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"{name}: the XML inside is damaged ({error}); open the file and save it again") from None
