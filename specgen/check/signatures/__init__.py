"""Signatures and hashes, for the test vectors of a specification."""
