"""Ways through texts, and what they mention, that several rules take."""
