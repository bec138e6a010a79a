"""Judge plans: a county whose truth is known, rivals, comparison, backtest."""
