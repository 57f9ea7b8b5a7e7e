"""Print how far stories are compared, and single articles read, as their keys say: one JSON line per figure."""

from __future__ import annotations

import json

from viewer import compare

from . import reading_score
from .stories_key import load_stories
from .stories_score import StoryScore, report, score, total


def main() -> None:
    """Compare every story, read every graded article; print the figures, those of the held parts by themselves."""
    figures: dict[str, StoryScore] = {}
    held: list[StoryScore] = []
    for story in load_stories():
        figures[story.folder.name] = score(story, compare([article.path for article in story.articles]))
        if story.held:
            held.append(figures[story.folder.name])
    rows = {**figures, "held": total(held), "total": total(figures.values())}
    for name, row in rows.items():
        for line in report(name, row):
            print(json.dumps(line))
    for line in reading_score.report():
        print(json.dumps(line))


if __name__ == "__main__":
    main()
