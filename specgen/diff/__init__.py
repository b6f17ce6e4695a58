"""Two specifications in, facts out: what changed, and then what that means for whom."""
