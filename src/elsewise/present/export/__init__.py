"""Graphs for other programs: DOT, GraphML, Mermaid, JSON, and the story-graph exchange format."""
