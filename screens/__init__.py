"""Ask and show: one file per screen, each a few calls."""
