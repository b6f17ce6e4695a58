"""The tables of rules, one for each family."""
