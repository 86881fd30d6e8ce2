"""For installations without a running worker, and for whoever wants a task done now: a worker does this by itself."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from performance.models import RunState
from performance.upkeep.schedule import BY_COMMAND
from performance.upkeep.scheduled_work import do_what_is_due, is_set, take, work


class Command(BaseCommand):
    help = "办理定时任务并记下结果：不写任务则办理已到时间、还没有办的；写了任务的，现在就办一次"

    def add_arguments(self, parser):
        parser.add_argument(
            "task", nargs="*", choices=[*BY_COMMAND, []], metavar="任务", help="、".join(BY_COMMAND)
        )

    def handle(self, *args, **options):
        runs = self._now(options["task"]) if options["task"] else do_what_is_due()
        for run in runs:
            self.stdout.write(f"{BY_COMMAND[run.task].title}（{run.get_state_display()}）：{run.message}")
        if failed := [BY_COMMAND[run.task].title for run in runs if run.state != RunState.DONE]:
            raise CommandError(f"没有办成：{'、'.join(failed)}，原因见上。")

    def _now(self, commands):
        chosen = [BY_COMMAND[command] for command in commands]
        if bare := [task for task in chosen if not is_set(task)]:
            raise CommandError("".join(f"{task.title}须先设置 {task.needs}。" for task in bare))
        runs = [(task, take(task, timezone.now())) for task in chosen]
        for task, run in runs:
            work(task, run)
        return [run for _, run in runs]
