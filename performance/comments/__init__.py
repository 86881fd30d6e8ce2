"""Comments on a statement, a row of it or a field of a row: made, answered, resolved, shown where they hang."""
