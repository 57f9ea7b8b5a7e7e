"""The index and the listing of articles, and what is found in them."""
