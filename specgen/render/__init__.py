"""Model to pages. Pure: takes a spec and template texts, gives artifacts."""
