"""A site that is alive: built, served on this machine, and built again when a file changes."""
