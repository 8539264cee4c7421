"""Compiles the C files of the rooms into one shared library, while the package is built or installed.

It needs a C compiler and nothing of Python's: the machine's own `cc`, or else the one in the package `ziglang`, which
the build then asks the package index for.
"""

import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LIBRARY = "toolkit/native/kernels.so"
# No contraction of a product and a sum into one step: every machine finds the same digits.
_OPTIONS = ("-std=c11", "-O3", "-shared", "-fPIC", "-ffp-contract=off", "-s")
_NEEDED = b"#include <math.h>\n#include <stdint.h>\n"


class CompilingHook(BuildHookInterface[Any]):
    """The step of hatchling's build that compiles the library and puts it into the wheel."""

    def dependencies(self) -> list[str]:
        """Return what the build itself needs: a compiler, where the machine has none."""
        return [] if _own_compiler() else ["ziglang>=0.13"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the library: for a wheel beside the source, which is only read, for an editable install into it."""
        if self.target_name != "wheel":
            return
        library = Path(self.root, LIBRARY)
        if version != "editable":
            self._folder = TemporaryDirectory()  # kept until the wheel is written
            library = Path(self._folder.name, library.name)
            build_data["force_include"][str(library)] = LIBRARY
        compile_library(Path(self.root), library)
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{re.sub('[-.]', '_', sysconfig.get_platform())}"


def compile_library(root: Path, library: Path) -> None:
    """Compile all C files below `root`; one that cannot be compiled ends the build with the compiler's message."""
    sources = sorted(map(str, root.glob("toolkit/**/*.c")))
    compiler = _own_compiler() or (sys.executable, "-m", "ziglang", "cc", "-mcpu=baseline")
    unfinished = library.with_name(f"{library.name}.new")
    subprocess.run([*compiler, *_OPTIONS, "-o", str(unfinished), *sources, "-lm"], check=True)
    unfinished.replace(library)


def _own_compiler() -> tuple[str, ...] | None:
    """The machine's compiler, if there is one that works: some machines have a `cc` without the headers of C."""
    found = shutil.which("cc")
    if found is None:
        return None
    tried = subprocess.run([found, "-fsyntax-only", "-x", "c", "-"], input=_NEEDED, capture_output=True, check=False)
    return None if tried.returncode else (found,)
