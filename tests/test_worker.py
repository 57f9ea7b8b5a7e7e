from __future__ import annotations

import base64
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from viewer import worker
from viewer.analysis.model import from_cache
from viewer.analysis.record import Analysis
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.article.readers.bundles import Unread
from viewer.article.reading import article_from_text

TEXT = "The mayor of Arlen opened the new bridge on Friday.\n\nMayor Ann Tolley said it had cost 12 million crowns."
OTHER = "A bridge opens in Arlen.\n\nThe mayor of Arlen opened the new bridge on Friday morning.\n\nNobody was hurt."


def answers(*requests: Any) -> list[dict[str, Any]]:
    """Give the requests to a worker in this process and return its replies."""
    lines = [request if isinstance(request, bytes) else json.dumps(request).encode() for request in requests]
    replies = io.BytesIO()
    worker.Worker(io.BytesIO(b"\n".join(lines)), replies).run()
    return [json.loads(line) for line in replies.getvalue().splitlines()]


def problem(reply: dict[str, Any]) -> str:
    return Message.from_json(reply["problem"])


def test_it_reads_files_pages_and_texts(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text(TEXT, encoding="utf-8")
    page = "<html><head><title>T</title></head><body><article><h1>T</h1>" + f"<p>{OTHER}</p>" * 3 + "</article></html>"
    replies = answers(
        {"job": 1, "do": "read", "path": str(file)},
        {"job": 2, "do": "read_html", "html": page},
        {"job": 3, "do": "read_text", "text": TEXT, "title": "The bridge"},
    )
    articles = [Article.from_json(reply["ok"]["article"]) for reply in replies]
    assert [reply["job"] for reply in replies] == [1, 2, 3]
    assert articles[0].path == str(file)
    assert "opened the new bridge" in articles[1].text
    assert articles[2].title == "The bridge"


def test_it_hands_over_the_articles_of_an_archive_one_by_one(tmp_path: Path) -> None:
    file = tmp_path / "stories.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in (("a.txt", TEXT), ("b.txt", b"\x7fELF"), ("c.txt", OTHER)):
            archive.writestr(name, content)
    *parts, last = answers({"job": 1, "do": "read_all", "path": str(file)})
    assert last == {"job": 1, "ok": {"count": 2}}
    first, bad, third = (reply["part"] for reply in parts)
    assert Article.from_json(first["article"]).path == str(file)
    assert first["origin"] == "stories.zip: a.txt"
    assert base64.b64decode(first["source"]).decode() == TEXT
    assert problem(bad).startswith("stories.zip: b.txt: ")
    assert "bridge opens" in third["article"]["text"].lower()


def test_a_file_with_one_article_is_its_own_source(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text(TEXT, encoding="utf-8")
    part, last = answers({"job": 1, "do": "read_all", "path": str(file)})
    assert part["part"]["source"] is None
    assert (part["part"]["origin"], last["ok"]) == ("article.txt", {"count": 1})
    part, last = answers({"job": 1, "do": "read_all", "path": str(tmp_path / "missing.txt")})
    assert "missing.txt does not exist" in problem(part["part"])
    assert last["ok"] == {"count": 0}


def test_reading_an_archive_can_be_cancelled_between_two_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(path: str) -> Iterator[Unread]:
        while True:
            yield Unread("stories.zip", Message("This file is damaged."))

    monkeypatch.setattr("viewer.article.reading.articles_in", endless)
    *_, last = answers({"job": 1, "do": "read_all", "path": "stories.zip"}, {"job": 1, "do": "cancel"})
    assert last == {"job": 1, "cancelled": True}


def test_a_file_that_cannot_be_read_is_a_sentence_and_the_next_is_read(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text(TEXT, encoding="utf-8")
    missing = tmp_path / "missing.txt"
    replies = answers({"job": 1, "do": "read", "path": str(missing)}, {"job": 2, "do": "read", "path": str(file)})
    assert str(missing) in problem(replies[0])
    assert "ok" in replies[1]


def test_it_analyses_and_compares_as_the_program_does() -> None:
    articles = [article_from_text(TEXT), article_from_text(OTHER)]
    data = [article.to_json() for article in articles]
    analysed = [answers({"job": 1, "do": "analyse", "article": article})[0]["ok"] for article in data]
    assert all(reply["version"] == reply["analysis"]["version"] for reply in analysed)
    analyses = [reply["analysis"] for reply in analysed]
    assert Analysis.from_json(analyses[0]).article == articles[0].id
    request = {"job": 7, "do": "compare", "articles": data, "settings": {"threshold": 60, "min_words": 3}}
    *progress, reply = answers({**request, "analyses": [analyses[0], None]})
    assert [entry["progress"] for entry in progress] == [[0, 3], [1, 3], [2, 3]]
    assert reply["ok"]["analyses"] == {articles[1].id: analyses[1]}
    comparison = from_cache(reply["ok"]["comparison"], tuple(articles))
    assert comparison.settings.threshold == 60
    assert any(pair.score > 60 for pair in comparison.pairs)
    assert "Arlen" in {entity.name for entity in comparison.entities if entity.shared}


def test_broken_lines_are_answered_and_kill_nothing() -> None:
    broken = [b"no json", b"[1]", b'{"job": "x", "do": "ping"}', b'{"job": 4}', b"\xff\xfe", b"[" * 100_000]
    *replies, last = answers(*broken, {"job": 5, "do": "dance"}, {"job": 6, "do": "ping"})
    assert [reply["job"] for reply in replies] == [None, None, None, 4, None, None, 5]
    assert all("problem" in reply for reply in replies)
    assert "dance" in problem(replies[-1])
    assert last["job"] == 6
    assert "version" in last["ok"]


def test_an_error_of_ours_becomes_a_problem_with_details_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    replies = answers({"job": 1, "do": "analyse", "article": {"text": 3}}, {"job": 2, "do": "ping"})
    assert "error in the program" in problem(replies[0])
    assert "ok" in replies[1]
    assert "Traceback" in capsys.readouterr().err


def test_too_little_memory_becomes_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhaust(*_: object) -> worker.Data:
        raise MemoryError

    monkeypatch.setattr(worker, "_ACTIONS", {"read": exhaust})
    (reply,) = answers({"job": 1, "do": "read", "path": "p"})
    assert "memory" in problem(reply)


def test_a_waiting_job_can_be_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    done = []

    def wait_for_cancel(request: worker.Data, progress: worker.Progress) -> worker.Data:
        while True:  # a long job meets its cancellation between two steps
            progress(0, 1)

    def note(request: worker.Data, progress: worker.Progress) -> worker.Data:
        done.append(request["job"])
        return {}

    monkeypatch.setattr(worker, "_ACTIONS", {"long": wait_for_cancel, "short": note})
    replies = answers(
        {"job": 1, "do": "long"},
        {"job": 2, "do": "short"},
        {"job": 3, "do": "short"},
        {"job": 2, "do": "cancel"},
        {"job": 1, "do": "cancel"},
    )
    assert [reply for reply in replies if "progress" not in reply] == [
        {"job": 1, "cancelled": True},
        {"job": 2, "cancelled": True},
        {"job": 3, "ok": {}},
    ]
    assert done == [3]


def _process(code: str | None = None) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "viewer.worker"] if code is None else [sys.executable, "-c", code]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)


def _ask(process: subprocess.Popen[bytes], request: object) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(request).encode() + b"\n")
    process.stdin.flush()
    reply: dict[str, Any] = json.loads(process.stdout.readline())
    return reply


def test_the_process_answers_line_by_line_and_stops_when_told() -> None:
    process = _process()
    assert "version" in _ask(process, {"job": 1, "do": "ping"})["ok"]
    assert "ok" in _ask(process, {"job": 2, "do": "read_text", "text": TEXT})
    rest, errors = process.communicate(b'{"do": "stop"}\n', timeout=20)
    assert (process.returncode, rest, errors) == (0, b"", b"")


def test_the_process_finishes_what_waits_when_stdin_ends() -> None:
    process = _process()
    replies, _ = process.communicate(b'{"job": 1, "do": "ping"}\n{"job": 2, "do": "ping"}', timeout=20)
    assert [json.loads(line)["job"] for line in replies.splitlines()] == [1, 2]
    assert process.returncode == 0


_NOISY = """
import os, sys
from viewer import worker

def noisy(request, progress):
    print("printed")
    sys.stdout.write("written")
    os.write(1, b"from C")
    os.system("echo from a child")
    return {"nice": os.nice(0) if hasattr(os, "nice") else 0, "spacy": "spacy" in sys.modules}

worker._ACTIONS = {"noise": noisy}
worker.main()
"""


def test_what_libraries_print_does_not_reach_the_replies() -> None:
    before = os.nice(0) if hasattr(os, "nice") else 0
    process = _process(_NOISY)
    reply = _ask(process, {"job": 1, "do": "noise"})
    assert reply["ok"]["nice"] == (min(before + worker.NICENESS, 19) if hasattr(os, "nice") else 0)
    assert reply["ok"]["spacy"] is False
    rest, errors = process.communicate(timeout=20)
    assert rest == b""
    for words in (b"printed", b"written", b"from C", b"from a child"):
        assert words in errors


_GREEDY = """
from viewer import worker

worker._ACTIONS = {"take": lambda request, progress: {"taken": len(bytearray(request["bytes"]))}}
worker.main()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space of a process")
def test_a_job_cannot_take_all_memory() -> None:
    process = _process(_GREEDY)
    assert "memory" in problem(_ask(process, {"job": 1, "do": "take", "bytes": 4 * worker.MEMORY_LIMIT}))
    assert _ask(process, {"job": 2, "do": "take", "bytes": 1000})["ok"] == {"taken": 1000}
    process.communicate(timeout=20)


def test_reading_text_starts_without_the_language_pipeline(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text(TEXT, encoding="utf-8")
    code = (
        "import io, json, sys\nfrom viewer.worker import Worker\n"
        f"line = json.dumps({{'job': 1, 'do': 'read', 'path': {str(file)!r}}}).encode()\n"
        "Worker(io.BytesIO(line), io.BytesIO()).run()\n"
        "assert not {'spacy', 'numpy', 'PySide6'} & set(sys.modules), sorted(sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_window_going_away_ends_the_process() -> None:
    process = _process()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.close()
    process.stdin.write(b'{"job": 1, "do": "ping"}\n' * 3)
    process.stdin.close()
    assert process.wait(timeout=20) == 0
    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
