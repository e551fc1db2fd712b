plot "Caught" of "harbour.ew"
ending caught

scene seen by Rui
Rui takes up the silk on his shoulders at the Gull.
Rui goes from the Gull to the steps.
Rui goes from the steps to the inn.
Rui bribes Mo.
Rui goes from the inn to the cellar.
scene seen by Mo
Mo goes from the inn to the lane.
Mo goes from the lane to the quay.
scene in Cellar
Rui drops the silk at the cellar.
scene "Told" in Quay seen by Vera
Mo tells Vera that the silk is at the cellar.
Vera goes from the quay to the lane.
scene seen by Vera
Vera goes from the lane to the inn.
Vera goes from the inn to the cellar.
Vera searches the cellar and finds the silk.
Vera arrests Rui.
