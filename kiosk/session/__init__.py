"""One visit to the terminal: what it can be, what can happen, and the rule that leads from one to the next."""
