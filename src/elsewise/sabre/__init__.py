"""The peer's dialect: reads the problem files of Sabre 0.8 into a `World`.

`load.load_text` is the way in. Text becomes tokens (`tokens`), whose brackets are matched once
(`brackets`); the definitions between semicolons are told apart (`definitions`), and their
expressions are read by matching spans of tokens (`matching`), as the peer does it, so that its
precedence comes out. What cannot be read is looked at once more to say why (`mistakes`). The small
tree (`tree`) then becomes a world: types and entities (`hierarchy`), names (`names`), conditions
and values (`conditions`), effects (`effects`), and all together (`builder`), with warnings about
what groups otherwise than it looks (`habits`).
"""
