"""What the check of a deployment finds on a machine, each by spoiling one thing."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import OperationalError, connection, transaction

from config.operation import checks
from config.operation.backup.postgres_programs import ProgramMissing
from departments.accounts.sign_on.settings import OpenIDConnect
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.documents.formats.pdf.fonts import NoChineseFont
from performance.language_model.endpoint import Endpoint


@pytest.fixture
def sound(settings, tmp_path, monkeypatch, db):
    """A machine of which nothing is to be said."""
    for number, name in enumerate(checks.KEYS):
        setattr(settings, name, f"{number}" * 40)
    for name in ("BACKUP_FOLDER", "BACKUP_COPY"):
        folder = tmp_path / name
        folder.mkdir()
        setattr(settings, name, str(folder))
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(checks, "on_one_disk", lambda folder, copies: False)
    monkeypatch.setattr(checks, "OTHERS", 0)
    monkeypatch.setattr(checks, "program", lambda name, connection: Path(name))
    monkeypatch.setattr(checks, "find_fonts", lambda: None)
    monkeypatch.setattr(checks, "missing", lambda connection: [])
    monkeypatch.setattr(checks.libreoffice, "program", lambda: "soffice")
    monkeypatch.setattr(checks.components, "is_installed", lambda: True)
    return SimpleNamespace(settings=settings, patch=monkeypatch.setattr)


def found():
    return [message.id for check in checks.ALL for message in check()]


def raising(fault):
    def fail(*words):
        raise fault

    return fail


def set_the_clock_ahead():
    with transaction.atomic():
        entry = record(Action.EXPORT, by=None)
    later = SimpleNamespace(time=entry.time + timedelta(days=1))
    return SimpleNamespace(
        objects=SimpleNamespace(order_by=lambda name: SimpleNamespace(first=lambda: later))
    )


def through_the_pooler(machine, answer):
    machine.settings.POOLER_URL = "postgresql://pool.local/goals"
    machine.patch(checks, "_limit_through_the_pooler", answer)


SPOILT = {
    "operation.W011": lambda machine: setattr(
        machine.settings, "OIDC", OpenIDConnect(issuer="https://sso.example.cn")
    ),
    "operation.W001": lambda machine: setattr(machine.settings, "TRAIL_KEY", "short"),
    "operation.W002": lambda machine: setattr(machine.settings, "TRAIL_KEY", machine.settings.SECRET_KEY),
    "operation.W003": lambda machine: setattr(machine.settings, "VAR_DIR", Path("/nowhere")),
    "operation.W004": lambda machine: setattr(machine.settings, "BACKUP_FOLDER", ""),
    "operation.W005": lambda machine: machine.patch(checks, "on_one_disk", lambda folder, copies: True),
    "operation.W007": lambda machine: machine.patch(
        checks, "_behind_the_database", lambda: timedelta(hours=1)
    ),
    "operation.W008": lambda machine: machine.patch(checks, "TrailEntry", set_the_clock_ahead()),
    "operation.W014": lambda machine: through_the_pooler(machine, raising(OperationalError())),
    "operation.W015": lambda machine: through_the_pooler(machine, lambda: 0),
    "operation.W016": lambda machine: machine.patch(checks, "missing", lambda connection: ["one"]),
    "operation.W017": lambda machine: setattr(
        machine.settings, "LANGUAGE_MODEL", Endpoint("https://8.8.8.8/v1", "qwen")
    ),
    "operation.I001": lambda machine: setattr(machine.settings, "BACKUP_COPY", ""),
    "operation.I002": lambda machine: machine.patch(checks, "find_fonts", raising(NoChineseFont())),
    "operation.I003": lambda machine: machine.patch(checks.libreoffice, "program", lambda: None),
    "operation.I004": lambda machine: machine.patch(checks.components, "is_installed", lambda: False),
}
OF_ONE_DATABASE = {
    "sqlite": {"operation.W006": lambda machine: machine.patch(checks, "OTHERS", 0o777)},
    "postgresql": {
        "operation.W009": lambda machine: machine.patch(
            checks, "program", raising(ProgramMissing("没有 pg_dump"))
        ),
    },
}


def test_a_sound_machine_is_silent(sound):
    assert found() == []


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_amiss_is_named(sound, name):
    SPOILT[name](sound)
    assert found() == [name]


def test_what_is_amiss_with_one_database_is_named(sound):
    for name, spoil in OF_ONE_DATABASE[connection.vendor].items():
        spoil(sound)
        assert found() == [name]


def test_the_command_asks_all_of_them(sound):
    sound.settings.BACKUP_FOLDER = "/nowhere"
    with pytest.raises(SystemCheckError, match=r"operation\.W003"):
        call_command("check", "--deploy", "--fail-level", "WARNING")
