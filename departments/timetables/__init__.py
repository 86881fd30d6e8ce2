"""When the departments of an office fill in and send their statements of a year."""
