"""What the page of a statement shows, for its own address and for the reviewers' page in admin."""
