"""Print how far the program agrees with our keys: stories, single articles, graded pairs; one JSON line per figure.

Of what is held back only sums are printed; the kinds of pairs are told apart in the half that may be looked at.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from viewer import compare

from . import reading_score
from .data import Half
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
    print(*dev_kinds(), sep="\n")


if __name__ == "__main__":
    main()
