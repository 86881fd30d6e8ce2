"""Many cards of a year together: lists with filters, and figures each of which leads to its rows."""
