"""Web pages: printed blocks as markup, and markup of any origin read."""
