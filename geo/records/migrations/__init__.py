"""Steps that bring a site's database from one version to the next."""
