"""The two engines, which keep one protocol."""
