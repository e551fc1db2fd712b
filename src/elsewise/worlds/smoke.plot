plot "Smoke" of smoke
ending left

scene "Below" in Tunnel seen by Lex
Clark begs Lex not to leave him there.
Lex makes for the ladder.
note He counts on it that nothing can hurt Clark.

scene "The field" seen by Lex
Lex climbs out onto the grass.  # his fingers are red
The tunnel blows up.

scene "The smoke" in Grass seen by Lana
Lana comes running.
Chloe comes running.
Chloe asks Lex where Clark is.
Lex lies to Lana that the stones were too heavy.
Chloe takes Lana's hand and says that Clark is dead.
