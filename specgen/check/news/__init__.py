"""News fragments as rules see them."""
