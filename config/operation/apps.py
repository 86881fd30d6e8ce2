from django.apps import AppConfig


class OperationConfig(AppConfig):
    name = "config.operation"
    verbose_name = "运行维护"

    def ready(self):
        from config.operation import checks  # noqa: F401  (they ask the models)
