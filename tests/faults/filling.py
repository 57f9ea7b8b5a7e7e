"""The disk is full: a small file system of its own is filled until nothing more can be kept."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

_MEGABYTES = 4
_MOUNT = 'mount -t tmpfs -o size="$2"m tmpfs "$0" && exec "$1" -m tests.faults.filling "$0"'


def fill_disk(folder: Path) -> tuple[str, list[str]]:
    """Fill a disk with articles and notes; return how many were acknowledged, and whatever was wrong."""
    if shutil.which("unshare") is None:
        return "not run: no small file system can be mounted here", []
    script = ["unshare", "-m", "sh", "-c", _MOUNT, str(folder), sys.executable, str(_MEGABYTES)]
    done = subprocess.run(script, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    if done.returncode:
        if "denied" in done.stderr or "permitted" in done.stderr:
            return "not run: no small file system can be mounted here", []
        return "", [done.stderr]
    told, wrong = json.loads(done.stdout)
    return told, wrong


def _fill(folder: Path) -> tuple[str, list[str]]:
    from tests.library.library_state import TEXTS, make_article
    from viewer.library import Library, LibraryProblem

    path, wrong, kept, refused = folder / "library.sqlite", list[str](), dict[str, str](), list[str]()
    with Library.open(path) as library:
        first = library.add_article(make_article(TEXTS[0]))
        story = library.create_story("The bridge", [first]).id
        note = library.add_note(story, first, 0, 5, "a", "before").id
        for number in range(10_000):
            article = make_article(f"{number} " + " ".join(f"w{number * n % 997}" for n in range(2000)))
            try:
                library.add_article(article, article.text.encode())
                kept[article.id] = article.text
                library.edit_note(note, text := f"note {number}")
                kept[note] = text
            except LibraryProblem as problem:
                refused.append(str(problem))
                if len(refused) > 20:
                    break
        wrong += _missing(library, kept, note)
        wrong += [problem for problem in library.check() if "journal" not in problem]
    wrong += [problem for problem in refused if "full" not in problem and "No space" not in problem]
    with Library.open(path) as library:
        wrong += [notice for notice in library.notices if "full" not in notice and "reading only" not in notice]
        wrong += _missing(library, kept, note)
    if not refused:
        wrong.append("the disk was never full")
    return f"{len(kept)} acknowledged, then {len(refused)} refused: {refused[0] if refused else ''}", wrong


def _missing(library: object, kept: dict[str, str], note: str) -> list[str]:
    from viewer.library import Library

    assert isinstance(library, Library)
    found = {key: library.note(key).text if key == note else library.article(key).text for key in kept}
    return [f"{key} is not what was acknowledged" for key in kept if found[key] != kept[key]]


if __name__ == "__main__":
    print(json.dumps(_fill(Path(sys.argv[1]))))
