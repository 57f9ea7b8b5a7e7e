"""Bytes on disk become an :class:`~viewer.article.model.Article`."""
