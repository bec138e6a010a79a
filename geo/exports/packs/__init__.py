"""Write what a team carries for a day: way, map sheet, card, text, and the zip that holds them."""
