"""The one family of errors: each message says what is wrong, where, and what to do about it."""


class ToolkitError(Exception):
    """Anything the toolkit refuses; the command line prints it as one line and exits with 1, or 2 for wrong usage."""


class ReadError(ToolkitError):
    """A document cannot be read: missing, empty, binary, or of a format without a reader."""


class LabelsError(ToolkitError):
    """A codebook or a file of labelled texts is wrong; the message names file and line."""


class ModelError(ToolkitError):
    """A model file is missing, damaged, foreign, or of another format version."""


class OutputError(ToolkitError):
    """A result cannot be written: no permission, or a file that exists is kept."""


class OptionError(ToolkitError, ValueError):
    """An argument is of a wrong type, outside its range, or names something that does not exist: wrong usage."""
