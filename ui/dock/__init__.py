"""The dock: the second window of the demonstration, where cards, telephone, paper and faults are at hand."""
