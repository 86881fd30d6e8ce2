from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save, pre_migrate


class PerformanceConfig(AppConfig):
    name = "performance"
    verbose_name = "绩效文本"

    def ready(self):
        self._close_places()
        self._follow_calendar()
        self._register_jobs()
        self._register_forms()
        self._watch_changes()

    def _close_places(self):
        from performance.statements.adjustment_scope import closed_project
        from performance.statements.editable_parts import closed_to_projects  # these need the models
        from performance.statements.office_codes import NEAREST, follow
        from projects.closed_places import register

        register(additions=closed_to_projects, changes=closed_project)
        for place in NEAREST:
            post_save.connect(follow, sender=place, dispatch_uid=f"follow_{place.__name__}")

    def _watch_changes(self):
        from performance.changes import triggers  # needs the models

        pre_migrate.connect(triggers.make_room, sender=self, dispatch_uid="make_room")
        post_migrate.connect(triggers.install_after_migrating, sender=self, dispatch_uid="watch_changes")

    def _follow_calendar(self):
        from departments.models import CalendarDay
        from performance.monitoring.renewal import renew_due_days  # needs the models

        for signal in (post_save, post_delete):
            signal.connect(renew_due_days, sender=CalendarDay, dispatch_uid="renew_due_days")

    def _register_jobs(self):
        from performance.exchange.kinds import KINDS
        from performance.exporting.jobs import export
        from performance.exporting.requests import offer
        from performance.findings.check_job import check
        from performance.importing.reading_job import read
        from performance.jobs.running import register
        from performance.models import JobKind
        from performance.monitoring.opening import work

        register(
            {
                JobKind.PACKAGE: export,
                JobKind.SUMMARY: export,
                JobKind.CHECK: check,
                JobKind.READING: read,
                JobKind.MONITORING: work,
                **dict.fromkeys(KINDS, export),
            }
        )
        for kind, (suffix, writer) in KINDS.items():
            offer(kind, suffix, writer)

    def _register_forms(self):
        from performance.documents.forms.known import keep_office_forms
        from performance.office_forms.shelf import released_form  # needs the models

        keep_office_forms(released_form)
