"""Admin of offices, people and the trail; importing this package registers all of it."""

from departments.admin import account, linked_identity, lock, membership, office_section, places, trail

__all__ = ["account", "linked_identity", "lock", "membership", "office_section", "places", "trail"]
