"""The typed world: what a text means once every name is looked up."""
