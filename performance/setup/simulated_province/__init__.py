"""A made-up province of any size: the same rows from the same seed, for measuring and for rehearsing.

Offices bear division codes that begin with 99, which no real division has. Everything is written in bulk, as plain
rows; what the product reads out of a value, or draws from its workflow table, is read and drawn here too.
"""
