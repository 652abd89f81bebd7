"""The self-service terminal of a health-insurance fund and what stands around it."""
