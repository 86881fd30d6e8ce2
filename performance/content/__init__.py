"""What a text says: frozen values (``model``), and the same shape as JSON."""
