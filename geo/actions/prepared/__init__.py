"""Make a site ready for work: its ground, its evidence, what is expected where and when."""
