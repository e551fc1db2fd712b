plot "Away with the silk" of "harbour.ew"
ending away

scene "By night" seen by Rui
Rui shoulders the silk at the Gull.
Rui goes from the Gull to the steps.
Rui climbs from the steps to the inn.
Rui slips Mo the coin.
Rui goes down from the inn to the cellar.
Rui goes from the cellar to the barn.
scene seen by Mo
Mo goes from the inn to the lane.
Mo walks from the lane to the quay.
scene in the barn seen by Pia
Rui drops the silk at the barn.  # she will not have it yet
Rui shoulders the silk at the barn.
scene "A lie" seen by Vera
Mo lies to Vera that the silk is at the Heron.
Vera hurries from the quay to the Heron.
Vera searches the Heron and finds nothing.
scene in the barn
Rui sells the silk to Pia.
