"""Keys with which a program works in a person's name: ``issuing`` makes, finds and revokes them."""
