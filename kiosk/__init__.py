"""The self-service terminal of a health-insurance fund and what stands around it."""

__version__ = "0.1.0"
