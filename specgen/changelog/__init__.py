"""News fragments to changelog pages. towncrier names, merges and draws; one adapter talks to it."""
