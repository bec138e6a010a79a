"""What is talked about: tables and their contracts, season, land, teams."""
