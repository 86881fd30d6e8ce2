"""Admin as a site that roles open."""
