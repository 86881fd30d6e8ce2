"""The forms of a card, each declared in ``shipped``: printed from a card, and read back into one."""
