"""Regular expressions that are compiled when they are first used: a text needs few of all that the rooms hold."""

import re
from typing import Any, cast


class _Lazy:
    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, found)  # from now on as fast as the method itself
        return found


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` returns, but compile it at the first use: a set of Chinese characters takes its time.

    Examples
    --------
    >>> lazy("[\u4e00-\u9fff]+").match("创新driven")[0]
    '创新'
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
