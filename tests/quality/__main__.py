"""Print how far the comparison of every sample story agrees with its key: one JSON line per metric and story."""

from __future__ import annotations

import json

from viewer import compare

from .stories_key import load_stories
from .stories_score import StoryScore, report, score, total


def main() -> None:
    """Compare every story and print its figures, those of the held stories together, and the totals."""
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


if __name__ == "__main__":
    main()
