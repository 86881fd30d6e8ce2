"""自评 after the year: cards that hold what was approved against what was done, their score, and their way to the finance office."""
