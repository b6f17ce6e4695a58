"""All versions of a specification in one site, each in a folder of its own, and what leads from one to another."""
