"""What the organisation does for a person: access, payments, certificates; on a real database."""
