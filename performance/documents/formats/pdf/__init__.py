"""PDF, printed by typst."""
