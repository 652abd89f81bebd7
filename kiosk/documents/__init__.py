"""What is printed, as data that knows no device."""
