"""Threads of readers' comments in the forms that sites give them; all words and names are made up."""

from __future__ import annotations

import pytest

from viewer.article.reading import article_from_html, article_from_text

TITLE = "Ferry crews end strike after nine days"
ARTICLE = f"""Harbour Post

{TITLE}

By Nele Farrow

3 May 2021

The ferry crews of Osterby went back to work on Monday after nine days, and the first boat left with forty passengers.

The company agreed to pay for the winter shifts that it had left out of its accounts, according to a statement.

"We never wanted to stop," said Ilka Brandt, who has steered the evening boat for years. "We wanted to be counted."

The harbour office expects delays until Thursday, since two of the boats have to be cleaned before they may sail.
"""
END = "\nMost read\nGoat elected to council\n© Harbour Post 2021\n"

NAMES_IN_LINES = """Comments
Lena Kraus
Best passenger they ever had.
Rolf Ledger
Somebody has to pay for the winter shifts and it will be us.
"""
INDENTED = """    Marta, Osterby
    At last. My mother has been stuck on the wrong side since Tuesday.
        Piet V.
        Mine too. She says the goat was well behaved.
    Marta, Osterby
    Goats usually are.
    seadog44
    They should have asked for more.
"""
GERMAN = """12 Kommentare
#1  hansi schrieb am 03.05.2021 um 14:22 Uhr:
Endlich, sage ich nur. Neun Tage waren genug.
Antworten  Melden
#2  Inge aus Lomme schrieb am 03.05.2021 um 15:01 Uhr:
Und wer zahlt das jetzt? Wir natürlich.
Antworten  Melden
"""
SPANISH = """Opiniones de los lectores
• Marta R.
  Por fin. Mi madre lleva desde el martes en la otra orilla.
• Pepe_1970
  La mía también, y dice que la cabra se portó bien.
"""
TAGALOG = """Mga Komento
Aling Nena
2 oras na ang nakalipas
Salamat naman at natapos na rin. Ang hirap tumawid.
Sagutin  Gusto (14)
jepoy_22
1 oras ang nakalipas
Sana all may kambing na pasahero haha
Sagutin  Gusto (3)
"""
VOTES = """JOIN THE CONVERSATION
goatherd  ▲ 14 ▼ 3
Best passenger they ever had.
Ledgerman, Velden  ▲ 1 ▼ 44
Somebody has to pay for the winter shifts and it will be us.
"""
VOICES = """Leave a comment

Best passenger they ever had!!

my mum was on that boat lol

ok but who pays for it
"""
WITHOUT_HEADING = """lena_k - May 3, 2021
Best passenger they ever had.
ledger - May 3, 2021
Somebody has to pay for the winter shifts and it will be us.
salt - May 4, 2021
In my day we rowed.
"""
THREADS = [NAMES_IN_LINES, INDENTED, GERMAN, SPANISH, TAGALOG, VOTES, VOICES, WITHOUT_HEADING]

INTERVIEW = """
How did it begin?

With a list that nobody had asked for. I wrote it on the back of a timetable.

Would you do it again?

I would start earlier. My brother says that I always do.
"""


@pytest.mark.parametrize("thread", THREADS)
@pytest.mark.parametrize("end", ["", END])
def test_threads_are_put_aside_and_the_article_is_kept(thread: str, end: str) -> None:
    article = article_from_text(f"{ARTICLE}\n{thread}{end}")
    body = [article.paragraph_text(i) for i, paragraph in enumerate(article.paragraphs) if paragraph.kind == "body"]
    assert article.title == TITLE
    assert body == ARTICLE.strip().split("\n\n")[4:]


@pytest.mark.parametrize("thread", [GERMAN, TAGALOG, NAMES_IN_LINES])
def test_threads_in_pages_without_telling_marks_are_put_aside(thread: str) -> None:
    lines = [line.strip() for line in f"{ARTICLE}\n{thread}".split("\n")[3:] if line.strip()]
    source = "".join(f"<p>{line}</p>" for line in lines)
    article = article_from_html(f"<html><title>{TITLE}</title><body><h1>{TITLE}</h1><div>{source}</div></body></html>")
    body = [article.paragraph_text(i) for i, paragraph in enumerate(article.paragraphs) if paragraph.kind == "body"]
    assert body == ARTICLE.strip().split("\n\n")[4:]


def test_a_printed_interview_is_no_thread() -> None:
    article = article_from_text(ARTICLE + INTERVIEW)
    assert [paragraph.kind for paragraph in article.paragraphs[-4:]] == ["body"] * 4
