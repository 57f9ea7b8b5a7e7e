"""The library page: stories, the table of articles, search, preview, proposals."""
