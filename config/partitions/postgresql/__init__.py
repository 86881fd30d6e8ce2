"""Django's backend of PostgreSQL, which knows that a table in partitions has no key of its ``id`` alone."""
