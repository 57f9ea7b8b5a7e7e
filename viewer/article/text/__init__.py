"""The words of an article: paragraphs, what each of them is for, and what the lines beside them state."""
