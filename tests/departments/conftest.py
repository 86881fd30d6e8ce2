from tests.departments.places import places

__all__ = ["places"]
