"""The codebook and the labelled texts: read, checked, and refused by file and line."""

from toolkit.labels.checks import label_warnings, refuse_missing_examples
from toolkit.labels.codebook import Codebook, Theme, load_codebook
from toolkit.labels.texts import LabelledText, check_labelled, digest_of, load_labels

__all__ = [
    "Codebook",
    "LabelledText",
    "Theme",
    "check_labelled",
    "digest_of",
    "label_warnings",
    "load_codebook",
    "load_labels",
    "refuse_missing_examples",
]
