"""What is kept: articles, stories, analyses, corrections, notes and the undo log, in one SQLite file."""
