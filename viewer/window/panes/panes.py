"""Which pane shows which article of the open story."""

from __future__ import annotations

from viewer.analysis.model import SentenceRef
from viewer.window.panes.pane import ArticlePane
from viewer.window.story import OpenStory


class Panes:
    """The panes of the articles that are shown, by article; the story says in which order they stand."""

    def __init__(self, story: OpenStory) -> None:
        self._story = story
        self._by_id: dict[str, ArticlePane] = {}

    @property
    def shown(self) -> list[ArticlePane]:
        """The panes from left to right."""
        return [self._by_id[self._story.articles[article].id] for article in self._story.shown]

    @property
    def all(self) -> list[ArticlePane]:
        """The panes in no particular order; between two changes of the story there may be one that is not shown."""
        return list(self._by_id.values())

    def of(self, article: int) -> ArticlePane | None:
        """Return the pane of an article, None while it waits."""
        return self._by_id.get(self._story.articles[article].id)

    def article(self, pane: ArticlePane) -> int:
        """Return the article that a pane shows."""
        return next(i for i, article in enumerate(self._story.articles) if article.id == pane.article.id)

    def add(self, article: int, pane: ArticlePane) -> None:
        """Give an article its pane."""
        self._by_id[self._story.articles[article].id] = pane

    def take_unwanted(self) -> list[ArticlePane]:
        """Forget the panes of articles that are not shown any more, and return them."""
        wanted = {self._story.articles[article].id for article in self._story.shown}
        return [self._by_id.pop(identity) for identity in set(self._by_id) - wanted]

    def extent(self, ref: SentenceRef) -> tuple[float, float] | None:
        """Return top and bottom of a sentence in the document of its pane, in pixels; None where it is not shown."""
        pane = self.of(ref.article)
        return None if pane is None else pane.text.extent(*self.place(ref))

    def place(self, ref: SentenceRef) -> tuple[int, int]:
        """Return start and end of a sentence of the comparison, in code points."""
        assert self._story.comparison is not None
        sentence = self._story.comparison.sentences[ref.article][ref.sentence]
        return sentence.start, sentence.end
