from django.apps import AppConfig
from django.db.models.signals import post_save, pre_delete, pre_save


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = "预算项目"

    def ready(self):
        from projects import withholding  # needs the models

        project = self.get_model("BudgetProject")
        for signal, receiver in (
            (pre_save, withholding.remember_stored),
            (post_save, withholding.hand_on_reason),
            (pre_delete, withholding.remember_removed),
        ):
            signal.connect(receiver, sender=project, dispatch_uid=receiver.__name__)
