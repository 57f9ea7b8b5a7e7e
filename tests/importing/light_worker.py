"""A worker that finds nothing in an article, so that it starts at once, and that fails as the name of a file says."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from threading import Event
from typing import Any

from viewer import worker
from viewer.analysis.record import Analysis
from viewer.article.model import Article

_READ = worker._ACTIONS["read_all"]


def read_all(request: dict[str, Any], progress: worker.Progress) -> dict[str, Any]:
    path = Path(request["path"])
    if "hangs" in path.name:
        Event().wait()
    if "dies" in path.name:
        os._exit(9)
    answer = _READ(request, progress)
    trace = path.with_name(path.name + ".trace")
    if "stumbles" in path.name and not trace.exists():
        trace.touch()
        os._exit(9)
    return answer


def analyse(request: dict[str, Any], progress: worker.Progress) -> dict[str, Any]:
    article = Article.from_json(request["article"])
    if "unbearable" in article.title:
        os._exit(9)
    return {"analysis": Analysis(article.id, "1", article.language, (), (), ()).to_json(), "version": "1"}


if __name__ == "__main__":
    if "--broken" in sys.argv:
        os._exit(1)
    worker._ACTIONS = {**worker._ACTIONS, "read_all": read_all, "analyse": analyse}
    worker.main()
