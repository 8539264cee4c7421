"""Saved web pages (.mht, .mhtml): the page inside a mail envelope."""

from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser

from toolkit.errors import ReadError
from toolkit.reading import html
from toolkit.reading.raw import Documents, Source


def read(source: Source) -> Documents:
    """Yield the first page of the envelope; pictures and styles beside it are left."""
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(source.data)
        page = next(part for part in message.walk() if part.get_content_type() == "text/html")
        body, charset = page.get_payload(decode=True), page.get_content_charset()
    except (StopIteration, MessageError, LookupError, ValueError, TypeError, AttributeError):
        raise ReadError(f"{source.name}: no web page in this envelope; save the page again as .html") from None
    if not isinstance(body, bytes) or isinstance(body, Message) or not body.strip():
        raise ReadError(f"{source.name}: the page in this envelope is empty; save the page again as .html")
    yield from html.read(replace(source, data=body, charset=charset))
