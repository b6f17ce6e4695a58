"""Frozen values that say what a specification is. No parsing, no drawing, no disk."""
