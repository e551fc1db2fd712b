"""The review of a plot that somebody wrote: where it holds, where it does not, and what mends it.

`review.review` is the one verb; `values` has what it returns, `plot` what it reads.
"""
