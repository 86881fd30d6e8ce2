"""佐证材料: the files that show what a card or a report says."""
