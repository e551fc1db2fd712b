"""Pictures of stories, minds and graphs: SVG made here, with text alternatives and two looks."""
