"""Ticket printers: ESC/POS over TCP, serial line, USB or a file, with an outcome that is proved or named unknown."""
