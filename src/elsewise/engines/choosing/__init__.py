"""What people choose, and the course that follows: the reference, on the states of any engine."""
