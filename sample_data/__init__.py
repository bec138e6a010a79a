"""One invented mountain township, offline, made by the seeded script that stands beside it."""
