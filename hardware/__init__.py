"""The devices of the terminal, each with its simulator beside its driver."""
