"""Pages about what a statement said before each change."""
