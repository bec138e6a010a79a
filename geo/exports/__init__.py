"""The only writers of files for others; they receive tables, never a session."""
