"""Files for others and from others: every layer of a site in every format, and what a file would bring."""
