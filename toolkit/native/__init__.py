"""The loops over arrays that would cost most in Python, in C: each `.c` file lies beside the module that calls it.

A kernel gets arrays whose types, shapes and order are checked at the call, and reads nothing else; what it computes is
plain arithmetic in a fixed order, so every machine finds the same digits.
"""

import ctypes
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

_LIBRARY = Path(__file__).with_name("kernels.so")

SIZE = ctypes.c_int64
"""A number of rows, columns or characters."""

REAL = ctypes.c_double


def array(kind: type[np.generic], ndim: int = 1, *, written: bool = False) -> Any:
    """Return the type of an argument that is an array; one that the kernel writes to must be writeable."""
    return np.ctypeslib.ndpointer(kind, ndim, flags=["C", "W"] if written else ["C"])


def kernel(name: str, *arguments: Any) -> Callable[..., None]:
    """Return the C function `name` that takes arguments of these types and returns nothing.

    Raises
    ------
    OSError
        At the first call, if the library has not been compiled: `pip install` does that.
    """

    def call(*values: Any) -> None:
        found()(*values)

    @cache
    def found() -> Any:
        function = getattr(_library(), name)
        function.argtypes, function.restype = arguments, None
        return function

    return call


@cache
def _library() -> ctypes.CDLL:
    try:
        return ctypes.CDLL(str(_LIBRARY))
    except OSError:
        raise OSError(f"{_LIBRARY}: not compiled for this machine; install the package with pip") from None
