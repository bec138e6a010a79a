"""Hand out a day, follow its teams, take down what became of it, and sum it up."""
