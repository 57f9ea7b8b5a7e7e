"""How long it takes until the packs of a class lie over one story."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.figures import Figure
from tests.benchmarks.texts import article_of
from viewer.article.model import Article
from viewer.library.notes.notes import Note, passage_of
from viewer.library.sharing.merging import agreement, hand_in_of, merge_all, passages_on
from viewer.library.sharing.packs import Pack, pack_bytes, read_pack
from viewer.library.sharing.plain_notes import note_to_json

PACKS, NOTES, ARTICLES = 30, 60, 4
MOMENT = "2026-11-30T08:00:00.000+00:00"


def merge_packs() -> Figure:
    """Processor seconds to read 30 packs of 60 notes over four articles, merge them and find where they agree."""
    articles = tuple(article_of(1_000, seed) for seed in range(ARTICLES))
    with TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.viewerpack") for number in range(PACKS)]
        for number, path in enumerate(paths):
            path.write_bytes(pack_bytes(_pack(articles, number)))
        start = time.process_time()
        kept, changes = merge_all([], [hand_in_of(read_pack(path), "story") for path in paths])
        segments = [agreement(passages_on(kept, one.id), len(one.text)) for one in articles]
        taken = time.process_time() - start
    most = max(len(authors) for found in segments for _, _, authors in found)
    return Figure(taken, 2, f"{len(changes)} packs, {sum(map(len, segments))} segments, up to {most} authors agree")


def _pack(articles: tuple[Article, ...], number: int) -> Pack:
    chance = random.Random(number)
    notes = []
    for index in range(NOTES):
        passages = []
        for place, article in enumerate(chance.sample(articles, chance.choice((1, 1, 2)))):
            start = min(len(article.text) - 200, int(chance.gammavariate(2, 900)))
            passage = passage_of(article.id, article.text, start, start + chance.randint(5, 180))
            passages.append(replace(passage, number=place))
        author = f"student {number}"
        notes.append(Note(f"{number}-{index}", "story", tuple(passages), "claim", "Why?", (), "t1", author))
    plain = tuple(note_to_json(note) for note in notes)
    return Pack("hand-in", "Story", articles, "story", MOMENT, MOMENT, f"student {number}", plain)
