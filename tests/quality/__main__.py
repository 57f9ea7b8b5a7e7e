"""Print how far the program agrees with our keys: stories, single articles, graded pairs; one JSON line per figure.

Of what is held back only sums are printed; the kinds of pairs are told apart in the half that may be looked at. With a
folder of public test sets (one that holds a ``score.py`` and its data), the program is scored on these too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from viewer import compare

from . import reading_score
from .data import Half, load_wire_pairs
from .reliability import dev_kinds, pair_figures
from .stories_key import load_stories
from .stories_score import StoryScore, report, score, total


def main() -> None:
    """Compare every story, read every graded article, score every pair; print the figures, held parts by themselves."""
    figures: dict[str, StoryScore] = {}
    held: list[StoryScore] = []
    for story in load_stories():
        found = score(story, compare([article.path for article in story.articles]))
        if story.held:
            held.append(found)
        else:
            figures[story.folder.name] = found
    for name, row in {**figures, "open": total(figures.values()), "held": total(held)}.items():
        for line in report(name, row):
            print(json.dumps(line))
    for line in reading_score.report():
        print(json.dumps(line))
    halves: tuple[Half, ...] = ("dev", "held")
    for half in halves:
        print(json.dumps({"half": half, **asdict(pair_figures(half))}))
        print(json.dumps({"newswire": half, **asdict(pair_figures(half, load_wire_pairs()))}))
    print(*dev_kinds(), sep="\n")
    if len(sys.argv) > 1:
        sys.exit(public(Path(sys.argv[1])))


def public(folder: Path) -> int:
    """Score the program with the scorer of a folder of public test sets; return its exit code."""
    scorer = folder / "score.py"
    if not scorer.is_file():
        print(f"{folder} holds no score.py; give the folder that holds the public test sets and their scorer.")
        return 2
    root = str(Path(__file__).resolve().parents[2])
    sys.stdout.flush()
    return subprocess.run([sys.executable, scorer], env={**os.environ, "PYTHONPATH": root}, check=False).returncode


if __name__ == "__main__":
    main()
