"""The rules for proposals, one module each, listed in `msc.registry`."""
