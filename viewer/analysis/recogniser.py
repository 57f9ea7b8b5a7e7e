"""spaCy's recogniser of names, with its steps taken from here: the same names in two thirds of the time.

Its own loop lets go of Python's lock, and what it calls takes the lock again, to look for errors, hundreds of times for
each word. Here the lock is kept, and all texts take each step together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def recognised(pipeline: Language, texts: Sequence[str]) -> Iterable[Doc]:
    """Run a pipeline over texts that are in memory together; its recogniser step by step, where that is all it has."""
    recogniser = _only_recogniser(pipeline)
    if recogniser is None:
        return pipeline.pipe(texts, batch_size=max(1, len(texts)))
    docs = [pipeline.make_doc(text) for text in texts]
    some = [doc for doc in docs if len(doc)]
    if some:
        recogniser.set_annotations(some, _states(recogniser, some))
    return docs


def without_idle_parts(pipeline: Language) -> Language:
    """Take out of a pipeline what only prepares for parts that were not loaded: its network takes as long as names."""
    from spacy.pipeline import Tok2Vec

    for name in pipeline.pipe_names:
        part = pipeline.get_pipe(name)
        if type(part) is Tok2Vec and not part.listeners:
            pipeline.remove_pipe(name)
    return pipeline


def _only_recogniser(pipeline: Language) -> Any | None:
    """Return the recogniser of a pipeline without other parts, None where it has others, or one that works otherwise.

    One that keeps several readings at once (a beam) and one on a graphics card do.
    """
    from spacy.pipeline import EntityRecognizer

    parts: list[Any] = [part for _, part in pipeline.pipeline]
    if list(map(type, parts)) != [EntityRecognizer]:
        return None
    recogniser = parts[0]
    plain = recogniser.cfg.get("beam_width", 1) == 1 and recogniser.model.ops.device_type == "cpu"
    return recogniser if plain else None


def _states(recogniser: Any, docs: Sequence[Doc]) -> list[Any]:
    """Return the last state of each text: one step reads one word, with the move that scores highest."""
    model = recogniser.model.predict(docs)
    states: list[Any] = recogniser.moves.init_batch(docs)
    unfinished = [state for state in states if not state.is_final()]
    while unfinished:
        unfinished = recogniser.transition_states(unfinished, model.predict(unfinished))
    model.clear_memory()  # it holds on to itself and to all that it has computed
    return states
