"""File what was done: the ledger and the report of a period, from the records alone."""
