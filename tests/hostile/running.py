"""One hostile file is read by one worker process, whose time and memory are measured from outside."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.hostile.kinds import KINDS, SECRET, Outside

TIME_LIMIT = 10.0
MEMORY_LIMIT = 500_000_000
_HANGING = 240.0


@dataclass(frozen=True)
class Outcome:
    """What came of a file: seconds of work with the start of the process, bytes of memory at most, what was said."""

    kind: str
    bytes: int
    seconds: float
    memory: int
    articles: int
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def says(self) -> str:
        """What the reader is told, in short."""
        told = [*self.problems, *self.warnings]
        return f"{self.articles} articles; {told[0] if told else ''}"


class Listener:
    """Waits for somebody to reach out; nobody must."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.visits = 0
        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.visits += 1
            connection.close()

    def close(self) -> None:
        self._socket.close()


def _nothing(outcome: Outcome) -> None:
    pass


def run_all(
    folder: Path, share: float, kinds: list[str], at_once: int = 2, tell: Callable[[Outcome], None] = _nothing
) -> list[Outcome]:
    """Read a file of each kind and return what came of it; ``tell`` is told of each as soon as it is there."""
    listener = Listener()
    secret = folder / "secret.txt"
    secret.write_text(f"This is {SECRET}. Nobody may read it.\n" * 20, encoding="utf-8")
    outside = Outside(str(secret), listener.address)

    def run(kind: str) -> Outcome:
        outcome = run_one(folder / kind, kind, share, outside)
        tell(outcome)
        return outcome

    with ThreadPoolExecutor(at_once) as pool:
        outcomes = list(pool.map(run, kinds))
    listener.close()
    assert listener.visits == 0, "something was fetched"
    return outcomes


def run_one(folder: Path, kind: str, share: float, outside: Outside) -> Outcome:
    """Make a file of a kind in its folder and have it read by a worker that works there."""
    name, maker = KINDS[kind]
    folder.mkdir()
    path = folder / name
    path.write_bytes(maker(share, outside))
    size = path.stat().st_size
    replies, seconds, memory, faults = _ask(path)
    if sorted(entry.name for entry in folder.iterdir()) != [name]:
        faults.append("wrote beside the file")
    if SECRET in json.dumps(replies):
        faults.append("read a file outside")
    parts = [reply["part"] for reply in replies if "part" in reply]
    articles = [part["article"] for part in parts if "article" in part]
    problems = [_sentence(part["problem"]) for part in parts if "problem" in part]
    path.unlink()
    faults.extend(_broken_promises(replies, articles, problems, name, seconds, memory))
    warnings = tuple(_sentence(warning) for article in articles for warning in article["warnings"])
    return Outcome(kind, size, seconds, memory, len(articles), tuple(problems), warnings, tuple(faults))


def _ask(path: Path) -> tuple[list[dict[str, Any]], float, int, list[str]]:
    """Return the replies, the seconds of work, the peak of memory, and what went wrong."""
    root = str(Path(__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, "-m", "viewer.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=path.parent,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([root, os.environ.get("PYTHONPATH", "")])},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    _limit(process.pid)
    killer = threading.Timer(_HANGING, process.kill)
    killer.start()
    replies: list[dict[str, Any]] = []
    process.stdin.write(b'{"job": 0, "do": "ping"}\n')
    process.stdin.flush()
    process.stdout.readline()
    process.stdin.write(json.dumps({"job": 1, "do": "read_all", "path": str(path)}).encode() + b"\n")
    process.stdin.flush()
    for line in process.stdout:
        replies.append(json.loads(line))
        if "part" not in replies[-1]:
            break
    memory = _peak(process.pid)
    process.stdin.close()
    errors = process.stderr.read()
    process.stdout.close()
    process.stderr.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    killer.cancel()
    faults = [] if process.returncode == 0 else [f"ended with {process.returncode}"]
    if b"Traceback" in errors:
        faults.append(errors.decode("utf-8", "replace").strip().split("\n")[-1])
    # The time of the processor, not that of the clock: other tests may run beside this one.
    return replies, usage.ru_utime + usage.ru_stime, memory, faults


def _limit(process: int) -> None:
    """Let the system end a process that works far too long; on a busy machine the clock would tell the wrong story."""
    if sys.platform == "linux":
        import resource

        seconds = round(3 * TIME_LIMIT)
        resource.prlimit(process, resource.RLIMIT_CPU, (seconds, seconds))


def _peak(process: int) -> int:
    """Return the most memory in bytes that a process has held, 0 where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    lines = status.read_text(encoding="ascii").split("\n") if status.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


def _sentence(message: dict[str, Any]) -> str:
    return str(message["template"].format(**message["args"]))


def _broken_promises(
    replies: list[dict[str, Any]],
    articles: list[dict[str, Any]],
    problems: list[str],
    name: str,
    seconds: float,
    memory: int,
) -> list[str]:
    faults = []
    if not replies or replies[-1].get("ok", {}).get("count") != len(articles):
        faults.append(f"no proper answer: {str(replies[-1:])[:200]}")
    if not articles and not problems:
        faults.append("neither an article nor a sentence")
    faults.extend(f"does not name the file: {problem}" for problem in problems if name not in problem)
    faults.extend(f"no plain sentence: {problem}" for problem in problems if not problem.endswith("."))
    if seconds > TIME_LIMIT:
        faults.append(f"took {seconds:.1f} s")
    if memory > MEMORY_LIMIT:
        faults.append(f"took {memory / 1e6:.0f} MB")
    return faults
