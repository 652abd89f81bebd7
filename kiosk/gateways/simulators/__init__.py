"""What stands in for the outside on a demo machine and in tests."""
