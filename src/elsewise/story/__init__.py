"""Stories, their reasons, and states with their minds, as values."""
