from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.admin.checks import check_admin_app
from django.core import checks


class AdministrationConfig(SimpleAdminConfig):
    """Django's admin on a site of our own; this module is read before any model is there.

    The screens are found when the addresses are read (``config.urls``) or checked, not at every start: commands,
    workers of long work and tests of the pure core have no use for what they import.
    """

    default_site = "config.admin.site.Administration"

    def ready(self):
        super().ready()
        checks.registry.registry.registered_checks.discard(check_admin_app)
        checks.register(check_screens, checks.Tags.admin)


def check_screens(app_configs, **options):
    """Django's own checks of admin, once the screens are there."""
    from django.contrib import admin

    admin.autodiscover()
    return check_admin_app(app_configs, **options)
