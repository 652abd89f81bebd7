"""The virtual card, the virtual reader and the private pcscd that serves it."""
