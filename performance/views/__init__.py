"""Pages. Each begins with what the user may see; out of sight is 404."""
