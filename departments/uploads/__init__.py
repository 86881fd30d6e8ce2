"""What every uploaded file must be before a parser sees it: how large it may be, and what makes it refused."""
