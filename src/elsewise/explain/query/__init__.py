"""Questions about all stories of a world: `ask`, and how an answer is worked out.

`core` says a question in few words; `looking` answers what one moment tells. For the rest,
`labelling` finds out at which moments of a graph a formula is true (`intending` what somebody
intends, `fixpoints` what lies ahead), and `showing` the story that shows an answer.
"""
