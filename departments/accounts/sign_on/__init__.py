"""Signing in by what somebody else vouches for: the office's own provider of OpenID Connect.

``provider`` asks it, ``identities`` says whose account an identity opens. Why it is built so stands in docs/adr/0049.
"""
