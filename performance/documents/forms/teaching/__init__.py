"""A form proposed from one example, corrected by a person, and tried on the example again."""
