"""News fragments and merged pull requests as rules see them."""
