"""Signing in by what somebody else vouches for: the office's own provider of OpenID Connect, or its directory.

``provider`` and ``directory`` ask them, ``identities`` says whose account an identity opens. Why it is built so stands
in docs/adr/0049 and 0050.
"""
