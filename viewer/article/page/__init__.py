"""Web pages: their source, what their head states, and which of their blocks are the article."""
