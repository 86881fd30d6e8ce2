"""Pages about the last day to send."""
