"""Every code that Elsewise can report, by the part that reports it.

A part's codes stand in one module of this package, as constants, and nowhere else. A run loads only
those of the parts that it goes through; `every.CODES` has all of them by name.
"""
