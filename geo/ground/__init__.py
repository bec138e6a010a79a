"""Where: coordinate systems, village boundaries, the grid, terrain, roads, walking and driving times."""
