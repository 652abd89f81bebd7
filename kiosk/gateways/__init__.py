"""Gateways to the outside: text messages, and the simulators that stand in for it."""
