"""Accounts: passwords, second factor, sessions, access tokens, and the throttle before all of them."""
