from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    """Django's admin on a site of our own; this module is read before any model is there."""

    default_site = "config.admin.site.Administration"
