"""Roles, what each may do in admin, and how far the memberships of a user reach: as tables."""
