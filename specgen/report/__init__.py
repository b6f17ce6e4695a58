"""Diagnostics in the formats that people and programs read; one module each."""
