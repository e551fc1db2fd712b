"""Reading, playing and searching worlds: the verbs behind the facade and the commands."""
