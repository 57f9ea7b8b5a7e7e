"""PDF: what stands where on its pages, and in which order it is read."""
