"""The page of names: people, places and organisations that articles share."""
