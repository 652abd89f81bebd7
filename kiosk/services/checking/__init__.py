"""What must be true of the data, whatever wrote them; docs/data.md lists the rules."""
