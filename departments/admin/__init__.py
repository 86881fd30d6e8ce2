"""Admin of offices, people and the trail; importing this package registers all of it."""

from departments.admin import account, lock, membership, places, trail

__all__ = ["account", "lock", "membership", "places", "trail"]
