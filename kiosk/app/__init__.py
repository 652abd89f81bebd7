"""Where everything is wired: the only place, with the command line, that knows all parts."""
