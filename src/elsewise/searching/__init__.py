"""Reading worlds and plots, and finding stories: the verbs behind the facade and the commands."""
