"""Questions about all stories of a world: `ask`, and how an answer is worked out.

`labelling` finds out at which moments of a graph a formula is true; `columns` answers conditions,
`intending` what somebody intends, `fixpoints` what lies ahead; `showing` finds the story that shows
an answer.
"""
