"""Gather what a screen shows at first glance and on the map."""
