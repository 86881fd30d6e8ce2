"""批复文: what an office has approved, as a letter printed from its own template."""
