"""What changed between two specifications, in the formats that people and machines read."""
