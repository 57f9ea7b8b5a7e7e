"""The graded examples are sound: enough of each kind, balanced, nothing twice, every key string in its text."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from datetime import datetime
from difflib import SequenceMatcher
from typing import get_args

import pytest
from lxml import html
from rapidfuzz import fuzz, process

from .data import (
    FOLDER,
    CommentPage,
    LanguageSample,
    PageHead,
    Pair,
    PairKind,
    WirePair,
    load_comment_pages,
    load_language_samples,
    load_page_heads,
    load_pairs,
    load_wire_pairs,
)
from .stories_text import squeeze, visible_lines

PAIRS = load_pairs()
WIRE_PAIRS = load_wire_pairs()
COMMENT_PAGES = load_comment_pages()
PAGE_HEADS = load_page_heads()
LANGUAGE_SAMPLES = load_language_samples()
REAL_OUTLETS = frozenset((FOLDER / "real_outlets.txt").read_text(encoding="utf-8").splitlines())

SAME_KINDS = {"verbatim", "edited", "trimmed", "split", "reworded", "quote_reframed"}
DIFFERENT_KINDS = set(get_args(PairKind)) - SAME_KINDS - {"merged"}
SCRIPTS = {"ar": r"[\u0600-\u06ff]", "zh": r"[\u4e00-\u9fff]"}

each_comment_page = pytest.mark.parametrize("page", COMMENT_PAGES, ids=lambda page: page.path.stem)
each_page_head = pytest.mark.parametrize("head", PAGE_HEADS, ids=lambda head: head.id)
each_language_sample = pytest.mark.parametrize("sample", LANGUAGE_SAMPLES, ids=lambda sample: sample.language)


def words(text: str) -> list[str]:
    """Return the words of a text in small letters; an apostrophe does not part a word."""
    return re.findall(r"\w+(?:'\w+)*", text.lower().replace("’", "'"))


def longest_shared_run(pair: Pair) -> int:
    """Return how many words in a row the two sentences share at most."""
    return SequenceMatcher(None, words(pair.a), words(pair.b), autojunk=False).find_longest_match().size


def of_kind(kind: PairKind) -> list[Pair]:
    return [pair for pair in PAIRS if pair.kind == kind]


def sentences(half: str) -> list[str]:
    return [text for pair in PAIRS if pair.half == half for text in (pair.a, pair.b)]


# sentence pairs


def test_there_are_at_least_640_pairs_over_16_topics_with_forty_or_more_each() -> None:
    topics = Counter(pair.topic for pair in PAIRS)
    assert len(PAIRS) >= 640
    assert len(topics) >= 16
    assert min(topics.values()) >= 40


def test_whole_topics_go_to_one_half_ten_dev_and_six_held() -> None:
    halves = defaultdict(set)
    for pair in PAIRS:
        halves[pair.topic].add(pair.half)
    assert Counter(tuple(sorted(found)) for found in halves.values()) == {("dev",): 10, ("held",): 6}


def test_ids_are_unique() -> None:
    assert len({pair.id for pair in PAIRS}) == len(PAIRS)


def test_no_sentence_occurs_in_two_pairs() -> None:
    found = Counter(text for pair in PAIRS for text in {squeeze(pair.a), squeeze(pair.b)})
    assert [text for text, count in found.items() if count > 1] == []


def test_no_held_sentence_is_nearly_a_dev_sentence() -> None:
    scores = process.cdist(
        [" ".join(sorted(words(text))) for text in sentences("held")],
        [" ".join(sorted(words(text))) for text in sentences("dev")],
        scorer=fuzz.ratio,
    )
    assert scores.max() < 80


@pytest.mark.parametrize("half", ["dev", "held"])
def test_about_half_of_the_pairs_state_the_same(half: str) -> None:
    same = [pair.same for pair in PAIRS if pair.half == half]
    assert 0.45 <= sum(same) / len(same) <= 0.55


@pytest.mark.parametrize("kind", get_args(PairKind))
@pytest.mark.parametrize("half", ["dev", "held"])
def test_every_kind_occurs_in_both_halves(kind: PairKind, half: str) -> None:
    assert sum(pair.half == half for pair in of_kind(kind)) >= 5


def test_the_kind_settles_whether_a_pair_states_the_same_except_for_merged_sentences() -> None:
    assert all(pair.same for pair in PAIRS if pair.kind in SAME_KINDS)
    assert not any(pair.same for pair in PAIRS if pair.kind in DIFFERENT_KINDS)
    assert {pair.same for pair in of_kind("merged")} == {True, False}


def test_length_alone_does_not_tell_same_from_different() -> None:
    means = [
        sum(lengths) / len(lengths)
        for same in (True, False)
        if (lengths := [len(words(text)) for pair in PAIRS if pair.same == same for text in (pair.a, pair.b)])
    ]
    assert max(means) / min(means) < 1.25


def test_verbatim_pairs_differ_in_marks_case_and_space_only() -> None:
    assert [pair.id for pair in of_kind("verbatim") if words(pair.a) != words(pair.b) or pair.a == pair.b] == []


def test_trimmed_pairs_are_one_sentence_and_its_part() -> None:
    parted = [sorted((words(pair.a), words(pair.b)), key=len) for pair in of_kind("trimmed")]
    assert [short for short, long in parted if Counter(short) - Counter(long)] == []


def test_reframed_quotations_share_six_words_in_a_row_or_more() -> None:
    assert [pair.id for pair in of_kind("quote_reframed") if longest_shared_run(pair) < 6] == []


def test_shared_phrases_are_four_to_seven_words_long() -> None:
    assert [pair.id for pair in of_kind("shared_phrase") if not 4 <= longest_shared_run(pair) <= 7] == []


def test_all_words_of_the_short_sentence_occur_in_the_long_one() -> None:
    parted = [sorted((words(pair.a), words(pair.b)), key=len) for pair in of_kind("short_inside_long")]
    assert [short for short, long in parted if set(short) - set(long)] == []


# pairs of newswire sentences


def shared_words(pair: WirePair) -> float:
    """Return which share of the words of both sentences occurs in both (0 to 1)."""
    first, second = set(words(pair.a)), set(words(pair.b))
    return len(first & second) / len(first | second)


def wire_sentences(half: str) -> list[str]:
    return sorted({text for pair in WIRE_PAIRS if pair.half == half for text in (pair.a, pair.b)})


def test_there_are_eight_wire_pairs_of_each_of_six_events_in_each_of_fifteen_topics() -> None:
    assert set(Counter(pair.event for pair in WIRE_PAIRS).values()) == {8}
    topics = Counter(topic for topic, _ in {(pair.topic, pair.event) for pair in WIRE_PAIRS})
    assert len(topics) == 15
    assert set(topics.values()) == {6}


def test_whole_wire_topics_go_to_one_half_eight_dev_and_seven_held() -> None:
    halves = Counter(half for _, half in {(pair.topic, pair.half) for pair in WIRE_PAIRS})
    assert halves == {"dev": 8, "held": 7}


def test_a_wire_pair_is_named_by_its_event_and_its_number_in_it() -> None:
    numbers = Counter[str]()
    for pair in WIRE_PAIRS:
        numbers[pair.event] += 1
        assert pair.event.startswith(pair.topic + "-")
        assert pair.id == f"{pair.event}-{numbers[pair.event]:02}"


def test_grades_are_0_to_4_and_3_and_4_state_the_same() -> None:
    assert {pair.grade for pair in WIRE_PAIRS} == {0, 1, 2, 3, 4}
    assert [pair.id for pair in WIRE_PAIRS if pair.same != (pair.grade >= 3)] == []


@pytest.mark.parametrize("half", ["dev", "held"])
@pytest.mark.parametrize(("grade", "share"), [(4, 0.25), (3, 0.27), (2, 0.28), (1, 0.15), (0, 0.05)])
def test_each_grade_has_about_its_share_of_the_wire_pairs(grade: int, share: float, half: str) -> None:
    grades = [pair.grade for pair in WIRE_PAIRS if pair.half == half]
    assert abs(grades.count(grade) / len(grades) - share) <= 0.07


@pytest.mark.parametrize("half", ["dev", "held"])
def test_neither_many_nor_few_shared_words_settle_the_grade_of_a_wire_pair(half: str) -> None:
    pairs = [(shared_words(pair), pair.grade) for pair in WIRE_PAIRS if pair.half == half]
    for many in (True, False):
        grades = Counter(grade for share, grade in pairs if (share > 0.5 if many else share < 0.3))
        assert min(grades[4], grades[3], grades[2]) >= 5


def test_no_wire_pair_occurs_twice() -> None:
    found = Counter(frozenset({squeeze(pair.a), squeeze(pair.b)}) for pair in WIRE_PAIRS)
    assert {len(texts) for texts in found} == {2}
    assert set(found.values()) == {1}


def test_a_wire_sentence_is_of_one_event_and_only_other_stories_pair_across_events() -> None:
    events = defaultdict(set)
    for pair in WIRE_PAIRS:
        for text in (pair.a, pair.b) if pair.grade else ():
            events[squeeze(text)].add(pair.event)
    assert [text for text, found in events.items() if len(found) > 1] == []


def test_wire_sentences_are_ten_to_45_words_long() -> None:
    found = [text for half in ("dev", "held") for text in wire_sentences(half)]
    assert [text for text in found if not 10 <= len(words(text)) <= 45] == []


def test_no_wire_sentence_is_in_the_other_pairs_and_no_held_one_is_nearly_a_dev_one() -> None:
    dev, held = wire_sentences("dev"), wire_sentences("held")
    others = {" ".join(words(text)) for half in ("dev", "held") for text in sentences(half)}
    assert [text for text in dev + held if " ".join(words(text)) in others] == []
    scores = process.cdist(
        [" ".join(sorted(words(text))) for text in held],
        [" ".join(sorted(words(text))) for text in dev],
        scorer=fuzz.ratio,
    )
    assert scores.max() < 80


def test_no_wire_sentence_names_a_real_outlet() -> None:
    named = {name.title() for name in REAL_OUTLETS} | {name.upper() for name in REAL_OUTLETS}
    outlet = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(named)))})\b")
    assert [pair.id for pair in WIRE_PAIRS if outlet.search(f"{pair.a} {pair.b}")] == []


# pages with comments


def test_there_are_fourteen_comment_pages_seven_in_each_half() -> None:
    assert Counter(page.half for page in COMMENT_PAGES) == {"dev": 7, "held": 7}
    assert {page.path.suffix for page in COMMENT_PAGES} == {".txt", ".html"}


@each_comment_page
def test_every_key_line_is_a_line_of_the_page_and_few_lines_are_in_no_key(page: CommentPage) -> None:
    lines = Counter(visible_lines(page.path))
    keys = Counter(squeeze(line) for line in page.body + page.boilerplate)
    assert keys - lines == Counter()
    assert (lines - keys).total() <= 5


@each_comment_page
def test_body_and_comments_are_both_there_and_apart(page: CommentPage) -> None:
    assert 150 <= sum(len(words(line)) for line in page.body) <= 300
    assert len(page.boilerplate) >= 10
    assert not set(page.body) & set(page.boilerplate)


# page heads


def test_there_are_34_page_heads_of_both_formats_in_both_halves() -> None:
    assert len(PAGE_HEADS) >= 34
    assert len({head.id for head in PAGE_HEADS}) == len(PAGE_HEADS)
    assert min(Counter((head.half, head.format) for head in PAGE_HEADS).values()) >= 6
    assert len({(head.half, head.format) for head in PAGE_HEADS}) == 4


@each_page_head
def test_the_page_states_what_the_key_says(head: PageHead) -> None:
    seen = squeeze(head.source if head.format == "text" else "".join(html.fromstring(head.source).itertext()))
    stated = head.source.lower() + seen.lower()
    assert head.title in seen
    names = [head.outlet] if head.outlet else []
    names += head.byline.split(" and ") if head.byline else []
    assert [name for name in names if name.lower() not in stated] == []


@each_page_head
def test_the_date_is_iso_8601_and_its_year_and_day_are_on_the_page(head: PageHead) -> None:
    if head.published:
        date = datetime.fromisoformat(head.published)
        assert {date.year, date.day} <= {int(number) for number in re.findall(r"\d+", head.source)}


@each_page_head
def test_the_page_has_three_body_paragraphs_or_more(head: PageHead) -> None:
    paragraphs = re.split(r"<[^>]*>|\n", head.source)
    assert sum(len(words(text)) >= 6 and text.rstrip()[-1:] in '.”")' for text in paragraphs) >= 3


def test_no_outlet_is_a_real_one() -> None:
    assert {head.outlet.lower() for head in PAGE_HEADS if head.outlet} & REAL_OUTLETS == set()


# other languages


def test_there_are_samples_in_six_languages() -> None:
    assert {sample.language for sample in LANGUAGE_SAMPLES} == {"ar", "de", "es", "fr", "tl", "zh"}


@each_language_sample
def test_every_key_string_occurs_once_in_its_article(sample: LanguageSample) -> None:
    for article in (0, 1):
        text = sample.text(article)
        strings = [*(pair[article] for pair in sample.matches), *sample.quotes[article]]
        assert [string for string in strings if text.count(string) != 1] == []
        assert Counter(sample.boilerplate[article]) - Counter(text.splitlines()) == Counter()


@each_language_sample
def test_every_sample_has_matches_quotes_boilerplate_and_text_in_its_script(sample: LanguageSample) -> None:
    assert len(sample.matches) >= 2
    for article in (0, 1):
        text = sample.text(article)
        assert len(sample.quotes[article]) >= 1
        assert len(sample.boilerplate[article]) >= 2
        if sample.language in SCRIPTS:
            assert len(re.findall(SCRIPTS[sample.language], text)) > 0.6 * len(text)
        if sample.language != "zh":
            assert 120 <= len(text.split()) <= 220


def test_the_files_are_what_the_loaders_read() -> None:
    keys = [json.loads(path.read_text(encoding="utf-8")) for path in (FOLDER / "languages").glob("*.json")]
    named = {name for key in keys for name in key["articles"]}
    assert named == {path.name for path in (FOLDER / "languages").glob("*.txt")}
    pages = {path.stem for path in (FOLDER / "comments").iterdir()}
    assert pages == {page.path.stem for page in COMMENT_PAGES}
