"""Large tables of PostgreSQL in partitions: by office, and the trail by year (docs/adr, docs/scaling.md)."""
