"""Change the plan in force by hand: each change makes a new version of it."""
