"""A pattern that is compiled late behaves as one that is compiled at once."""

import re

from hypothesis import given
from hypothesis import strategies as st

from toolkit.patterns import lazy


@given(st.text("ab1 \n"))
def test_a_lazy_pattern_finds_what_a_compiled_one_finds(text):
    late, compiled = lazy("^a+(b)?", re.MULTILINE), re.compile("^a+(b)?", re.MULTILINE)
    assert late.pattern == compiled.pattern
    assert [match.span() for match in late.finditer(text)] == [match.span() for match in compiled.finditer(text)]
    assert late.sub("-", text) == compiled.sub("-", text)
    assert (late.search(text) is None) == (compiled.search(text) is None)


def test_nothing_is_compiled_before_the_first_use(monkeypatch):
    compiled = []
    monkeypatch.setattr("re.compile", lambda *arguments: compiled.append(arguments))
    lazy("(broken")
    assert not compiled
