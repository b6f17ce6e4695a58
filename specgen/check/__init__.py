"""What is wrong with a specification: the engine, and the rules."""
