"""Signing in against those who guess: tries are counted under a name and at an address, and too many lock it.

``gate`` counts, ``backend`` stands before Django's check of the password, so every way in passes it.
Why it is our own stands in docs/adr/0014.
"""
