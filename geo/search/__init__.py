"""How likely: when the crop shows, how well it is seen, where it is expected, what has been covered.

phenology  crop dates by elevation, stages, season windows (climate: degree days; presets: regions)
detection  sweep width, visibility, a pass and what it brings
evidence   the six factors of the land
risk       expected plots of every cell (effort, leads, kernel: its parts); reasons puts them into words
coverage   what tracks have seen (looks: which line meets which cell; swept: the brush)
"""
