"""Judge plans on worlds whose truth is known: synthetic counties, rivals, comparison, backtest."""
