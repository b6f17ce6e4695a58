"""Text to model. Pure: takes files, gives values and diagnostics, never raises for what an author wrote."""
