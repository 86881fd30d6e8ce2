"""What an office changes of the review rules for a year: which version is in force, and how another one comes."""
