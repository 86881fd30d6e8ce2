"""The statement of a department for a year: database → content (``selectors``), content → database (``services``)."""
