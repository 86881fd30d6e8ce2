"""The rules of self-evaluation: data in ``registry``, and beside each rule the pure function that judges a card."""
