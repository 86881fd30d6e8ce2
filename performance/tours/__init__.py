"""Short tours of the pages for those who are new to a role: what each step says, where it points, and how far somebody came."""
