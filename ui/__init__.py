"""Everything that is drawn: theme, widgets, the screens of the terminal and the windows beside it."""
