"""Why something does not happen: it cannot, nobody has a reason, or a limit is too small.

`why_not` answers in layers. `proving` shows that something can never be, within no limits;
`missing` names the facts that it lacks and what alone could bring them about; `near` finds the
story that comes nearest to it; `refusing` and `remedies` say who has no reason for which step,
and what would have to be otherwise; `raising` looks for the least limit that is too small.
"""
