"""Which lines of a world take part in its stories, and which never do."""
