"""Plan the season and the rest of it, keep plans, and close the season."""
