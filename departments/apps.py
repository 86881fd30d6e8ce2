from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save


class DepartmentsConfig(AppConfig):
    name = "departments"
    verbose_name = "部门与单位"

    def ready(self):
        from departments.accounts import sessions  # noqa: F401  (models are not there before this moment)
        from departments.accounts.home import settle_with_first_role
        from departments.accounts.passwords import renewal  # noqa: F401
        from departments.accounts.second_factor import asking  # noqa: F401
        from departments.trail import checks, guard, signing_in  # noqa: F401

        post_save.connect(settle_with_first_role, sender="departments.Membership")
        post_migrate.connect(guard.install_guard, sender=self)
