"""Draw tables on an offline map: one file per layer, colours and escaping in `style`."""
