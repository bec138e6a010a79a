"""What a person can ask for, one file per verb; called by the command line and the screens alike."""
