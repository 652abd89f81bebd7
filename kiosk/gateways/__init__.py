"""Gateways to the outside: text messages, card updates, and the simulators that stand in for them."""
