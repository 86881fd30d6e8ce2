"""Province layouts: each reads rows into content and prints content again; editions are parameters."""
