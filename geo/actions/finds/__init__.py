"""Register findings and leads and follow them up until they are closed."""
