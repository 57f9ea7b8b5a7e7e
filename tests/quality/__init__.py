"""How good the marks are, measured on stories whose right answers were written down by hand."""
