"""Telling a story in plain English: templates, words, reasons, points of view."""
