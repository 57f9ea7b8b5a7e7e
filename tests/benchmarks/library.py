"""What a large library costs: searching as one types, near-duplicates, pages of its list, its size, its start."""

from __future__ import annotations

import atexit
import json
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

from tests.benchmarks.figures import Figure, milliseconds, processor_milliseconds
from tests.benchmarks.library_texts import Words, known_sentences, library_articles
from viewer import article_from_text
from viewer.analysis.matching import match_sentences
from viewer.analysis.sentences import article_sentences
from viewer.library import Library, Query
from viewer.library.search.listing import SORTS
from viewer.library.storage.packed import packed

_ARTICLES = 10_000
_ROWS = 100_000
_TOGETHER = 500
_SIZED = 150
_SCREEN = 50
_SENTENCES = 40
_CHUNK = 30_000
_TYPED = (
    *("the mayor of the town", "said that the bridge", "kerry beijing", '"nuclear weapons" north', "s", "a", "th"),
    *("flood river ohio", "school start time -hour", "prize committee author", "to be or not to be", "vaster"),
    *("an old swimming pool is", "government st", "marathon run* distance", "police", "in", "2024"),
)


@cache
def _folder() -> Path:
    """Return a folder that lies on a disk as a library does, and goes when the run ends."""
    folder = Path(tempfile.mkdtemp(prefix="viewer-benchmark-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def grown_library(count: int) -> Path:
    """Build a library of so many articles, once a run, and return its path."""
    path = _folder() / f"library-{count}.sqlite"
    with Library.open(path) as library:
        articles = library_articles(count)
        while batch := list(islice(articles, _TOGETHER)):
            library.add_articles([(article, article.text.encode(), None) for article in batch])
        library.create_story("The last thing done", [library.article_page(Query(), 0, 1)[0].id])
    return path


@cache
def long_list() -> Path:
    """Make a library that lists many articles, all with one short text, and return its path."""
    path = _folder() / "list.sqlite"
    chance, words = random.Random(5), Words()
    text = packed(json.dumps(article_from_text("One line that all of them hold.").to_json()).encode())
    with Library.open(path) as library, library._store.writing():
        for number in range(_ROWS):
            title = " ".join(words.draw(chance, 8)).capitalize()
            outlet = None if chance.random() < 0.1 else " ".join(words.words[chance.randrange(40) + 1000 :][:2])
            day = None if chance.random() < 0.1 else f"2024-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            library._store.run(
                "INSERT INTO articles (id, title, outlet, published, language, words, added) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                *(f"{number:016x}", title, outlet, day, "en", chance.randrange(2000), f"2025-01-01T{number:06}"),
            )
            # The preview reads it; without one the library would be taken for damaged, and restored.
            library._store.run("INSERT INTO texts (article, json) VALUES (?, ?)", f"{number:016x}", text)
    return path


def search_as_you_type() -> Figure:
    """95th percentile of the milliseconds of a keystroke in the search field, over 10,000 articles of 600 words."""
    with Library.open(grown_library(_ARTICLES)) as library:
        keystrokes = [typed[:length] for typed in _TYPED for length in range(1, len(typed) + 1)]
        library.search("the")
        times, processor = _best_of([lambda typed=typed: library.search(typed) for typed in keystrokes])
    slowest = max(zip(times, keystrokes, strict=True))
    note = f"{len(times)} keystrokes, median {median(times):.1f}, slowest {slowest[0]:.1f} ({slowest[1]!r})"
    return Figure(_p95(times), 50, f"{note}; of the processor {_p95(processor):.1f} ms")


def where_else() -> Figure:
    """95th percentile of the milliseconds to find the near-duplicates of one sentence in 300,000, and the recall."""
    chosen = random.Random(7).sample(known_sentences(), _SENTENCES)
    with Library.open(grown_library(_ARTICLES)) as library:
        library.where_else(chosen[0])
        times, processor = _best_of([lambda sentence=sentence: library.where_else(sentence) for sentence in chosen])
        found = {
            (place, hit.listed.id, hit.start)
            for place, sentence in enumerate(chosen)
            for hit in library.where_else(sentence, limit=1000)
        }
        there, searched = _all_matches(library, chosen)
    recall = len(found & there) / len(there)
    note = f"{searched} sentences, recall {recall:.3f} of {len(there)}, median {median(times):.1f} ms"
    return Figure(_p95(times), 100, f"{note}; of the processor {_p95(processor):.1f} ms")


def _best_of(tasks: Sequence[Callable[[], object]]) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each task, and those of the processor: the best of three rounds."""
    rounds = [[(milliseconds(task), processor_milliseconds(task)) for task in tasks] for _ in range(3)]
    best = [tuple(map(min, zip(*of_task, strict=True))) for of_task in zip(*rounds, strict=True)]
    return [wall for wall, _ in best], [processor for _, processor in best]


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]


def _all_matches(library: Library, chosen: list[str]) -> tuple[set[tuple[int, str, int]], int]:
    """Return sentence, article and start of all matches, found without an index, and how many were compared."""
    there, searched = set(), 0
    places = _places(library)
    while chunk := list(islice(places, _CHUNK)):
        pairs = match_sentences(chosen, [text for _, _, text in chunk])
        there.update((i, chunk[j][0], chunk[j][1]) for i, j, _ in pairs)
        searched += len(chunk)
    return there, searched


def _places(library: Library) -> Iterator[tuple[str, int, str]]:
    offset = 0
    while page := library.article_page(Query(sort="title"), offset):
        for listed in page:
            article = library.article(listed.id)
            for sentence in article_sentences(article):
                yield listed.id, sentence.start, article.text[sentence.start : sentence.end]
        offset += len(page)


def list_page() -> Figure:
    """The most milliseconds for a page, as the window fetches it, anywhere in a list of 100,000 in whatever order."""
    with Library.open(long_list()) as library:
        times, firsts = {}, []
        for sort in SORTS:
            query = Query(sort=sort)
            firsts.append(milliseconds(lambda query=query: library.article_page(query, 500, _SCREEN)))
            pages = (0, 1_000, 50_000, 90_000, 99_900)
            times[sort] = max(_best(library, query, offset) for offset in pages)
        count = min(milliseconds(library.article_count) for _ in range(5))
    slowest = max(times, key=lambda sort: times[sort])
    note = f"by {slowest}; a new order costs at most {max(firsts):.0f} ms once; counting {count:.1f} ms"
    return Figure(times[slowest], 5, note)


def _best(library: Library, query: Query, offset: int) -> float:
    return min(milliseconds(lambda: library.article_page(query, offset, _SCREEN)) for _ in range(5))


def open_library() -> Figure:
    """Time to open a library of 10,000 articles and read the rows of a screen, in times of one of 10 articles."""
    paths = grown_library(10), grown_library(_ARTICLES)
    for path in paths:
        _open(path)
    times = [[milliseconds(lambda path=path: _open(path)) for path in paths] for _ in range(15)]
    small, large = (median(pair[side] for pair in times) for side in (0, 1))
    return Figure(large / small, 1.3, f"{large:.1f} ms ÷ {small:.1f} ms, without the window")


def _open(path: Path) -> None:
    with Library.open(path) as library:
        library.article_page(Query(), 0, _SCREEN)


def keystroke() -> Figure:
    """Milliseconds until a letter typed into a note is on the disk, in the database and the journal."""
    with Library.open(grown_library(10)) as library:
        article = library.article_page(Query(), 0, 1)[0].id
        note = library.add_note(library.create_story("A story", [article]).id, article, 0, 5, "a")
        times, work = [], []
        for length in range(1, 301):
            text = "x" * length
            work.append(processor_milliseconds(lambda text=text: times.append(_typed(library, note.id, text))))
    note_ = f"best tenth; median {median(times):.1f} ms, processor {median(work):.1f} ms: the disk is waited for twice"
    return Figure(quantiles(times, n=10)[0], 15, note_)


def _typed(library: Library, note: str, text: str) -> float:
    return milliseconds(lambda: library.edit_note(note, text))


def library_size() -> Figure:
    """Bytes of the library's file ÷ bytes of the texts and originals in it, with index and analyses."""
    from viewer.analysis.compare import analyse

    path = _folder() / "sized.sqlite"
    articles = list(library_articles(_SIZED))
    with Library.open(path) as library:
        library.add_articles([(article, article.text.encode(), None) for article in articles])
        for article in articles:
            library.keep_analysis(f"analysis:{article.id}", analyse(article).to_json())
    with Library.open(path) as library:
        library._store.run("PRAGMA wal_checkpoint(TRUNCATE)")
    texts = sum(len(article.text.encode()) for article in articles)
    return Figure(
        path.stat().st_size / (2 * texts), 2.5, f"{_SIZED} articles, each kept with an original as long as its text"
    )
