"""A lamp that two people may light: the world that command lines are tried on."""

LAMP = """world Lamp
character Ann (she), Bo (he)
fact lit
fact oil: 0 to 3 = 1
action light(who: character)
  if not lit and oil > 0
  then lit, oil = oil - 1
  by who
Ann wants 1 if lit
ending bright if lit
expect possible lit
"""
