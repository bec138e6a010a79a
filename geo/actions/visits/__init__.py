"""Debrief teams, fill in visits, and sign them."""
