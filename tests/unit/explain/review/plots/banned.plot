plot "Banished" of "castle.ew"
ending banned

Odo walks from the hall to the kitchen.
Ada walks from the tower to the stair.
Ada walks from the stair to the hall.
Mab takes the nightshade in the garden.
Mab walks from the garden to the kitchen.
scene "Odo sees it all" in the kitchen seen by Odo
Mab poisons the cup.
Finn leaves the kitchen for the hall.
Odo takes the cup in the kitchen.
Odo washes the cup.
Odo walks from the kitchen to the hall.
scene "In the hall" in the hall seen by Finn
Odo drinks.
Finn warns Ada that the cup is poisoned.
Ada thanks Finn.
Ada accuses Mab before Odo.
Odo banishes Mab.
