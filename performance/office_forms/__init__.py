"""The forms that an office keeps itself: drawn up, released by a second person, and known to whoever reads and prints."""
