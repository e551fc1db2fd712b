"""What a world, a story or a plot says when it is asked."""
