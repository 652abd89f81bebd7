"""The status words that a virtual card answers with. Source: ISO/IEC 7816-4, 5.6."""

OK = bytes.fromhex("9000")
AUTHENTICATION_FAILED = bytes.fromhex("6300")
WRONG_LENGTH = bytes.fromhex("6700")
SECURITY_NOT_SATISFIED = bytes.fromhex("6982")
CONDITIONS_NOT_SATISFIED = bytes.fromhex("6985")
NO_CURRENT_FILE = bytes.fromhex("6986")
WRONG_SEAL = bytes.fromhex("6988")
"""Incorrect data objects of secure messaging."""
NOT_FOUND = bytes.fromhex("6A82")
NO_ROOM = bytes.fromhex("6A84")
WRONG_P1_P2 = bytes.fromhex("6A86")
WRONG_OFFSET = bytes.fromhex("6B00")
WRONG_INS = bytes.fromhex("6D00")
WRONG_CLA = bytes.fromhex("6E00")
