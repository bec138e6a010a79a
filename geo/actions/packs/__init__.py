"""Gather what teams carry for a day, and write it."""
