"""What a reader has to know beside a line that stands alone: the head of the list or sentence it is taken from."""

from bisect import bisect_right

from toolkit.summarization.candidates import Candidate
from toolkit.summarization.standing import announces, byline_end, opening_end, trim

_LONGEST = 60
_COLONS = ":："


def context_of(candidate: Candidate) -> str:
    """Return the words that a line continues, verbatim, or nothing.

    That is the opening of its own sentence up to a colon (`主要预期目标是` for a target), or else the sentence that
    opens the list whose item the line is.
    """
    text, bounds = candidate.paragraph.text, candidate.paragraph.bounds
    number = bisect_right(bounds, (candidate.start, len(text))) - 1
    start, end = bounds[number]
    if start == candidate.start:  # nothing was left off
        return ""
    opening = text[start + byline_end(text[start:end]) : candidate.start]
    colon = max(map(opening.find, _COLONS))
    if colon > 0:
        return _short(opening[:colon])
    if opening_end(text[start:end]) == 0:
        return ""
    heads = (_head(text[slice(*place)]) for place in reversed(bounds[:number]))
    return _short(next(filter(None, heads), ""))


def _head(sentence: str) -> str:
    """What a sentence says before the list that it opens, or nothing."""
    if announces(sentence):
        return sentence.rstrip().rstrip(_COLONS)
    colon = max(map(sentence.find, _COLONS))
    return sentence[:colon] if colon > 0 and trim(sentence[colon + 1 :]).start else ""


def _short(head: str) -> str:
    """The last clause of a long head."""
    head = head[trim(head).start :]
    return head if len(head) <= _LONGEST else head[-_LONGEST:].partition("，")[2] or head[-_LONGEST:].partition(",")[2]
