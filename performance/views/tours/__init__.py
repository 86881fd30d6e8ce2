"""The page of the tours, and the moves of the panel that other pages show."""
