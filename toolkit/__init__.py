"""Chinese policy documents in, themed paragraphs and citable digests out.

The public names are loaded when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

_HOMES = {
    "Document": "document",
    "Paragraph": "document",
    "Sentence": "document",
    "Span": "document",
    "ToolkitError": "errors",
    "Codebook": "labels",
    "load_codebook": "labels",
    "load_labels": "labels",
    "TaggedParagraph": "tagging",
    "ThemeTagger": "tagging",
    "load_tagger": "tagging",
    "tag": "tagging",
    "summarize": "pipeline",
    "Digests": "digests",
    "Lengths": "digests",
    "Focus": "summarization",
    "find_duplicates": "duplicates",
    "train": "training",
    "evaluate": "evaluation",
    "read": "pipeline",
    "clean": "pipeline",
    "segment": "pipeline",
    "digest": "pipeline",
    "load_results": "corpus",
}

__all__ = list(_HOMES)

if TYPE_CHECKING:
    from toolkit.corpus import load_results as load_results
    from toolkit.digests import Digests as Digests
    from toolkit.digests import Lengths as Lengths
    from toolkit.document import Document as Document
    from toolkit.document import Paragraph as Paragraph
    from toolkit.document import Sentence as Sentence
    from toolkit.document import Span as Span
    from toolkit.duplicates import find_duplicates as find_duplicates
    from toolkit.errors import ToolkitError as ToolkitError
    from toolkit.evaluation import evaluate as evaluate
    from toolkit.labels import Codebook as Codebook
    from toolkit.labels import load_codebook as load_codebook
    from toolkit.labels import load_labels as load_labels
    from toolkit.pipeline import clean as clean
    from toolkit.pipeline import digest as digest
    from toolkit.pipeline import read as read
    from toolkit.pipeline import segment as segment
    from toolkit.pipeline import summarize as summarize
    from toolkit.summarization import Focus as Focus
    from toolkit.tagging import TaggedParagraph as TaggedParagraph
    from toolkit.tagging import ThemeTagger as ThemeTagger
    from toolkit.tagging import load_tagger as load_tagger
    from toolkit.tagging import tag as tag
    from toolkit.training import train as train


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'toolkit' has no attribute {name!r}")
    return getattr(import_module(f"toolkit.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
