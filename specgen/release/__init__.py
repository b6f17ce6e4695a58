"""From facts about a repository to an ordered plan of steps, each with check, do and undo; posts and notes."""
