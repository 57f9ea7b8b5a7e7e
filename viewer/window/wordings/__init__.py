"""The page of wordings: one statement, as each article puts it."""
