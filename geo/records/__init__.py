"""The database of a site: plans, tracks, findings, long work."""
