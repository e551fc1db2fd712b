"""A world written down in the world language: `convert.to_text`, or as a tree, `convert.to_tree`.

Most of use for worlds that were read in the peer's dialect. The text means the same world: it
grounds to the same problem, apart from names that the world language does not allow (`naming`).
Expressions are turned back by `wording`, effects by `happening`, declarations by `declaring`.
"""
