"""Long trials that records lose nothing: `python -m soak.<name>`; short versions stand in the tests."""
