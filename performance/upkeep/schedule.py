"""What the worker does by the clock: each task once a day or once a week, all of them in one table.

Known without a database, so that settings can refuse what makes no sense in SCHEDULE.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from django.core.exceptions import ImproperlyConfigured

OFF = "off"
_DAY = timedelta(days=1)
_DAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@dataclass(frozen=True)
class ScheduledTask:
    """A command of manage.py. ``needs`` is the setting without which there is nothing to do, put in for {}.

    What a task ``of_offices`` prints names the departments of all offices, which not every keeper may see.
    """

    command: str
    title: str
    at: time
    failure: str
    weekday: int | None = None
    arguments: tuple[str, ...] = ()
    needs: str = ""
    of_offices: bool = False

    @property
    def words(self) -> str:
        """When it is due, as the page and docs/operation.md say it."""
        day = "" if self.weekday is None else _DAYS[self.weekday] + " "
        return f"{day}{self.at:%H:%M}"

    @property
    def apart(self) -> timedelta:
        return _DAY if self.weekday is None else 7 * _DAY

    def last_due(self, now: datetime) -> datetime:
        """The latest time at which it was due; ``now`` is local time."""
        due = now.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
        back = 0 if self.weekday is None else (due.weekday() - self.weekday) % 7
        due -= back * _DAY
        return due if due <= now else due - self.apart


TASKS = (
    ScheduledTask("anchor_trail", "锚点送往系统日志", time(1), "还没有操作记录"),
    ScheduledTask("verify_trail", "校验操作记录", time(1, 10), "操作记录被改动，立即通知审计员，保留现场"),
    ScheduledTask(
        "keep_backup",
        "备份",
        time(2),
        "磁盘满、权限或客户端程序版本不对，或者没有复制到另一台机器",
        needs="BACKUP_FOLDER",
    ),
    ScheduledTask("drill_backup", "备份演练", time(3), "备份不能恢复", weekday=6),
    ScheduledTask("count_figures", "补齐总览的统计", time(4), "数据库不通"),
    ScheduledTask(
        "open_monitoring",
        "按监控日历安排监控任务",
        time(7, 30),
        "该账号不再是财政绩效科审核人，当年还没有批复的文本",
        arguments=("--by", "{}"),
        needs="MONITORING_ACCOUNT",
        of_offices=True,
    ),
    ScheduledTask(
        "send_reminders", "截止前提醒", time(8), "邮件服务器不通", arguments=("--days", "7"), of_offices=True
    ),
    ScheduledTask(
        "send_digests",
        "通知汇总",
        time(8, 30),
        "邮件服务器不通，或不收某人的信",
        needs="EMAIL_HOST",
        of_offices=True,
    ),
)
BY_COMMAND = {task.command: task for task in TASKS}


def read_changes(words: list[str]) -> dict[str, time | None]:
    """Of ``keep_backup=03:30`` and ``drill_backup=off``. Raises ImproperlyConfigured."""
    changes: dict[str, time | None] = {}
    for word in words:
        command, _, value = word.partition("=")
        if command not in BY_COMMAND:
            raise ImproperlyConfigured(
                f"环境变量 SCHEDULE：没有定时任务“{command}”，可写：{'、'.join(BY_COMMAND)}。"
            )
        try:
            changes[command] = None if value == OFF else time.fromisoformat(value)
        except ValueError:
            raise ImproperlyConfigured(
                f"环境变量 SCHEDULE：“{word}”应写成 {command}=时:分 或 {command}={OFF}。"
            ) from None
    return changes


def in_force(changes: Mapping[str, time | None]) -> list[ScheduledTask]:
    """The tasks as this installation has set them, without those that it leaves out."""
    times = ((task, changes.get(task.command, task.at)) for task in TASKS)
    return [replace(task, at=at) for task, at in times if at is not None]
