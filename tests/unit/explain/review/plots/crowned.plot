plot "A queen" of "castle.ew"
ending crowned

scene "Down from the tower" seen by Ada
Ada walks from the tower to the stair.
Ada walks from the stair to the hall.
Ada walks from the hall to the kitchen.
scene seen by Mab
Mab gathers the nightshade in the garden, to take it along.
Mab walks from the garden to the kitchen.
scene "The cup" in the kitchen seen by Ada
Mab poisons the cup.
Mab takes the cup in the kitchen.
scene seen by Mab
Mab walks from the kitchen to the hall.
Mab serves Odo the cup.
Odo drinks, and falls down dead.
scene in the kitchen seen by Finn
Ada thanks Finn.
scene in the hall
Mab takes the throne.
