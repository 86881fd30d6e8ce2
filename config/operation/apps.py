from django.apps import AppConfig
from django.core import checks


class OperationConfig(AppConfig):
    name = "config.operation"
    verbose_name = "运行维护"

    def ready(self):
        checks.register(check_machine, checks.Tags.security, deploy=True)


def check_machine(app_configs, **options):
    """What only this command asks is imported by no other start."""
    from config.operation.checks import ALL

    return [message for check in ALL for message in check()]
