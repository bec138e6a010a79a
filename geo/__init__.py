"""Tacha (踏查): plan the search for illicit opium poppy plots, and show what was seen."""
