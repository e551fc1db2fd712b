"""The finite problem, the border between the language and the engines, and what is so in it."""
