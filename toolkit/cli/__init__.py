"""The command `kechuang`: parse, call, write. Errors are one line on standard error; results go to standard output."""

import gc
import os
import sys

_MOST_NEW = 10_000  # objects before a search for cycles: a twentieth of a short command went into finding none


def main() -> None:
    """Run the command line: exit 0 when done, 1 after a `ToolkitError`, 2 on wrong usage (`OptionError`)."""
    gc.set_threshold(_MOST_NEW)
    from toolkit.cli.app import app
    from toolkit.errors import OptionError, ToolkitError

    try:
        try:
            app(prog_name="kechuang")
        finally:
            sys.stdout.flush()
    except ToolkitError as error:
        sys.stderr.write(f"error: {error}\n")
        sys.exit(2 if isinstance(error, OptionError) else 1)
    except OSError as error:
        if not isinstance(error, BrokenPipeError):  # there, the reader of the pipe has gone; what it wanted it has
            sys.stderr.write(f"error: standard output: cannot be written ({error.strerror}); choose another place\n")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
