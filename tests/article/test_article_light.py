"""What plain text costs: the window reads it itself, before anything else is loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from viewer.article.text.language import language_of

HEAVY = {"lxml", "trafilatura", "charset_normalizer", "py3langid", "numpy", "spacy", "markdown", "frontmatter", "yaml"}
PROGRAM = """
import sys
from viewer.article.reading import article_from_text, is_plain_text_file, read_article
for path in sys.argv[1:]:
    assert is_plain_text_file(path)
    read_article(path)
article_from_text("The crew voted on Monday.", title="Ferry stays in port")
print(" ".join(sorted({name.split(".")[0] for name in sys.modules})))
"""


def test_plain_text_loads_no_library() -> None:
    folder = Path(__file__).parent / "lookalikes"
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, sorted(folder.glob("*.txt")))],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert HEAVY.isdisjoint(run.stdout.split())


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The ferry stayed in port because its crew had voted to stop work for three days.", "en"),
        ("Die Fähre blieb im Hafen, weil die Mannschaft für drei Tage nicht arbeiten wollte und das auch sagte.", "de"),
        ("Le bac est resté au port parce que les équipages ont voté pour une grève de trois jours.", "fr"),
        ("El transbordador se quedó en el puerto porque la tripulación votó por una huelga de tres días.", "es"),
        ("Il traghetto è rimasto nel porto perché gli equipaggi hanno votato per uno sciopero di tre giorni.", "it"),
        ("De veerboot bleef in de haven omdat de bemanning voor een staking van drie dagen had gestemd.", "nl"),
        ("Nanatili ang bangka sa pantalan dahil ang mga tauhan ay bumoto na hindi sila magtatrabaho.", "tl"),
        ("Паром остался в порту, потому что команда проголосовала за то, чтобы не работать три дня.", "ru"),
        ("渡船停在港口，因为船员投票决定停工三天。", "zh"),
        ("船員が三日間働かないと決めたので、渡し船は港に残った。", "ja"),
        ("나룻배는 선원들이 사흘 동안 일하지 않기로 투표했기 때문에 항구에 머물렀다.", "ko"),
        ("", "und"),
        ("12 345", "und"),
    ],
)
def test_the_language_of_a_sentence_is_told_by_its_small_words(text: str, tag: str) -> None:
    assert language_of(text) == tag


def test_a_language_without_profile_is_told_by_the_model() -> None:
    text = "Keltas liko uoste, nes įgula nusprendė tris dienas nedirbti, o miesto gyventojai laukė prie upės kranto. "
    assert language_of(text * 3) == "lt"
