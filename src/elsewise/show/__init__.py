"""How values show themselves: as text, on one line, in a notebook, as JSON."""
