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
from numpy.typing import NDArray

_LIBRARY = Path(__file__).with_name("kernels.so")

SIZE = ctypes.c_int64
"""A number of rows, columns or characters."""

REAL = ctypes.c_double


class _Array:
    """The type of an argument that is an array: `numpy.ctypeslib.ndpointer` in a third of the time."""

    def __init__(self, kind: type[np.generic], ndim: int, written: bool) -> None:
        self._kind, self._ndim, self._written = np.dtype(kind), ndim, written

    def from_param(self, value: NDArray[Any]) -> ctypes.c_void_p:
        """Return the address of an array that is of this type."""
        if value.dtype != self._kind or value.ndim != self._ndim:
            raise TypeError(f"array must have {self._ndim} dimensions of {self._kind}")
        if not value.flags.c_contiguous or (self._written and not value.flags.writeable):
            raise TypeError(f"array must have its items in a row{', to write to' if self._written else ''}")
        return ctypes.c_void_p(value.ctypes.data)


def array(kind: type[np.generic], ndim: int = 1, *, written: bool = False) -> _Array:
    """Return the type of an argument that is an array; one that the kernel writes to must be writeable."""
    return _Array(kind, ndim, written)


def kernel(name: str, *arguments: Any) -> Callable[..., None]:
    """Return the C function `name` that takes arguments of these types and returns nothing.

    Raises
    ------
    OSError
        At the first call, if the library has not been compiled, or from other sources: `pip install` does that.
    """

    def call(*values: Any) -> None:
        found()(*values)

    @cache
    def found() -> Any:
        try:
            function = _library()[name]  # one of its own, whose types no other declaration changes
        except AttributeError:
            raise OSError(f"{_LIBRARY}: has no {name}; install the package with pip anew") from None
        function.argtypes, function.restype = arguments, None
        return function

    return call


@cache
def _library() -> ctypes.CDLL:
    try:
        return ctypes.CDLL(str(_LIBRARY))
    except OSError:
        raise OSError(f"{_LIBRARY}: not compiled for this machine; install the package with pip") from None
