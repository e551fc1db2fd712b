"""Changing one thing of a day and seeing what follows.

`interventions` says what can be changed, and makes the world in which it is so; `whatif` sets the
two courses side by side; `would_take` goes the other way, from an ending to the smallest changes
that make it possible. `causes` says which beat of a story made which other happen.
"""
