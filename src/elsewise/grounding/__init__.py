"""From a world to a finite problem, the border between the language and the engines."""
