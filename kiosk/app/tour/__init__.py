"""Visits of every menu line, played without a hand on the machine, with a picture of every screen and ticket.

One module a menu line plays its visits, `play` names them all in their order.
"""
