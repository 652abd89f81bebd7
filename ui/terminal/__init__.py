"""The window of the terminal and its screens."""
