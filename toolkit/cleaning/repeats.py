"""Rules on what comes again: whole texts, titles, running headers, page numbers, and tables of contents."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from toolkit.cleaning.context import SENTENCE_END, Line, Verdict, squashed
from toolkit.patterns import lazy

_PROSE = 40
_LEAST_REPEATED = 120
_HEADER = 40
_LEAST_PAGES = 3
_PAGE = 300
_DIGITS = lazy(r"\d+")
_PAGE_TAIL = lazy(r"\s*[-—·|]?\s*(?:第\s*)?\d{1,4}\s*(?:页)?\s*[-—·|]?$")
_PAGE_ENDS = "页-—·|"
_CONTENTS = frozenset({"目录", "目次", "目 录", "目  录"})
_LEAST_ENTRIES = 3
_MOST_ENTRIES = 300
_TABLES = 3


def repeated_texts(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside a block of lines that all came before, when it is long enough to be the text once more.

    The first copy stays. Lines are compared without blanks; a block has at least 120 characters, some of them prose,
    so a phrase that a speech repeats (各位代表) never counts.
    """
    prose = [line.text.replace(" ", "") for line in lines if len(line.text) > _PROSE]
    if len(set(prose)) == len(prose):
        return
    seen: set[str] = set()
    block: list[int] = []
    for number, line in enumerate(lines):
        if line.kind is not None:
            continue
        key = line.text.replace(" ", "")
        if key in seen:
            block.append(number)
            continue
        seen.add(key)
        if block:
            yield from _repeated(lines, block)
            block = []
    yield from _repeated(lines, block)


def _repeated(lines: Sequence[Line], block: Sequence[int]) -> Iterator[Verdict]:
    lengths = [len(lines[number].text) for number in block]
    if sum(lengths) >= _LEAST_REPEATED and max(lengths) > _PROSE:
        yield from ((number, "boilerplate", "repeated-text") for number in block)


def repeated_titles(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside the title where it comes again as the text of a picture."""
    first = next((line.text for line in lines if line.kind is None), "")
    if 8 <= len(first) <= 2 * _PROSE and not first.endswith(SENTENCE_END):
        same = (number for number, line in enumerate(lines) if line.text == first and line.kind is None)
        next(same, None)
        yield from ((number, "caption", "repeated-title") for number in same)


def running_headers(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside the short line that stands at the edge of each page: beside page numbers, or with one at its end.

    The first of the lines that carry no page number stays when it opens the text: it is the title.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if line.kind is None and 3 <= len(line.text) <= _HEADER and not line.text.endswith(SENTENCE_END):
            places[_without_page(line.text) or line.text].append(number)
    first = next((number for number, line in enumerate(lines) if line.kind is None), -1)
    for text, numbers in places.items():
        if len(numbers) >= _LEAST_PAGES and len(text) >= 3 and _on_each_page(lines, numbers):
            yield from ((n, "boilerplate", "running-header") for n in numbers if n != first or lines[n].text != text)


def _without_page(text: str) -> str:
    """A line without the page number at its end."""
    return _PAGE_TAIL.sub("", text) if text[-1].isdecimal() or text[-1] in _PAGE_ENDS else text


def _on_each_page(lines: Sequence[Line], numbers: Sequence[int]) -> bool:
    """Whether most of the lines touch a page number, or all end in numbers that grow from page to page."""
    touching = sum(
        any(lines[near].rule == "page-number" for near in (number - 1, number + 1) if 0 <= near < len(lines))
        for number in numbers
    )
    if 2 * touching > len(numbers):
        return True
    tails = [_PAGE_TAIL.search(lines[number].text) for number in numbers]
    pages = [int(found[0]) for tail in tails if tail and (found := _DIGITS.search(tail[0]))]
    return len(pages) == len(numbers) and _grows(pages) and _far_apart(lines, numbers)


def page_numbers(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside lines of bare digits that count the pages: three or more in a row of one, each a page apart."""
    bare = [n for n, line in enumerate(lines) if line.kind is None and len(line.text) <= 4 and line.text.isdecimal()]
    if len(bare) < _LEAST_PAGES or not _grows([int(lines[n].text) for n in bare]):
        return
    if _far_apart(lines, bare) or _beside_one_text(lines, bare):
        yield from ((number, "boilerplate", "page-number") for number in bare)


def _beside_one_text(lines: Sequence[Line], numbers: Sequence[int]) -> bool:
    """Whether the same line stands directly above, or directly below, each of these."""
    above = {lines[number - 1].text for number in numbers if number}
    below = {lines[number + 1].text for number in numbers if number + 1 < len(lines)}
    return len(above) == 1 or len(below) == 1


def _grows(pages: Sequence[int]) -> bool:
    return all(left + 1 == right for left, right in pairwise(pages))


def _far_apart(lines: Sequence[Line], numbers: Sequence[int]) -> bool:
    return all(lines[right].start - lines[left].end >= _PAGE for left, right in pairwise(numbers))


def contents(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Set aside a table of contents: the word 目录 and the lines below it that come again as headings."""
    words = [number for number, line in enumerate(lines) if line.text in _CONTENTS][:_TABLES]
    if not words:
        return
    last = {squashed(line.text): number for number, line in enumerate(lines) if len(line.text) <= _HEADER}
    for number in words:
        entries = _entries(lines, number + 1, last)
        if number + 1 < len(lines) and lines[number + 1].rule == "toc":
            yield number, "boilerplate", "toc"
        elif len(entries) >= _LEAST_ENTRIES:
            yield from ((entry, "boilerplate", "toc") for entry in (number, *entries))


def _entries(lines: Sequence[Line], start: int, last: dict[str, int]) -> list[int]:
    """The short lines from `start` on, up to the first that comes again, when nearly all come again further down.

    `last` is the last line on which a text stands.
    """
    keys: list[str] = []
    for line in lines[start : start + _MOST_ENTRIES]:
        key = squashed(_without_page(line.text))
        if len(line.text) > _HEADER or line.text.endswith(SENTENCE_END) or key in keys[:1]:
            break
        keys.append(key)
    end = start + len(keys)
    again = [start + number for number, key in enumerate(keys) if last.get(key, -1) >= end]
    return again if len(again) >= len(keys) - 1 else []
