"""What goes to and comes from other systems: packages by the ministry's field names (字段名参照)."""
