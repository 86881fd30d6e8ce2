"""Any form, known or not: read by its heads and labels, and printed from what is declared of it."""
