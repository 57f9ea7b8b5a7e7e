"""The screen: the only folder that imports Qt."""
