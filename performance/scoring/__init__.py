"""Scores by rule: what was promised, what was done and a scheme give points, with the arithmetic in words."""
