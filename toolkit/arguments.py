"""Checks of what a caller passes: the wrong type and the mistyped name are refused, with what was meant."""

from collections.abc import Iterable

from toolkit.errors import OptionError


def check_type(value: object, kind: type | tuple[type, ...], *, name: str, remedy: str) -> None:
    """Refuse a value of another type.

    Raises
    ------
    OptionError
        If `value` is none of `kind`; the message names the argument, what it is, and what to give.

    Examples
    --------
    >>> check_type(b"", str, name="text", remedy="give a str")
    Traceback (most recent call last):
    toolkit.errors.OptionError: text is bytes; give a str
    """
    if not isinstance(value, kind):
        raise OptionError(f"{name} is {type(value).__name__}; {remedy}")


def check_count(value: object, *, name: str) -> None:
    """Refuse what is no whole number of at least 1.

    Raises
    ------
    OptionError
        If it is none.

    Examples
    --------
    >>> check_count("5", name="max_chars")
    Traceback (most recent call last):
    toolkit.errors.OptionError: max_chars must be a whole number of at least 1, not '5'
    """
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise OptionError(f"{name} must be a whole number of at least 1, not {value!r}")


def check_name(name: object, known: Iterable[str], *, what: str) -> None:
    """Refuse a name that is none of the known ones.

    Raises
    ------
    OptionError
        If it is none of them; the message says which one may be meant, and lists all.

    Examples
    --------
    >>> check_name("finanse", ["talent", "finance"], what="theme")
    Traceback (most recent call last):
    toolkit.errors.OptionError: no theme 'finanse', did you mean 'finance'? choose one of talent, finance
    """
    names = list(known)
    if name not in names:
        raise OptionError(f"no {what} {name!r}{suggestion(str(name), names)} choose one of {', '.join(names)}")


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return the question that follows a mistyped name: `, did you mean 'finance'?`; `;` where nothing is like it.

    Examples
    --------
    >>> suggestion("finanse", ["talent", "finance"]), suggestion("weather", ["talent", "finance"])
    (", did you mean 'finance'?", ';')
    """
    from difflib import get_close_matches

    close = get_close_matches(name, list(known), n=1)
    return f", did you mean {close[0]!r}?" if close else ";"
