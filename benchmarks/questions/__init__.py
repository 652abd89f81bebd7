"""The questions behind the screens, as the services ask them and from SQL written by hand: one module a menu line."""
