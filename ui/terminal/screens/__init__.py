"""One module a screen: its view state, the pure function that makes it, its widget, its previews."""
