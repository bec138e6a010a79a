"""Who goes where: ways to the cells, stops, routes, the season's plan and its check."""
