"""Sphinx configuration of the docs site."""

project = "Elsewise"
author = "The Elsewise developers"
copyright = "2026, the Elsewise developers"

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "Elsewise"
suppress_warnings = ["misc.highlighting_failure"]
highlight_language = "text"
