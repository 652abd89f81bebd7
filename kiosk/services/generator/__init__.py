"""Coherent fictional people, their rights and two years of their payments: the same seed gives the same data."""
