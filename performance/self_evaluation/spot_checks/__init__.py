"""The spot check of a card: a second column of points, the materials that were seen, and what becomes of the grade."""
