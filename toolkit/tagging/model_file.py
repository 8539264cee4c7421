"""Models on disk: one file without code, checked by its digest before anything in it is used.

The first line names format and version, the second is the SHA-256 of all that follows, the third a JSON object with
settings, codebook and facts about the training; the rest is a NumPy archive of plain arrays.
"""

import hashlib
import io
import json
import zipfile
import zlib
from dataclasses import asdict
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from toolkit.errors import ModelError
from toolkit.labels import Codebook, Theme
from toolkit.tagging.features import Vocabulary
from toolkit.tagging.fitting import Trained
from toolkit.tagging.linear import LinearModel
from toolkit.words.classes import Classes

FORMAT = b"kechuang-tagger"
VERSION = 2
_LARGEST = 200_000_000
# What a file that was made to harm can raise on its way through JSON, zip and NumPy, none of which executes any of it.
_BROKEN = (
    KeyError, TypeError, ValueError, EOFError, RecursionError, MemoryError, NotImplementedError, RuntimeError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
_ARRAYS = ("words", "pairs", "characters", "idf", "coef", "intercept", "thresholds")


def dump_model(trained: Trained, codebook: Codebook, *, settings: dict[str, Any], facts: dict[str, Any]) -> bytes:
    """Return the bytes of a model file; the same state gives the same bytes."""
    header = {
        "settings": settings,
        "facts": facts,
        "themes": [asdict(theme) for theme in codebook.themes],
        "classes": trained.vocabulary.classes,
    }
    arrays = {
        "words": np.frombuffer("\n".join(trained.vocabulary.words).encode(), np.uint8),
        "pairs": trained.vocabulary.pairs,
        "characters": trained.vocabulary.characters,
        "idf": trained.model.idf,
        "coef": trained.model.coef,
        "intercept": trained.model.intercept,
        "thresholds": trained.thresholds,
    }
    packed = io.BytesIO()
    np.savez_compressed(packed, **arrays)  # type: ignore[arg-type]
    body = json.dumps(header, ensure_ascii=False, sort_keys=True).encode() + b"\n" + packed.getvalue()
    return b"%s %d\n%s\n" % (FORMAT, VERSION, hashlib.sha256(body).hexdigest().encode()) + body


def load_model(path: str | PathLike[str]) -> tuple[Trained, Codebook, dict[str, Any]]:
    """Read a model file into trained state, codebook, and its header.

    Raises
    ------
    ModelError
        If the file is missing, of another format or version, cut short, or changed by a single byte.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise ModelError(
            f"{path}: the model cannot be read ({error.strerror}); train one with `kechuang train`"
        ) from None
    body = _checked_body(data, path)
    header_line, _, packed = body.partition(b"\n")
    try:
        header = json.loads(header_line)
        codebook = Codebook(tuple(Theme(**{**entry, "terms": tuple(entry["terms"])}) for entry in header["themes"]))
        _refuse_other_types(header, codebook)
        trained = _trained(_arrays(packed), codebook, _classes(header))
    except _BROKEN as error:
        raise ModelError(f"{path}: not a model of this toolkit ({error}); train it anew") from None
    return trained, codebook, header


def _checked_body(data: bytes, path: str | PathLike[str]) -> bytes:
    first, _, rest = data.partition(b"\n")
    name, _, version = first.partition(b" ")
    if name != FORMAT or not version.isdigit():
        raise ModelError(f"{path}: not a model of this toolkit; train one with `kechuang train`")
    if int(version) != VERSION:
        reads = f"model format {int(version)}, this version reads format {VERSION}"
        raise ModelError(f"{path}: {reads}; train it anew with `kechuang train`")
    digest, _, body = rest.partition(b"\n")
    if hashlib.sha256(body).hexdigest().encode() != digest:
        raise ModelError(f"{path}: the model file is damaged or was changed; restore it or train it anew")
    return body


def _refuse_other_types(header: dict[str, Any], codebook: Codebook) -> None:
    texts = [value for theme in codebook.themes for value in (theme.id, theme.name, theme.color, *theme.terms)]
    if not all(isinstance(value, str) for value in texts):
        raise ValueError("its themes are no texts")
    if not isinstance(header["facts"], dict) or not isinstance(header["settings"], dict):
        raise ValueError("it has no settings and facts")


def _arrays(packed: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
            raise ValueError("its arrays are larger than any model")
    with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
        return {name: arrays[name] for name in _ARRAYS}


def _classes(header: dict[str, Any]) -> Classes:
    classes = tuple((name, tuple(parts)) for name, parts in header["classes"])
    if not all(isinstance(text, str) and text for name, parts in classes for text in (name, *parts)):
        raise ValueError("its classes of words are no texts")
    return classes


def _trained(arrays: dict[str, Any], codebook: Codebook, classes: Classes) -> Trained:
    joined = arrays["words"].tobytes().decode()
    words = tuple(joined.split("\n")) if joined else ()
    rules = tuple(theme.terms for theme in codebook.themes)
    vocabulary = Vocabulary(words, arrays["pairs"], arrays["characters"], classes, rules)
    n_features = vocabulary.blocks["rules"].stop
    shapes = {
        "idf": (n_features,),
        "coef": (n_features, len(rules)),
        "intercept": (len(rules),),
        "thresholds": (len(rules),),
    }
    largest = np.finfo(np.float32).max
    for name, shape in shapes.items():
        numbers = arrays[name]
        if numbers.shape != shape or numbers.dtype.kind != "f" or not (np.abs(numbers) <= largest).all():
            raise ValueError(f"{name} does not hold finite numbers of shape {shape}")
    for name in ("pairs", "characters"):
        keys = arrays[name]
        if keys.dtype != np.int64 or keys.ndim != 1 or (np.diff(keys) <= 0).any() or (keys < 0).any():
            raise ValueError(f"{name} are not ascending numbers")
    idf, coef = (arrays[name].astype(np.float32, copy=False) for name in ("idf", "coef"))
    model = LinearModel(idf, coef, arrays["intercept"].astype(np.float64, copy=False), vocabulary.blocks)
    return Trained(vocabulary, model, arrays["thresholds"])
