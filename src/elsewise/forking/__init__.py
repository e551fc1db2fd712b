"""Changing one thing of a day and seeing what follows.

`interventions` says what can be changed, and makes the world and the problem in which it is so;
`causes` says which event of a story made which other happen.
"""
