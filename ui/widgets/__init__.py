"""Widgets of the house: they know a theme, and nothing of a visit."""
