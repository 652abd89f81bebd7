"""The card reader: PC/SC in a supervised child process, and the virtual card and reader beside it."""
