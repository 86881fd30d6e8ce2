"""Pages of the language model."""
