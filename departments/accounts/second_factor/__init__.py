"""A second factor: a code that changes every half minute (TOTP, RFC 6238), from a program on one's telephone.

Whoever wants one, or holds a role that the settings say must have one, is asked for it behind the password.
"""
