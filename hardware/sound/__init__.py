"""Sound of the terminal: short chimes, each played by a process of its own."""
