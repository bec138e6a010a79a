"""Say what was covered and how well, what nobody saw, and what people sign under these figures."""
