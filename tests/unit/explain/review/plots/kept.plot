plot "Kept" of "will.ew"
ending kept

Dirk unlocks the mill.
Dirk walks from the yard to the mill.
Anna takes the lamp in the house.
Dirk conceals the will in the mill.
Bram walks from the mill to the yard.
Bram walks from the yard to the house.
Dirk comes back from the mill to the yard.
Dirk bars the mill.
Dirk walks home from the yard to the house.
scene "In Dirk's hearing" in House seen by Dirk
Bram informs Anna that the will lies in the mill.
Anna takes the key in the house.
scene seen by Anna
Anna walks from the house to the yard.
Anna opens the mill.
Anna walks from the yard to the mill.
Anna lights the lamp in the mill.
Anna takes the will in the mill.
