"""What became of the scheduled tasks, for whoever installed the system."""

from django.contrib import admin

from performance.admin.history import Record
from performance.models import ScheduledRun
from performance.upkeep.schedule import BY_COMMAND


@admin.register(ScheduledRun)
class ScheduledRunAdmin(Record):
    list_display = ["title", "due", "state", "attempt", "started", "finished", "message"]
    list_filter = ["task", "state", "due"]
    search_fields = ["task", "message"]

    @admin.display(description="任务", ordering="task")
    def title(self, run):
        task = BY_COMMAND.get(run.task)
        return task.title if task else run.task
