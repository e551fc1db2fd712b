plot "Smoke, with flaws" of smoke
ending left

note Each of these lines looks harmless. Say `elsewise review smoke_flawed` and see.

scene "Below" in Tunnel seen by Lex
Clark begs Lex not to leave him there.
Clark begs Lex not to leave him there.
Lex makes for the ladder.
Chloe comes running.

scene "The field" seen by Lana
Lex climbs out onto the grass.
The tunnel blows up.
Clark pushes a stone aside with his free arm.

scene "The smoke" in Grass seen by Lana
Lex tells Lana that the stones were too heavy.
Lana comes running.
Chloe asks Lex where Clark is.
Lex admits to Lana that he has left Clark behind.
Lex drags the stones off Clark with his bare hands.
Chloe takes Lana's hand and says that Clark is dead.
Chloe takes Lana's hand and says that Clark is dead.
Lana sings for Clark.
