plot "The will in the mill" of "will.ew"
ending sorry

scene "The mill" seen by Dirk
Dirk unlocks the mill.
Dirk goes from the yard to the mill.
scene in House seen by Anna
Anna picks up the lamp in the house.
scene "What Bram saw" seen by Bram
Dirk hides the will in the mill.
Bram slips from the mill out into the yard.
note He says nothing yet.
Bram goes on from the yard to the house.
scene in the yard
Dirk returns from the mill to the yard.
Dirk locks the mill.
scene "Told" in the house seen by Anna
Bram tells Anna that the will lies in the mill.
Anna takes the key in the house, because she knows now.
scene "By lamplight" seen by Anna
Anna walks from the house to the yard.
Anna unlocks the mill.
Anna steps from the yard into the mill.
light(Anna)
Anna takes the will in the mill.
Anna walks from the mill to the yard.
Anna hurries from the yard to the church.
scene "Read out" in the church seen by Cleo
Anna gives Cleo the will.
Cleo reads the will out in the church.
Dirk comes from the yard to the church.
Dirk confesses in the church.
