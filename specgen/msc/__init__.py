"""Spec change proposals: read, looked over, listed and reported. Pure."""
