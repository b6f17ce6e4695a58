"""Writes Python: one module for each kind of file in a generated package."""
